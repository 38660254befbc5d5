/** The primitive operators, one file each: shape rule, gradient, reference meaning and flops. */
package dev.nnc.compiler.ir.op;
