package dev.nnc.cli.data;

import dev.nnc.runtime.Batch;
import dev.nnc.runtime.Signature;
import dev.nnc.runtime.data.DataSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Examples in memory, and what they came from.
 *
 * @param source inputs and, if they were read, targets
 * @param origin what must be known to read more of this kind
 * @param carried columns that the model does not see, with a cell for each example
 */
public record Examples(DataSource source, TrainedData origin, Map<String, List<String>> carried) {

    /** How many examples there are. */
    public int size() {
        return source.size();
    }

    /** All examples in one batch for prediction. */
    public Batch batch(Signature signature) {
        Batch batch = Batch.forPrediction(signature, size());
        source.read(IntStream.range(0, size()).toArray(), 0, size(), batch);
        return batch;
    }
}
