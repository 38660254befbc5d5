package dev.nnc.generated;

import dev.nnc.compiler.ir.model.Model;
import dev.nnc.runtime.Batch;
import dev.nnc.runtime.Network;
import dev.nnc.runtime.TensorSpec;
import dev.nnc.runtime.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Updates on the gradients of a batch, against their meaning. */
public final class UpdateCheck {
    /** Batches: more than one update, also of gradients that wait, and at last one of fewer; RAdam rectifies from the sixth on. */
    private static final int BATCHES = 7;

    /** What the rounding of a weight adds to how far it has moved, in units of its last place. */
    private static final int PLACES = 4;

    private UpdateCheck() {}

    /** Takes the gradients of a batch several times, and compares how far weights move; what lies between them stays 0. */
    public static void check(Agreement agreement, Model model, Network network, Batch batch) {
        List<Moved> phases = IntStream.range(0, model.phases().size())
                .mapToObj(phase -> new Moved(model, phase, network))
                .toList();
        try (Trainer trainer = network.trainer()) {
            followSchedules(trainer);
            for (int i = 1; i <= BATCHES; i++) {
                for (Moved phase : phases) {
                    phase.move(trainer, batch);
                    phase.compare(agreement, "moved in " + i + " batches", network);
                }
            }
            trainer.updateWaiting();
            for (Moved phase : phases) {
                phase.end();
                phase.compare(agreement, "moved at the end", network);
            }
            Padding.check(network, trainer);
        }
    }

    /** Lets the rates follow the schedules of the model file, as a training loop does. */
    static void followSchedules(Trainer trainer) {
        for (int p = 0; p < trainer.signature().phases().size(); p++) {
            int phase = p;
            double rate = trainer.get(trainer.signature().phases().get(p).name() + ".rate");
            trainer.modelSchedule(p, rate, MeantUpdates.TOTAL).ifPresent(s -> trainer.setSchedule(phase, s));
        }
    }

    /** The weights of a phase: where they began, what moved them, and where that should have brought them. */
    private static final class Moved {
        private final Model model;
        private final int phase;
        private final float[] before;
        private final MeantUpdates meant;
        private final List<float[]> history = new ArrayList<>();
        private boolean ended;

        Moved(Model model, int phase, Network network) {
            this.model = model;
            this.phase = phase;
            this.before = weights(network, phase);
            this.meant = new MeantUpdates(model, phase, before);
        }

        void move(Trainer trainer, Batch batch) {
            float[] gradients = new float[before.length];
            trainer.gradients(phase, batch, gradients);
            trainer.update(phase, gradients);
            meant.update(gradients);
            history.add(gradients);
        }

        void end() {
            meant.updateWaiting();
            ended = true;
        }

        void compare(Agreement agreement, String what, Network network) {
            float[] ours = weights(network, phase);
            float[] theirs = meant.weights();
            float[] moved = new float[before.length];
            float[] wanted = new float[before.length];
            float largest = 0;
            for (int i = 0; i < before.length; i++) {
                moved[i] = ours[i] - before[i];
                wanted[i] = theirs[i] - before[i];
                largest = Math.max(largest, Math.abs(theirs[i]));
            }
            double places = PLACES * Math.ulp(largest);
            agreement.compare(
                    what + " by loss " + (phase + 1), moved, wanted, () -> Math.max(places, conditioning(theirs)));
        }

        /**
         * How far the weights may be off, because gradients that differ in their last place bring them elsewhere, and so does a
         * bound that clips them and moves on by a place with each batch: where gradients hardly change, how a norm was rounded
         * may be most of what L-BFGS sees of their change.
         */
        private double conditioning(float[] theirs) {
            double apart = 0;
            for (int neighbour = 0; neighbour < Rounding.NEIGHBOURS; neighbour++) {
                Random random = Rounding.random(neighbour);
                float drift = place(random);
                MeantUpdates near = new MeantUpdates(model, phase, before);
                for (float[] gradients : history) {
                    near.nudge("clip", drift);
                    near.update(nudged(gradients, random));
                }
                if (ended) {
                    near.updateWaiting();
                }
                float[] others = near.weights();
                for (int i = 0; i < others.length; i++) {
                    apart = Math.max(apart, Math.abs((double) others[i] - theirs[i]));
                }
            }
            return Rounding.BEYOND_NEIGHBOURS * apart;
        }

        /** In proportion, so that a gradient of 0 stays one. */
        private static float[] nudged(float[] gradients, Random random) {
            float[] nudged = new float[gradients.length];
            for (int i = 0; i < gradients.length; i++) {
                nudged[i] = gradients[i] * place(random);
            }
            return nudged;
        }

        private static float place(Random random) {
            return random.nextBoolean() ? 1 + 0x1p-23f : 1 - 0x1p-23f;
        }
    }

    /** The weights that a phase moves, one after another. */
    public static float[] weights(Network network, int phase) {
        List<TensorSpec> tensors = network.signature().trainable(phase);
        float[] all = new float[tensors.stream().mapToInt(TensorSpec::size).sum()];
        int at = 0;
        for (TensorSpec tensor : tensors) {
            System.arraycopy(network.tensor(tensor.name()), 0, all, at, tensor.size());
            at += tensor.size();
        }
        return all;
    }
}
