/** Tests of what models mean, and of what users are told when they mean nothing. */
package dev.nnc.compiler.semantic;
