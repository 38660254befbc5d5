package dev.nnc.compiler.loops.kernel;

import dev.nnc.compiler.ir.op.Compare;

/** An expression of a kernel, without side effects. */
public sealed interface Expr {
    Type type();

    /** A whole number. */
    record IntLiteral(int value) implements Expr {
        @Override
        public Type type() {
            return Type.INT;
        }
    }

    /** A float, printed so that it reads back as the same bits. */
    record FloatLiteral(float value) implements Expr {
        @Override
        public Type type() {
            return Type.FLOAT;
        }
    }

    /** The number of lanes: a static final in the vector flavour, 1 in the scalar flavour. */
    record LaneCount() implements Expr {
        @Override
        public Type type() {
            return Type.INT;
        }
    }

    /** A local variable, loop variable or parameter. */
    record Local(String name, Type type) implements Expr {}

    /** Arithmetic on {@code int}. */
    record IntArithmetic(Operator operator, Expr left, Expr right) implements Expr {
        @Override
        public Type type() {
            return Type.INT;
        }
    }

    /** One element of a {@code float[]} (or {@code int[]}), as a number. */
    record Element(String array, Expr index, Type type) implements Expr {}

    /** Consecutive elements of a {@code float[]}, one for each lane. */
    record Load(String array, Expr index) implements Expr {
        @Override
        public Type type() {
            return Type.LANES;
        }
    }

    /** The same number in every lane: {@code FLOAT} to {@code LANES}, {@code INT} to {@code INT_LANES}. */
    record Splat(Expr value) implements Expr {
        @Override
        public Type type() {
            return value.type() == Type.INT ? Type.INT_LANES : Type.LANES;
        }
    }

    /** Arithmetic on {@code FLOAT}, {@code LANES} or {@code INT_LANES}, both operands of one type. */
    record Arithmetic(Operator operator, Expr left, Expr right) implements Expr {
        @Override
        public Type type() {
            return left.type();
        }
    }

    /** {@code factor * other + addend}, rounded once. */
    record Fma(Expr factor, Expr other, Expr addend) implements Expr {
        @Override
        public Type type() {
            return addend.type();
        }
    }

    /** Negation, absolute value or square root of {@code FLOAT} or {@code LANES}. */
    record Unary(Function function, Expr operand) implements Expr {
        @Override
        public Type type() {
            return operand.type();
        }
    }

    /** A comparison of two floats or lanes. */
    record Comparison(Compare.Relation relation, Expr left, Expr right) implements Expr {
        @Override
        public Type type() {
            return left.type() == Type.LANES ? Type.MASK : Type.BOOLEAN;
        }
    }

    /** Logic on {@code BOOLEAN} or {@code MASK}; {@code NOT} is {@code XOR} with all true. */
    record Logic(Operator operator, Expr left, Expr right) implements Expr {
        @Override
        public Type type() {
            return left.type();
        }
    }

    /** {@code condition ? yes : no}; lane by lane where the condition is a mask. */
    record Choice(Expr condition, Expr yes, Expr no) implements Expr {
        @Override
        public Type type() {
            return yes.type();
        }
    }

    /** The bits of floats as ints: {@code LANES} to {@code INT_LANES}, {@code FLOAT} to {@code INT}. */
    record Bits(Expr value) implements Expr {
        @Override
        public Type type() {
            return value.type() == Type.LANES ? Type.INT_LANES : Type.INT;
        }
    }

    /** The floats that have these bits: {@code INT_LANES} to {@code LANES}, {@code INT} to {@code FLOAT}. */
    record FromBits(Expr bits) implements Expr {
        @Override
        public Type type() {
            return bits.type() == Type.INT_LANES ? Type.LANES : Type.FLOAT;
        }
    }

    /** Lanes of which each changed places with the one whose number differs in a bit: 1 swaps neighbours, 2 neighbouring pairs. */
    record SwappedLanes(Expr lanes, int bit) implements Expr {
        @Override
        public Type type() {
            return Type.LANES;
        }
    }

    /** The lanes whose number has a bit: of 4, lanes 4 to 7 and 12 to 15. */
    record LaneBit(int bit) implements Expr {
        @Override
        public Type type() {
            return Type.MASK;
        }
    }

    /** An {@code int} as the nearest {@code float}. */
    record ToFloat(Expr value) implements Expr {
        @Override
        public Type type() {
            return Type.FLOAT;
        }
    }

    /** A float that is a whole number as an {@code int}. */
    record ToInt(Expr value) implements Expr {
        @Override
        public Type type() {
            return Type.INT;
        }
    }

    /** What stands between two operands; on ints the shifts and the rotation are those of Java, by 0 to 31. */
    enum Operator {
        ADD("+"),
        SUBTRACT("-"),
        MULTIPLY("*"),
        DIVIDE("/"),
        REMAINDER("%"),
        AND("&"),
        OR("|"),
        XOR("^"),
        SHIFT_LEFT("<<"),
        SHIFT_RIGHT(">>"),
        SHIFT_RIGHT_UNSIGNED(">>>"),
        /** Of all 32 bits; Java has a function for it, no symbol. */
        ROTATE_LEFT("rotateLeft"),
        /** Of two floats that are both numbers, without a branch; 0 is larger than -0. */
        LARGER("max"),
        SMALLER("min");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        /** The operator in Java. */
        public String symbol() {
            return symbol;
        }
    }

    /** Functions that the hardware has, exactly rounded. */
    enum Function {
        NEGATE,
        ABSOLUTE,
        SQUARE_ROOT
    }
}
