package dev.nnc.runtime;

import dev.nnc.runtime.metrics.MetricKind;
import dev.nnc.runtime.metrics.MetricSpec;

/**
 * A network as generated code would be, with plain loops: {@code estimate = weight * standardize(x) + bias}. Its weight is kept
 * transposed and padded to 16 lanes, and each of its two phases moves one parameter.
 */
public final class Toy extends Network {

    static final int IN = 3;
    static final int OUT = 2;
    static final int LANES = 16;
    static final int BIAS = IN * LANES;
    static final int MEAN = BIAS + LANES;
    static final int DEVIATION = MEAN + LANES;

    public static final Signature SIGNATURE = signature("Toy", OUT);

    private final float[] scaled = new float[IN];

    public Toy() {
        super(SIGNATURE);
    }

    private Toy(Toy shared) {
        super(shared);
    }

    /** The facts, for another number of outputs than the code is for when a test needs a model that differs. */
    public static Signature signature(String name, int out) {
        return Signature.of(name, "fingerprint-" + name)
                .input(InputSpec.floats("x", IN))
                .target(InputSpec.floats("y", out))
                .output(OutputSpec.floats("estimate", out))
                .tensor(TensorSpec.parameter(
                        "dense.weight", new int[] {out, IN}, 0, new int[] {1, LANES}, Initializer.uniform(-0.5, 0.5)))
                .tensor(TensorSpec.parameter(
                        "dense.bias", new int[] {out}, BIAS, new int[] {1}, Initializer.constant(0)))
                .tensor(TensorSpec.buffer(
                        "standardize.mean", new int[] {IN}, MEAN, new int[] {1}, Initializer.constant(0)))
                .tensor(TensorSpec.buffer(
                        "standardize.deviation", new int[] {IN}, DEVIATION, new int[] {1}, Initializer.constant(0)))
                .standardization(
                        new StandardizationSpec("standardize", "x", -1, "standardize.mean", "standardize.deviation"))
                .metric(new MetricSpec("mean_absolute_error", MetricKind.MEAN_ABSOLUTE_ERROR, 2))
                .metric(new MetricSpec("r2", MetricKind.R2, 2 * out))
                .phase(PhaseSpec.of("slope", 0, BIAS)
                        .withSlots("velocity")
                        .withSetting("rate", 0.05)
                        .withSetting("momentum", 0.9))
                .phase(PhaseSpec.of("shift", BIAS, MEAN)
                        .withSlots("velocity")
                        .withSetting("rate", 0.1)
                        .withSetting("momentum", 0.5)
                        .withSetting("beta2", 0.99))
                .training(TrainingSpec.of(4, 10, 42))
                .floats(MEAN, DEVIATION + LANES)
                .build(4);
    }

    @Override
    public void predict(Batch inputs, int count, float[][] outputs) {
        requireFitted();
        Checks.predictCount("Toy", count);
        Checks.length("x", inputs.floats(0).length, count, IN);
        Checks.length("estimate", outputs[0].length, count, OUT);
        for (int n = 0; n < count; n++) {
            for (int o = 0; o < OUT; o++) {
                outputs[0][n * OUT + o] = estimate(inputs.floats(0), n, o, 1);
            }
        }
    }

    float standardized(float[] x, int example, int feature, float factor) {
        float value = x[example * IN + feature] - parameters[MEAN + feature];
        return factor * value / parameters[DEVIATION + feature];
    }

    float estimate(float[] x, int example, int output, float factor) {
        float sum = parameters[BIAS + output];
        for (int i = 0; i < IN; i++) {
            scaled[i] = standardized(x, example, i, factor);
            sum = Math.fma(scaled[i], parameters[i * LANES + output], sum);
        }
        return sum;
    }

    @Override
    public Network share() {
        return new Toy(this);
    }

    @Override
    public ToyTrainer trainer(Workers workers) {
        return new ToyTrainer(this, workers);
    }
}
