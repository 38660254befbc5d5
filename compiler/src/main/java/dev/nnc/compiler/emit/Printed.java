package dev.nnc.compiler.emit;

import com.palantir.javapoet.CodeBlock;

/**
 * A Java expression as text, and how tightly its outermost operator binds.
 *
 * @param code may break its line at spaces
 */
record Printed(CodeBlock code, Precedence precedence) {
    static Printed atom(String format, Object... arguments) {
        return new Printed(CodeBlock.of(format, arguments), Precedence.POSTFIX);
    }

    /** A literal, which is a negation where it begins with a minus. */
    static Printed literal(String text) {
        return new Printed(CodeBlock.of("$L", text), text.startsWith("-") ? Precedence.UNARY : Precedence.POSTFIX);
    }

    /** The text as an operand of something that binds as given, in parentheses where it must. */
    CodeBlock within(Precedence outer) {
        return precedence.compareTo(outer) < 0 ? CodeBlock.of("($L)", code) : code;
    }

    /** The text as a right operand: in parentheses also where it binds just as tightly. */
    CodeBlock rightOf(Precedence outer) {
        return precedence.compareTo(outer) <= 0 ? CodeBlock.of("($L)", code) : code;
    }

    /** {@code left symbol right}, which may break its line before the operator. */
    static Printed binary(Precedence precedence, String symbol, Printed left, Printed right) {
        return new Printed(
                CodeBlock.of("$L$W$L $L", left.within(precedence), symbol, right.rightOf(precedence)), precedence);
    }

    /**
     * {@code left symbol right} of an operation for which {@code a op (b op c)} is {@code a op b op c}: those on whole numbers,
     * which are short and keep to one line.
     */
    static Printed associative(Precedence precedence, String symbol, Printed left, Printed right) {
        return new Printed(
                CodeBlock.of("$L $L $L", left.within(precedence), symbol, right.within(precedence)), precedence);
    }

    /** {@code condition ? yes : no}. */
    static Printed choice(Printed condition, Printed yes, Printed no) {
        return new Printed(
                CodeBlock.of(
                        "$L$W? $L$W: $L",
                        condition.rightOf(Precedence.CONDITIONAL),
                        yes.rightOf(Precedence.CONDITIONAL),
                        no.within(Precedence.CONDITIONAL)),
                Precedence.CONDITIONAL);
    }

    /** {@code (type) operand}. */
    static Printed cast(String type, Printed operand) {
        return new Printed(CodeBlock.of("($L) $L", type, operand.within(Precedence.UNARY)), Precedence.UNARY);
    }

    /** {@code -operand}; a negative literal comes into parentheses, so that no {@code --} appears. */
    static Printed negated(Printed operand) {
        return new Printed(CodeBlock.of("-$L", operand.rightOf(Precedence.UNARY)), Precedence.UNARY);
    }
}
