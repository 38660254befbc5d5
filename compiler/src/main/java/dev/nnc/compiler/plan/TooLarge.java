package dev.nnc.compiler.plan;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Span;

/** What has to lie in one array does not fit in one: the one mistake of users that nothing before the plan can see. */
public final class TooLarge extends RuntimeException {
    /** Floats that an array may have: fewer than Java allows, so that an index a few vectors behind the end is still a number. */
    public static final int MOST = Integer.MAX_VALUE - 1023;

    private final transient What what;

    /** What lies in one array. */
    public enum What {
        /** Of a program: activations, and what its kernels need for themselves. */
        ACTIVATIONS,
        /** Of the model, with the padding of their rows. */
        WEIGHTS,
        /** What the optimizers of all phases keep, with the padding of rows. */
        OPTIMIZER
    }

    private TooLarge(What what) {
        super(what + " are more than " + MOST + " floats");
        this.what = what;
    }

    /** Gives back a length that an array can have. */
    public static int check(long floats, What what) {
        if (floats > MOST) {
            throw new TooLarge(what);
        }
        return (int) floats;
    }

    /** What to tell the user, at the name of the model. */
    public Problem problem(String model, int batch, Span at) {
        String examples = batch == 1 ? "1 example" : batch + " examples";
        return switch (what) {
            case ACTIVATIONS ->
                problem(at, "for a batch of " + examples + ", `" + model + "` computes with", "at once")
                        .suggest(batch == 1 ? "make its inputs or layers smaller" : "set a smaller `batch`");
            case WEIGHTS ->
                problem(at, "the weights of `" + model + "` take", "with each row rounded up to 16")
                        .suggest("make its layers smaller: a row of 3 numbers takes as much room as one of 16");
            case OPTIMIZER ->
                problem(at, "the optimizer of `" + model + "` would keep", "with each row rounded up to 16")
                        .suggest("choose one that keeps fewer numbers for each weight, such as `sgd`");
        };
    }

    private static Problem problem(Span at, String holder, String how) {
        return Problem.error(
                "too-large", at, holder + " more than " + MOST + " numbers " + how + ", and one array holds no more");
    }
}
