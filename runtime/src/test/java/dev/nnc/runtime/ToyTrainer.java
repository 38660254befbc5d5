package dev.nnc.runtime;

import dev.nnc.runtime.CounterRandom.Purpose;
import dev.nnc.runtime.metrics.Evaluation;
import java.util.Arrays;
import java.util.Optional;

/** Trains {@link Toy} by momentum descent on the mean squared error, with a random factor on the inputs of each example. */
public final class ToyTrainer extends Trainer {

    private static final int MOMENTUM = 1;
    private static final int[] SLOTS = {Toy.SIGNATURE.stateOffset(0), Toy.SIGNATURE.stateOffset(1)};

    private final Toy toy;
    private final float[] absolute = new float[2];
    private final float[] pairs = new float[2 * Toy.OUT];

    ToyTrainer(Toy toy, Workers workers) {
        super(toy, workers);
        this.toy = toy;
    }

    @Override
    public Optional<Schedule> modelSchedule(int phase, double rate, long totalSteps) {
        return phase == 0 ? Optional.of(Schedule.cosine(rate, 0, totalSteps)) : Optional.empty();
    }

    @Override
    public float step(Batch batch) {
        float sum = 0;
        for (int phase = 0; phase < steps.length; phase++) {
            computeGradients(phase, batch);
            applyUpdate(phase);
            sum += losses[phase];
        }
        return sum;
    }

    @Override
    protected void computeGradients(int phase, Batch batch) {
        toy.requireFitted();
        Checks.stepCount("Toy", batch.count(), Toy.SIGNATURE.maxBatch());
        float[] x = batch.floats(0);
        float[] y = batch.floats(1);
        PhaseSpec spec = Toy.SIGNATURE.phases().get(phase);
        Arrays.fill(gradients, spec.from(), spec.to(), 0);
        float scale = 2f / (batch.count() * Toy.OUT);
        float sum = 0;
        for (int n = 0; n < batch.count(); n++) {
            float factor = 0.9f
                    + 0.2f * CounterRandom.uniform(CounterRandom.key(seed(), Purpose.DRAW, 0), steps[phase] << 32 | n);
            for (int o = 0; o < Toy.OUT; o++) {
                float error = toy.estimate(x, n, o, factor) - y[n * Toy.OUT + o];
                sum += error * error;
                if (phase == 1) {
                    gradients[Toy.BIAS + o] += scale * error;
                    continue;
                }
                for (int i = 0; i < Toy.IN; i++) {
                    gradients[i * Toy.LANES + o] += scale * error * toy.standardized(x, n, i, factor);
                }
            }
        }
        losses[phase] = sum / (batch.count() * Toy.OUT);
    }

    @Override
    protected void applyUpdate(int phase) {
        PhaseSpec spec = Toy.SIGNATURE.phases().get(phase);
        int setting = phase == 0 ? 0 : 2;
        float rate = (float) rate(phase);
        float momentum = (float) settings[setting + MOMENTUM];
        for (int i = spec.from(); i < spec.to(); i++) {
            int s = SLOTS[phase] + i - spec.from();
            state[s] = momentum * state[s] + gradients[i];
            parameters[i] -= rate * state[s];
        }
        steps[phase]++;
    }

    @Override
    public void evaluate(Batch batch, Evaluation evaluation) {
        float loss = 0;
        for (int n = 0; n < batch.count(); n++) {
            absolute[0] = 0;
            absolute[1] = Toy.OUT;
            for (int o = 0; o < Toy.OUT; o++) {
                float target = batch.floats(1)[n * Toy.OUT + o];
                float estimate = toy.estimate(batch.floats(0), n, o, 1);
                loss += (estimate - target) * (estimate - target);
                absolute[0] += Math.abs(estimate - target);
                pairs[2 * o] = target;
                pairs[2 * o + 1] = estimate;
            }
            evaluation.add(0, absolute, 0, 1);
            evaluation.add(1, pairs, 0, 1);
        }
        evaluation.addLoss(loss / (batch.count() * Toy.OUT), batch.count());
    }
}
