package dev.nnc.runtime.data;

import dev.nnc.runtime.Batch;
import dev.nnc.runtime.Element;
import dev.nnc.runtime.InputSpec;
import dev.nnc.runtime.Signature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Examples in IDX files, one for each input and target. Bytes stay as they are, 0 to 255: any scaling is in the model. */
public final class IdxSource implements DataSource {

    private final List<InputSpec> slots;
    private final List<IdxFile> files;

    private IdxSource(List<InputSpec> slots, List<IdxFile> files) {
        this.slots = slots;
        this.files = files;
    }

    /**
     * Reads the examples of a model.
     *
     * @param paths a file for each input and then, unless they are only predicted, for each target, in the model's order
     * @throws DataException when a file is broken or does not fit the model or the other files
     */
    public static IdxSource read(Signature signature, Path... paths) throws IOException {
        List<InputSpec> slots = new ArrayList<>(signature.inputs());
        if (paths.length != slots.size()) {
            slots.addAll(signature.targets());
        }
        if (paths.length != slots.size()) {
            throw new DataException(signature.model() + " takes an IDX file for each of "
                    + String.join(", ", slots.stream().map(InputSpec::name).toList()) + ", not " + paths.length
                    + " files");
        }
        List<IdxFile> files = new ArrayList<>();
        for (int i = 0; i < paths.length; i++) {
            IdxFile file = IdxFile.read(paths[i]);
            check(slots.get(i), file);
            files.add(file);
            if (file.count() != files.get(0).count()) {
                throw new DataException(paths[i] + " has " + file.count() + " examples, but " + paths[0] + " has "
                        + files.get(0).count());
            }
        }
        return new IdxSource(slots, files);
    }

    private static String elements(InputSpec slot) {
        return slot.shape().length == 0
                ? "a single one"
                : slot.size() + (slot.size() == 1 ? " element " : " elements ") + Arrays.toString(slot.shape());
    }

    private static void check(InputSpec slot, IdxFile file) throws DataException {
        if (file.exampleSize() != slot.size()) {
            throw new DataException(file.path() + " has " + file.exampleSize() + " bytes in an example ("
                    + file.describeExample() + "), but " + slot.name() + " has " + elements(slot));
        }
        if (slot.element() == Element.CLASS) {
            for (int i = 0; i < file.count() * file.exampleSize(); i++) {
                if (file.value(i) >= slot.classes()) {
                    throw new DataException(file.path() + ": example " + i / slot.size() + " is class " + file.value(i)
                            + ", but the classes of " + slot.name() + " are 0 to " + (slot.classes() - 1));
                }
            }
        }
    }

    @Override
    public int size() {
        return files.get(0).count();
    }

    @Override
    public void read(int[] indices, int from, int count, Batch batch) {
        batch.setCount(count);
        for (int slot = 0; slot < batch.slots().size(); slot++) {
            IdxFile file = files.get(slot);
            int width = slots.get(slot).size();
            if (slots.get(slot).element() == Element.FLOAT) {
                float[] target = batch.floats(slot);
                for (int i = 0; i < count; i++) {
                    int start = indices[from + i] * width;
                    for (int j = 0; j < width; j++) {
                        target[i * width + j] = file.value(start + j);
                    }
                }
            } else {
                int[] target = batch.classes(slot);
                for (int i = 0; i < count; i++) {
                    int start = indices[from + i] * width;
                    for (int j = 0; j < width; j++) {
                        target[i * width + j] = file.value(start + j);
                    }
                }
            }
        }
    }
}
