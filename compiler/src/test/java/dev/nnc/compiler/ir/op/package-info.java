/** Every operator: its shape rule, its meaning and its gradient. */
package dev.nnc.compiler.ir.op;
