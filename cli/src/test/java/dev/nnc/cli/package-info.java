/** Tests of whole commands, in this JVM. */
package dev.nnc.cli;
