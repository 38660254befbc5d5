package dev.nnc.compiler.loops.math;

import static dev.nnc.compiler.loops.kernel.Exprs.arithmetic;
import static dev.nnc.compiler.loops.kernel.Exprs.bits;
import static dev.nnc.compiler.loops.kernel.Exprs.number;
import static dev.nnc.compiler.loops.kernel.Exprs.plus;
import static dev.nnc.compiler.loops.kernel.Exprs.remainder;
import static dev.nnc.compiler.loops.kernel.Exprs.sub;
import static dev.nnc.compiler.loops.kernel.Exprs.times;
import static dev.nnc.compiler.loops.kernel.Exprs.whole;

import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Expr.Operator;

/**
 * Random numbers as a function of key and counter: Threefry-2x32 with 20 rounds (Salmon, Moraes, Dror and Shaw, "Parallel
 * random numbers: as easy as 1, 2, 3", 2011).
 *
 * <p>The rounds are a loop, four in a turn: C2 of JDK 17 trusts no type behind some 25 operations on vectors of whole numbers
 * in one method, and keeps vectors as objects from there on.
 */
public final class Threefry {
    /** How far the second word is rotated in the rounds of even turns and of odd ones. */
    private static final int[][] ROTATIONS = {{13, 15, 26, 6}, {17, 29, 16, 24}};

    private static final int PARITY = 0x1BD11BDA;
    private static final int TURNS = 5;
    /** The bits of 1.0f: in front of 23 random bits they make a number in [1, 2). */
    private static final int ONE_BITS = 0x3F800000;

    private Threefry() {}

    /** A number in [0, 1), from the upper 23 bits of one of the two words. */
    public static Expr uniform(Loops kernel, Expr[] key, Expr[] counter, int word) {
        Expr[] words = draw(kernel, key, counter);
        return kernel.let("u", sub(oneToTwo(words[word]), number(1)));
    }

    private static Expr oneToTwo(Expr word) {
        return new Expr.FromBits(bits(Operator.OR, bits(Operator.SHIFT_RIGHT_UNSIGNED, word, 9), ONE_BITS));
    }

    private static Expr[] draw(Loops kernel, Expr[] key, Expr[] counter) {
        Expr parity = bits(Operator.XOR, arithmetic(Operator.XOR, key[0], key[1]), PARITY);
        Expr.Local next = kernel.var("key", key[1]);
        Expr.Local afterNext = kernel.var("key", parity);
        Expr.Local last = kernel.var("key", key[0]);
        Expr.Local x = kernel.var("x", arithmetic(Operator.ADD, counter[0], key[0]));
        Expr.Local y = kernel.var("y", arithmetic(Operator.ADD, counter[1], key[1]));
        kernel.loop("turn", whole(0), whole(TURNS), whole(1), turn -> {
            for (int round = 0; round < ROTATIONS[0].length; round++) {
                int even = ROTATIONS[0][round];
                Expr rotation = plus(times(remainder(turn, 2), ROTATIONS[1][round] - even), whole(even));
                kernel.assign(x, arithmetic(Operator.ADD, x, y));
                kernel.assign(y, arithmetic(Operator.XOR, arithmetic(Operator.ROTATE_LEFT, y, rotation), x));
            }
            kernel.assign(x, arithmetic(Operator.ADD, x, next));
            kernel.assign(y, arithmetic(Operator.ADD, y, plus(plus(afterNext, turn), whole(1))));
            Expr.Local used = kernel.var("key", next);
            kernel.assign(next, afterNext);
            kernel.assign(afterNext, last);
            kernel.assign(last, used);
        });
        return new Expr[] {x, y};
    }
}
