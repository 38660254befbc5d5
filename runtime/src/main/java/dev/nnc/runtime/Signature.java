package dev.nnc.runtime;

import dev.nnc.runtime.metrics.MetricSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * The facts of a compiled model, which generated code holds as one constant.
 *
 * @param model the model's name
 * @param fingerprint a hash of everything that the generated code follows from
 * @param maxBatch the most examples that one step takes
 * @param parameterFloats the length of {@link Network#parameters}, padding and buffers included
 * @param trainableFloats where those that are trained end, 0 where none is; the length of {@link Trainer#gradients}
 * @param inputs what goes in
 * @param targets what is to be learned
 * @param outputs what comes out
 * @param tensors parameters and buffers in order of declaration
 * @param metrics what is measured
 * @param phases the losses and their optimizers, in the order in which a step runs them
 * @param standardizations the layers that are fitted before training
 * @param training what the {@code train} block says beyond the optimizers
 */
public record Signature(
        String model,
        String fingerprint,
        int maxBatch,
        int parameterFloats,
        int trainableFloats,
        List<InputSpec> inputs,
        List<InputSpec> targets,
        List<OutputSpec> outputs,
        List<TensorSpec> tensors,
        List<MetricSpec> metrics,
        List<PhaseSpec> phases,
        List<StandardizationSpec> standardizations,
        TrainingSpec training) {
    /** Floats in front of the first slot, so that slots begin at lines of the cache, as the weights do; generated code knows it. */
    private static final int STATE_LEAD = 12;

    /** Copies the lists, so that a signature never changes. */
    public Signature {
        inputs = List.copyOf(inputs);
        targets = List.copyOf(targets);
        outputs = List.copyOf(outputs);
        tensors = List.copyOf(tensors);
        metrics = List.copyOf(metrics);
        phases = List.copyOf(phases);
        standardizations = List.copyOf(standardizations);
    }

    /** Begins the signature of a model. */
    public static Builder of(String model, String fingerprint) {
        return new Builder(model, fingerprint);
    }

    /**
     * The tensor of this name.
     *
     * @throws IllegalArgumentException when there is none; the message names those that there are
     */
    public TensorSpec tensor(String name) {
        for (TensorSpec tensor : tensors) {
            if (tensor.name().equals(name)) {
                return tensor;
            }
        }
        throw new IllegalArgumentException("model " + model + " has no tensor named " + name + "; it has "
                + String.join(", ", tensors.stream().map(TensorSpec::name).toList()));
    }

    /** The trained tensors that a phase moves, in order of declaration: the order of flat gradients. */
    public List<TensorSpec> trainable(int phase) {
        PhaseSpec moved = phases.get(phase);
        return tensors.stream()
                .filter(t -> t.kind() == TensorSpec.Kind.PARAMETER)
                .filter(t -> t.offset() >= moved.from() && t.offset() < moved.to())
                .toList();
    }

    /** Where a phase's optimizer slots begin in {@link Trainer#state}; the number of phases gives that array's length. */
    public int stateOffset(int phase) {
        return STATE_LEAD
                + phases.stream().limit(phase).mapToInt(PhaseSpec::stateFloats).sum();
    }

    /** Where a phase's settings begin in {@link Trainer#settings}; the number of phases gives that array's length. */
    public int settingOffset(int phase) {
        return phases.stream().limit(phase).mapToInt(p -> p.settings().size()).sum();
    }

    /** Collects the facts of a model, one call for each, in the order in which they are declared. */
    public static final class Builder {
        private final String model;
        private final String fingerprint;
        private final List<InputSpec> inputs = new ArrayList<>();
        private final List<InputSpec> targets = new ArrayList<>();
        private final List<OutputSpec> outputs = new ArrayList<>();
        private final List<TensorSpec> tensors = new ArrayList<>();
        private final List<MetricSpec> metrics = new ArrayList<>();
        private final List<PhaseSpec> phases = new ArrayList<>();
        private final List<StandardizationSpec> standardizations = new ArrayList<>();
        private int parameterFloats;
        private int trainableFloats;
        private TrainingSpec training = TrainingSpec.of(1, 1, 0);

        private Builder(String model, String fingerprint) {
            this.model = model;
            this.fingerprint = fingerprint;
        }

        /** The next input. */
        public Builder input(InputSpec input) {
            inputs.add(input);
            return this;
        }

        /** The next target. */
        public Builder target(InputSpec target) {
            targets.add(target);
            return this;
        }

        /** The next output. */
        public Builder output(OutputSpec output) {
            outputs.add(output);
            return this;
        }

        /** The next parameter or buffer. */
        public Builder tensor(TensorSpec tensor) {
            tensors.add(tensor);
            return this;
        }

        /** The next metric. */
        public Builder metric(MetricSpec metric) {
            metrics.add(metric);
            return this;
        }

        /** The next phase. */
        public Builder phase(PhaseSpec phase) {
            phases.add(phase);
            return this;
        }

        /** The next layer that is fitted before training. */
        public Builder standardization(StandardizationSpec standardization) {
            standardizations.add(standardization);
            return this;
        }

        /** The physical lengths: of the trained part, and of parameters and buffers together. */
        public Builder floats(int trainable, int all) {
            trainableFloats = trainable;
            parameterFloats = all;
            return this;
        }

        /** What the {@code train} block says beyond the optimizers. */
        public Builder training(TrainingSpec training) {
            this.training = training;
            return this;
        }

        /** The finished signature, for steps of at most {@code maxBatch} examples. */
        public Signature build(int maxBatch) {
            return new Signature(
                    model,
                    fingerprint,
                    maxBatch,
                    parameterFloats,
                    trainableFloats,
                    inputs,
                    targets,
                    outputs,
                    tensors,
                    metrics,
                    phases,
                    standardizations,
                    training);
        }
    }
}
