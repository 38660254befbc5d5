package dev.nnc.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.ir.model.Model;
import dev.nnc.runtime.Batch;
import dev.nnc.runtime.Layouts;
import dev.nnc.runtime.Network;
import dev.nnc.runtime.PhaseSpec;
import dev.nnc.runtime.Signature;
import dev.nnc.runtime.TensorSpec;
import dev.nnc.runtime.TensorSpec.Kind;
import dev.nnc.runtime.Trainer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Whole steps: bit for bit what the gradients and updates of all losses come to, while each loss and the running statistics are
 * what they mean at the weights of that step, and what no loss moves stays as it is.
 */
public final class StepCheck {
    private static final int STEPS = 3;

    private final Agreement agreement;
    private final Model model;
    private final Supplier<Network> networks;
    private final Network network;
    private final Batch batch;

    private StepCheck(Agreement agreement, Model model, Supplier<Network> networks, Network network, Batch batch) {
        this.agreement = agreement;
        this.model = model;
        this.networks = networks;
        this.network = network;
        this.batch = batch;
    }

    /** Takes a few steps on a batch, with two networks of the same weights. */
    public static void check(Agreement agreement, Model model, Supplier<Network> networks, Batch batch) {
        Network whole = networks.get();
        Network parts = networks.get();
        Map<String, List<Float>> still = still(parts);
        StepCheck steps = new StepCheck(agreement, model, networks, parts, batch);
        try (Trainer trainer = whole.trainer();
                Trainer other = parts.trainer()) {
            UpdateCheck.followSchedules(trainer);
            UpdateCheck.followSchedules(other);
            for (int step = 0; step < STEPS; step++) {
                trainer.step(batch);
                for (int phase = 0; phase < model.phases().size(); phase++) {
                    steps.phase(other, step, phase);
                }
                assertSame(step, whole, parts);
            }
            trainer.updateWaiting();
            other.updateWaiting();
            assertSame(STEPS, whole, parts);
        }
        assertThat(still(parts)).as("what no loss moves").isEqualTo(still);
    }

    private void phase(Trainer trainer, int step, int phase) {
        Meaning meaning = meaning(network, batch, trainer, step, phase);
        float loss = move(trainer, batch, phase);
        String when = " of loss " + (phase + 1) + " in step " + (step + 1);
        agreement.compare("value" + when, new float[] {loss}, meaning.lossValue());
        meaning.statistics()
                .forEach((buffer, values) -> agreement.compare(
                        buffer + when, network.tensor(buffer), values, () -> rounding(step, phase, buffer, values)));
    }

    private Meaning meaning(Network of, Batch on, Trainer trainer, int step, int phase) {
        return new Meaning(model, of, on, new Meaning.Step(phase, step, trained(trainer)));
    }

    /** One loss of a step; its value. */
    private static float move(Trainer trainer, Batch batch, int phase) {
        float[] flat = new float[Layouts.size(trainer.signature().trainable(phase))];
        float loss = trainer.gradients(phase, batch, flat);
        trainer.update(phase, flat);
        return loss;
    }

    /** How far a statistic may be off: the mean of what is centered already is what rounding leaves of it. */
    private double rounding(int step, int phase, String buffer, float[] meant) {
        double[] own = Rounding.errors(network.tensor(buffer), meant);
        return Rounding.of(
                own,
                IntStream.range(0, Rounding.NEIGHBOURS)
                        .mapToObj(neighbour -> error(neighbour, step, phase, buffer))
                        .toList());
    }

    /** What a statistic is off by after the same steps, where inputs differ a little in the last one. */
    private double[] error(int neighbour, int step, int phase, String buffer) {
        Network near = networks.get();
        Random random = Rounding.random(neighbour);
        Batch nudged = Example.changed(batch, near, values -> Rounding.nudged(values, random));
        try (Trainer trainer = near.trainer()) {
            UpdateCheck.followSchedules(trainer);
            int phases = model.phases().size();
            for (int before = 0; before < step * phases + phase; before++) {
                move(trainer, batch, before % phases);
            }
            Meaning meaning = meaning(near, nudged, trainer, step, phase);
            move(trainer, nudged, phase);
            return Rounding.errors(near.tensor(buffer), meaning.statistics().get(buffer));
        }
    }

    /** The weights that are trained, where those of the network are averages of them. */
    private static Map<String, float[]> trained(Trainer trainer) {
        Signature signature = trainer.signature();
        Map<String, float[]> trained = new HashMap<>();
        for (int p = 0; p < signature.phases().size(); p++) {
            PhaseSpec phase = signature.phases().get(p);
            int slot = phase.slots().indexOf("weights");
            if (slot < 0 || trainer.steps(p) == 0) {
                continue;
            }
            int begin = signature.stateOffset(p) + slot * (phase.to() - phase.from());
            for (TensorSpec tensor : signature.trainable(p)) {
                float[] values = new float[tensor.size()];
                Layouts.toLogical(tensor, Padding.state(trainer), begin - phase.from(), values, 0);
                trained.put(tensor.name(), values);
            }
        }
        return trained;
    }

    private static Map<String, List<Float>> still(Network network) {
        Signature signature = network.signature();
        Set<String> moved = new HashSet<>();
        for (int p = 0; p < signature.phases().size(); p++) {
            signature.trainable(p).forEach(tensor -> moved.add(tensor.name()));
        }
        Map<String, List<Float>> still = new HashMap<>();
        for (TensorSpec tensor : signature.tensors()) {
            if (tensor.kind() == Kind.PARAMETER && !moved.contains(tensor.name())) {
                still.put(tensor.name(), list(network.tensor(tensor.name())));
            }
        }
        return still;
    }

    private static List<Float> list(float[] values) {
        List<Float> list = new ArrayList<>();
        for (float value : values) {
            list.add(value);
        }
        return list;
    }

    private static void assertSame(int step, Network whole, Network parts) {
        for (TensorSpec tensor : whole.signature().tensors()) {
            assertThat(whole.tensor(tensor.name()))
                    .as(tensor.name() + " after step " + (step + 1) + " and after its parts")
                    .containsExactly(parts.tensor(tensor.name()));
        }
    }
}
