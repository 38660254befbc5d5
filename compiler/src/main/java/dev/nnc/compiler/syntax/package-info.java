/** From source text to {@link dev.nnc.compiler.syntax.ast.Program}, and back; the only room that knows ANTLR. */
package dev.nnc.compiler.syntax;
