package dev.nnc.runtime.data;

import dev.nnc.runtime.Batch;
import dev.nnc.runtime.InputSpec;
import dev.nnc.runtime.Network;
import dev.nnc.runtime.Signature;
import dev.nnc.runtime.StandardizationSpec;
import java.util.function.IntConsumer;

/** Fits {@code standardize} layers: means and population deviations of the training split, in double. */
public final class Standardizer {

    private static final int CHUNK = 256;

    private final DataSource source;
    private final Batch batch;
    private final int slot;
    private final int elements;
    private final int inner;
    private final int groups;

    private Standardizer(Signature signature, StandardizationSpec layer, DataSource source) {
        this.source = source;
        this.batch = Batch.forTraining(signature, Math.min(CHUNK, source.size()));
        this.slot = slot(batch, layer.source());
        InputSpec spec = batch.slots().get(slot);
        int[] shape = spec.shape();
        this.elements = spec.size();
        int innermost = 1;
        for (int axis = layer.axis() + 1; layer.axis() >= 0 && axis < shape.length; axis++) {
            innermost *= shape[axis];
        }
        this.inner = innermost;
        this.groups = layer.axis() < 0 ? elements : shape[layer.axis()];
    }

    /**
     * Fits every {@code standardize} layer of a network to all examples of a source. A constant column gets deviation 1.
     *
     * @throws IllegalArgumentException when the source is empty
     */
    public static void fit(Network network, DataSource training) {
        if (training.size() == 0) {
            throw new IllegalArgumentException("there are no examples to fit standardize layers to");
        }
        for (StandardizationSpec layer : network.signature().standardizations()) {
            new Standardizer(network.signature(), layer, training).fit(network, layer);
        }
    }

    private static int slot(Batch batch, String name) {
        for (int i = 0; i < batch.slots().size(); i++) {
            if (batch.slots().get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("there is no input or target " + name);
    }

    private void fit(Network network, StandardizationSpec layer) {
        double[] mean = means();
        double[] deviation = deviations(mean);
        float[] means = new float[groups];
        float[] deviations = new float[groups];
        for (int g = 0; g < groups; g++) {
            means[g] = (float) mean[g];
            deviations[g] = (float) deviation[g] == 0 ? 1 : (float) deviation[g];
        }
        network.setTensor(layer.mean(), means);
        network.setTensor(layer.deviation(), deviations);
    }

    /** Sums differences from each group's first value, so that the mean of a constant is exact. */
    private double[] means() {
        double[] first = new double[groups];
        boolean[] seen = new boolean[groups];
        double[] sum = new double[groups];
        forEachExample(start -> {
            float[] values = batch.floats(slot);
            for (int e = 0; e < elements; e++) {
                int g = e / inner % groups;
                double value = values[start + e];
                if (!seen[g]) {
                    seen[g] = true;
                    first[g] = value;
                }
                sum[g] += value - first[g];
            }
        });
        for (int g = 0; g < groups; g++) {
            sum[g] = first[g] + sum[g] / valuesInGroup();
        }
        return sum;
    }

    private double[] deviations(double[] mean) {
        double[] squares = new double[groups];
        forEachExample(start -> {
            float[] values = batch.floats(slot);
            for (int e = 0; e < elements; e++) {
                int g = e / inner % groups;
                double difference = values[start + e] - mean[g];
                squares[g] += difference * difference;
            }
        });
        for (int g = 0; g < groups; g++) {
            squares[g] = Math.sqrt(squares[g] / valuesInGroup());
        }
        return squares;
    }

    private double valuesInGroup() {
        return (double) source.size() * (elements / groups);
    }

    /** Calls with the place of each example's first value in the batch that was just read. */
    private void forEachExample(IntConsumer start) {
        int[] indices = new int[batch.capacity()];
        for (int from = 0; from < source.size(); from += batch.capacity()) {
            int count = Math.min(batch.capacity(), source.size() - from);
            for (int i = 0; i < count; i++) {
                indices[i] = from + i;
            }
            source.read(indices, 0, count, batch);
            for (int i = 0; i < count; i++) {
                start.accept(i * elements);
            }
        }
    }
}
