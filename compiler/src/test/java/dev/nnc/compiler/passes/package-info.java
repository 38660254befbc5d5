/** Every pass: what it changes, and that it changes no value. */
package dev.nnc.compiler.passes;
