package dev.nnc.generated;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Reference;
import dev.nnc.compiler.ir.Result.Kind;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.model.AroundUpdate;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.ir.model.Phase;
import dev.nnc.compiler.ir.model.Section;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What the updates of one of a model's phases mean, on gradients that are handed over: the optimizer's steps and what surrounds
 * them, in double precision on the graphs before any pass. Weights and slots are laid end to end in the phase's order.
 */
final class MeantUpdates {
    private static final String PARAMETERS = "parameters";
    private static final String GRADIENTS = "gradients";
    private static final String AVERAGED = "averaged";
    private static final String RATE = "rate";

    /** Updates in the whole training, for schedules that end with it. */
    static final int TOTAL = 6;

    private final Model model;
    private final Phase phase;
    private final Map<String, Double> settings = new HashMap<>();
    private final Map<String, double[]> slots = new HashMap<>();
    private final double[] trained;
    private final double[] averaged;
    private int waiting;
    private int updates;

    /** Begins at these weights. */
    MeantUpdates(Model model, int phase, float[] weights) {
        this.model = model;
        this.phase = model.phases().get(phase);
        this.trained = doubles(weights);
        this.averaged = trained.clone();
        settings.putAll(this.phase.settings());
        settings.put("step", 1.0);
        this.phase.slots().forEach(slot -> slots.put(slot, new double[weights.length]));
    }

    /** Multiplies a setting of the optimizer, if it has that one. */
    void nudge(String setting, double factor) {
        settings.computeIfPresent(setting, (name, value) -> value * factor);
    }

    /** Takes the gradients of one more batch. */
    void update(float[] gradients) {
        if (waiting < phase.around().batches() - 1) {
            Map<String, Tensor> leaves = leaves();
            leaves.put(GRADIENTS, row(doubles(gradients)));
            leaves.put(AroundUpdate.ACCUMULATED, row(slots.get(AroundUpdate.ACCUMULATED)));
            Reference sum = evaluate(phase.around().accumulate().orElseThrow(), leaves);
            slots.put(
                    AroundUpdate.ACCUMULATED,
                    sum.result(Kind.UPDATE, AroundUpdate.ACCUMULATED).data());
            waiting++;
        } else {
            move(doubles(gradients));
        }
    }

    /** Takes what waits. */
    void updateWaiting() {
        if (waiting > 0) {
            double[] sum = slots.put(AroundUpdate.ACCUMULATED, new double[trained.length]);
            waiting--;
            move(sum);
        }
    }

    /** The network's weights now. */
    float[] weights() {
        double[] weights = phase.around().average().isPresent() ? averaged : trained;
        float[] floats = new float[weights.length];
        IntStream.range(0, weights.length).forEach(i -> floats[i] = (float) weights[i]);
        return floats;
    }

    private void move(double[] gradients) {
        schedule();
        optimize(gradients);
        phase.around().constrain().ifPresent(this::constrain);
        phase.around().average().ifPresent(this::average);
        settings.merge("step", 1.0, Double::sum);
        updates++;
        waiting = 0;
    }

    /** The rates of groups follow the schedule in proportion. */
    private void schedule() {
        double start = phase.settings().get(RATE);
        double now = MeantRates.at(phase.schedule(), start, updates, TOTAL);
        phase.settings().forEach((name, value) -> {
            if (name.equals(RATE) || name.endsWith("." + RATE)) {
                settings.put(name, value / start * now);
            }
        });
    }

    private void optimize(double[] gradients) {
        Map<String, Tensor> leaves = leaves();
        for (Section section : phase.sections()) {
            int[] places = places(section);
            leaves.put(section.leaf(PARAMETERS), row(taken(trained, places)));
            leaves.put(section.leaf(GRADIENTS), row(taken(gradients, places)));
            slots.forEach((slot, values) -> leaves.put(section.leaf(slot), row(taken(values, places))));
        }
        Reference updated = evaluate(phase.update(), leaves);
        phase.update()
                .results(Kind.SETTING)
                .forEach(result -> settings.put(
                        result.name(),
                        updated.result(Kind.SETTING, result.name()).get()));
        for (Section section : phase.sections()) {
            int[] places = places(section);
            put(updated, section.leaf(PARAMETERS), trained, places);
            slots.forEach((slot, values) -> put(updated, section.leaf(slot), values, places));
        }
    }

    private void constrain(Graph constraint) {
        Map<String, Tensor> leaves = leaves();
        int from = 0;
        for (String weight : phase.weights()) {
            int[] shape = shape(weight);
            int to = from + Tensor.size(shape);
            leaves.put(weight, new Tensor(shape, Arrays.copyOfRange(trained, from, to)));
            from = to;
        }
        Reference bounded = evaluate(constraint, leaves);
        from = 0;
        for (String weight : phase.weights()) {
            int to = from + Tensor.size(shape(weight));
            put(bounded, weight, trained, IntStream.range(from, to).toArray());
            from = to;
        }
    }

    private void average(Graph average) {
        Map<String, Tensor> leaves = leaves();
        leaves.put(AVERAGED, row(averaged));
        leaves.put(PARAMETERS, row(trained));
        put(
                evaluate(average, leaves),
                AVERAGED,
                averaged,
                IntStream.range(0, averaged.length).toArray());
    }

    private Map<String, Tensor> leaves() {
        Map<String, Tensor> leaves = new HashMap<>();
        settings.forEach((name, value) -> leaves.put(name, Tensor.scalar(value)));
        leaves.put(AroundUpdate.WAITING, Tensor.scalar(waiting));
        return leaves;
    }

    private static Reference evaluate(Graph graph, Map<String, Tensor> leaves) {
        return Reference.evaluate(graph, new Run(1, leaves, (normal, place, element) -> {
            throw new AssertionError("an update draws nothing");
        }));
    }

    /** Puts a result where it belongs, if there is one of that name. */
    private static void put(Reference results, String name, double[] into, int[] places) {
        if (results.graph()
                .results(Kind.UPDATE)
                .anyMatch(result -> result.name().equals(name))) {
            double[] values = results.result(Kind.UPDATE, name).data();
            for (int i = 0; i < places.length; i++) {
                into[places[i]] = values[i];
            }
        }
    }

    /** Where the elements of a section are among all weights. */
    private int[] places(Section section) {
        IntStream.Builder places = IntStream.builder();
        int from = 0;
        for (String weight : phase.weights()) {
            int to = from + Tensor.size(shape(weight));
            if (section.weights().contains(weight)) {
                IntStream.range(from, to).forEach(places);
            }
            from = to;
        }
        return places.build().toArray();
    }

    private int[] shape(String name) {
        return model.weights().stream()
                .filter(weight -> weight.name().equals(name))
                .map(weight -> weight.type().shape(1))
                .findFirst()
                .orElseThrow();
    }

    private static double[] taken(double[] values, int[] places) {
        return IntStream.of(places).mapToDouble(place -> values[place]).toArray();
    }

    private static Tensor row(double[] values) {
        return new Tensor(new int[] {values.length}, values.clone());
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }
}
