package dev.nnc.compiler.loops.math;

import static dev.nnc.compiler.loops.kernel.Exprs.arithmetic;
import static dev.nnc.compiler.loops.kernel.Exprs.bits;
import static dev.nnc.compiler.loops.kernel.Exprs.mul;
import static dev.nnc.compiler.loops.kernel.Exprs.neg;
import static dev.nnc.compiler.loops.kernel.Exprs.number;
import static dev.nnc.compiler.loops.kernel.Exprs.sqrt;
import static dev.nnc.compiler.loops.kernel.Exprs.sub;

import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Expr.Operator;

/**
 * Random numbers as a function of key and counter: Threefry-2x32 with 20 rounds (Salmon, Moraes, Dror and Shaw, "Parallel
 * random numbers: as easy as 1, 2, 3", 2011).
 */
public final class Threefry {
    private static final int[] ROTATIONS = {13, 15, 26, 6, 17, 29, 16, 24};
    private static final int PARITY = 0x1BD11BDA;
    private static final int ROUNDS = 20;
    /** The bits of 1.0f: in front of 23 random bits they make a number in [1, 2). */
    private static final int ONE_BITS = 0x3F800000;

    private final Lets lets;
    private final Expr[] words;

    private Threefry(Lets lets, Expr low, Expr high) {
        this.lets = lets;
        words = new Expr[] {low, high};
    }

    /** A number in [0, 1), from the upper 23 bits of the first word. */
    public static Expr uniform(Lets lets, Expr[] key, Expr[] counter) {
        Expr[] words = draw(lets, key, counter);
        return lets.let("u", sub(oneToTwo(words[0]), number(1)));
    }

    /** A normal number, by the method of Box and Muller. */
    public static Expr normal(Lets lets, Expr[] key, Expr[] counter) {
        Expr[] words = draw(lets, key, counter);
        Expr open = lets.let("u", sub(number(2), oneToTwo(words[0])));
        Expr turn = lets.let("u", sub(oneToTwo(words[1]), number(1)));
        Expr radius = sqrt(mul(neg(Logarithms.log(lets, open)), number(2)));
        return lets.let("normal", mul(radius, Trigonometry.cos(lets, mul(turn, number(2 * Math.PI)))));
    }

    private static Expr oneToTwo(Expr word) {
        return new Expr.FromBits(bits(Operator.OR, bits(Operator.SHIFT_RIGHT_UNSIGNED, word, 9), ONE_BITS));
    }

    private static Expr[] draw(Lets lets, Expr[] key, Expr[] counter) {
        Expr third = lets.let("key", bits(Operator.XOR, arithmetic(Operator.XOR, key[0], key[1]), PARITY));
        Expr[] keys = {key[0], key[1], third};
        Threefry state = new Threefry(lets, counter[0], counter[1]);
        state.inject(keys, 0);
        for (int round = 0; round < ROUNDS; round++) {
            state.mix(ROTATIONS[round % ROTATIONS.length]);
            if (round % 4 == 3) {
                state.inject(keys, round / 4 + 1);
            }
        }
        return state.words;
    }

    private void inject(Expr[] keys, int turn) {
        words[0] = lets.let("x", arithmetic(Operator.ADD, words[0], keys[turn % 3]));
        Expr second = bits(Operator.ADD, keys[(turn + 1) % 3], turn);
        words[1] = lets.let("y", arithmetic(Operator.ADD, words[1], second));
    }

    private void mix(int rotation) {
        words[0] = lets.let("x", arithmetic(Operator.ADD, words[0], words[1]));
        Expr rotated = bits(Operator.ROTATE_LEFT, words[1], rotation);
        words[1] = lets.let("y", arithmetic(Operator.XOR, rotated, words[0]));
    }
}
