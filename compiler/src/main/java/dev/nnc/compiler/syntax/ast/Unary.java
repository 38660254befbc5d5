package dev.nnc.compiler.syntax.ast;

import dev.nnc.compiler.diagnostics.Span;

/** {@code -x} or {@code not c}. */
public record Unary(Operator operator, Expression operand, Span at) implements Expression {
    /** What stands before the operand. */
    public enum Operator {
        NEGATE("-"),
        NOT("not");

        private final String text;

        Operator(String text) {
            this.text = text;
        }

        /** How it is written. */
        public String text() {
            return text;
        }
    }
}
