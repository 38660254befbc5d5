/** Tests of the reference class that generated tests compare with. */
package dev.nnc.compiler.emit.reference;
