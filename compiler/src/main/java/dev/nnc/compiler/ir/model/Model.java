package dev.nnc.compiler.ir.model;

import dev.nnc.compiler.ir.Graph;
import java.util.List;

/**
 * A checked model: the graphs of what it computes, and the facts about them that no graph shows.
 *
 * @param weights parameters and buffers in order of declaration, the order of PyTorch's {@code state_dict}
 * @param inference what the model computes outside of training; results: every {@code OUTPUT}, every {@code LOSS} and
 *     every {@code METRIC}
 * @param phases one for each loss, in the order in which a training step runs them
 * @param entries other ways into the same weights
 */
public record Model(
        String name,
        List<DataInput> inputs,
        List<DataInput> targets,
        List<Weight> weights,
        List<DataOutput> outputs,
        List<Metric> metrics,
        List<Standardization> standardizations,
        Graph inference,
        List<Phase> phases,
        List<Entry> entries,
        Training training) {
    public Model {
        inputs = List.copyOf(inputs);
        targets = List.copyOf(targets);
        weights = List.copyOf(weights);
        outputs = List.copyOf(outputs);
        metrics = List.copyOf(metrics);
        standardizations = List.copyOf(standardizations);
        phases = List.copyOf(phases);
        entries = List.copyOf(entries);
    }
}
