/** The reference class that generated tests compare with: a model's graphs before any pass, as plain loops in double precision. */
package dev.nnc.compiler.emit.reference;
