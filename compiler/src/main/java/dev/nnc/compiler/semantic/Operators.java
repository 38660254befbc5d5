package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.ShapeMismatch;
import dev.nnc.compiler.semantic.builtin.Rejection;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.constant.Rational;
import dev.nnc.compiler.syntax.ast.Binary;
import dev.nnc.compiler.syntax.ast.Unary;

/** The operators: exact on constants, element by element with broadcasting on tensors. */
final class Operators {
    private static final int LONGEST_LABEL = 40;

    /** {@code -x} or {@code not c}. */
    Meaning unary(Unary unary, Meaning operand, Context context) {
        boolean negate = unary.operator() == Unary.Operator.NEGATE;
        if (negate && operand instanceof Meaning.Number number) {
            return new Meaning.Number(number.value().negated());
        }
        if (!negate && operand instanceof Meaning.Truth truth) {
            return new Meaning.Truth(!truth.value());
        }
        if (operand instanceof Meaning.Tensor tensor) {
            context.tracing().at(context.site().path(), unary.at());
            Arithmetic math = new Arithmetic(context.tracing().graph());
            Span at = unary.operand().at();
            int node = negate
                    ? math.neg(Coercion.floats(tensor.value(), at, context).node())
                    : math.not(Coercion.truth(tensor.value(), at).node());
            return tensor(node, unary.at(), context, tensor.value());
        }
        throw new Rejection(Problem.error(
                "wrong-kind",
                unary.operand().at(),
                "`" + unary.operator().text() + "` cannot work on " + operand.kind()));
    }

    /** {@code a + b} and the like. */
    Meaning binary(Binary binary, Meaning left, Meaning right, Context context) {
        if (left instanceof Meaning.Number a && right instanceof Meaning.Number b) {
            return numbers(binary, a.value(), b.value());
        }
        if (left instanceof Meaning.Truth a && right instanceof Meaning.Truth b) {
            return truths(binary, a.value(), b.value());
        }
        boolean equality = binary.operator() == Binary.Operator.EQUAL || binary.operator() == Binary.Operator.NOT_EQUAL;
        if (equality && isWord(left) && isWord(right)) {
            return new Meaning.Truth(left.equals(right) == (binary.operator() == Binary.Operator.EQUAL));
        }
        requireOperand(binary, left, binary.left().at());
        requireOperand(binary, right, binary.right().at());
        return tensors(binary, left, right, context);
    }

    private static boolean isWord(Meaning meaning) {
        return meaning instanceof Meaning.Word || meaning instanceof Meaning.Text;
    }

    private static void requireOperand(Binary binary, Meaning meaning, Span at) {
        if (!(meaning instanceof Meaning.Tensor) && !(meaning instanceof Meaning.Number)) {
            throw new Rejection(Problem.error(
                    "wrong-kind", at, "`" + binary.operator().text() + "` cannot work on " + meaning.kind()));
        }
    }

    private static Meaning numbers(Binary binary, Rational a, Rational b) {
        int order = a.compareTo(b);
        switch (binary.operator()) {
            case ADD:
                return new Meaning.Number(a.plus(b));
            case SUBTRACT:
                return new Meaning.Number(a.minus(b));
            case MULTIPLY:
                return new Meaning.Number(a.times(b));
            case DIVIDE:
                if (b.signum() == 0) {
                    throw new Rejection(Problem.error("division-by-zero", binary.at(), "this divides by zero"));
                }
                return new Meaning.Number(a.over(b));
            case EQUAL:
                return new Meaning.Truth(order == 0);
            case NOT_EQUAL:
                return new Meaning.Truth(order != 0);
            case LESS:
                return new Meaning.Truth(order < 0);
            case LESS_OR_EQUAL:
                return new Meaning.Truth(order <= 0);
            case GREATER:
                return new Meaning.Truth(order > 0);
            case GREATER_OR_EQUAL:
                return new Meaning.Truth(order >= 0);
            default:
                throw new Rejection(Problem.error(
                        "wrong-kind", binary.at(), "`" + binary.operator().text() + "` joins conditions, not numbers"));
        }
    }

    private static Meaning truths(Binary binary, boolean a, boolean b) {
        switch (binary.operator()) {
            case OR:
                return new Meaning.Truth(a || b);
            case AND:
                return new Meaning.Truth(a && b);
            case EQUAL:
                return new Meaning.Truth(a == b);
            case NOT_EQUAL:
                return new Meaning.Truth(a != b);
            default:
                throw new Rejection(Problem.error(
                        "wrong-kind", binary.at(), "`" + binary.operator().text() + "` joins numbers, not conditions"));
        }
    }

    private static Meaning tensors(Binary binary, Meaning left, Meaning right, Context context) {
        boolean logical = binary.operator() == Binary.Operator.OR || binary.operator() == Binary.Operator.AND;
        context.tracing().at(context.site().path(), binary.at());
        Value a = operand(left, binary.left().at(), logical, context);
        Value b = operand(right, binary.right().at(), logical, context);
        try {
            int node = join(new Arithmetic(context.tracing().graph()), binary.operator(), a.node(), b.node());
            return tensor(node, binary.at(), context, a, b);
        } catch (ShapeMismatch mismatch) {
            throw new Rejection(Problem.error(
                            "shapes-differ",
                            binary.at(),
                            "`" + binary.operator().text() + "` cannot join the shapes " + a.shape() + " and "
                                    + b.shape())
                    .note(a.at(), "`" + a.label() + "` is " + a.shape())
                    .note(b.at(), "`" + b.label() + "` is " + b.shape()));
        }
    }

    private static Value operand(Meaning meaning, Span at, boolean logical, Context context) {
        Value value = Coercion.tensor(meaning, at, context);
        return logical ? Coercion.truth(value, at) : Coercion.floats(value, at, context);
    }

    private static int join(Arithmetic math, Binary.Operator operator, int a, int b) {
        switch (operator) {
            case ADD:
                return math.add(a, b);
            case SUBTRACT:
                return math.sub(a, b);
            case MULTIPLY:
                return math.mul(a, b);
            case DIVIDE:
                return math.div(a, b);
            case EQUAL:
                return math.eq(a, b);
            case NOT_EQUAL:
                return math.ne(a, b);
            case LESS:
                return math.lt(a, b);
            case LESS_OR_EQUAL:
                return math.le(a, b);
            case GREATER:
                return math.gt(a, b);
            case GREATER_OR_EQUAL:
                return math.ge(a, b);
            case OR:
                return math.or(a, b);
            default:
                return math.and(a, b);
        }
    }

    private static Meaning tensor(int node, Span at, Context context, Value... operands) {
        Value value = Value.of(node, context.tracing().graph().type(node), label(at), at);
        for (Value operand : operands) {
            if (operand.mixing().isPresent() && value.mixing().isEmpty()) {
                value = value.withMixing(operand.mixing());
            }
        }
        return new Meaning.Tensor(value);
    }

    /** What people call the result of an operator: the formula, unless it is long. */
    private static String label(Span at) {
        String text = at.text();
        return text.length() <= LONGEST_LABEL && !text.contains("\n") ? text : "this";
    }
}
