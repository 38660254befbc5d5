package dev.nnc.runtime.data;

import dev.nnc.runtime.Batch;
import dev.nnc.runtime.Element;
import dev.nnc.runtime.InputSpec;
import dev.nnc.runtime.Signature;
import java.util.Arrays;
import java.util.List;

/**
 * Pictures in memory, a byte (0 to 255) for each number of the model's one input, in its order: channels, rows, columns. Bytes
 * stay as they are: any scaling is in the model.
 */
public final class PictureSource implements DataSource {

    private final List<byte[]> pictures;
    private final int[][] classes;

    private PictureSource(List<byte[]> pictures, int[][] classes) {
        this.pictures = pictures;
        this.classes = classes;
    }

    /**
     * Pictures for a model with one input of numbers.
     *
     * @param pictures kept, not copied
     * @param classes an array for each of the model's targets; none when the pictures are only predicted
     * @throws IllegalArgumentException when the model is of another kind, a picture has another size, or a class is unknown
     */
    public static PictureSource of(Signature signature, List<byte[]> pictures, int[]... classes) {
        checkKind(signature);
        InputSpec input = signature.inputs().get(0);
        for (int i = 0; i < pictures.size(); i++) {
            if (pictures.get(i).length != input.size()) {
                throw new IllegalArgumentException("picture " + i + " has " + pictures.get(i).length + " bytes, but "
                        + input.name() + " has " + input.size() + " elements " + Arrays.toString(input.shape()));
            }
        }
        if (classes.length != 0 && classes.length != signature.targets().size()) {
            throw new IllegalArgumentException(signature.model() + " has "
                    + signature.targets().size() + " targets, but there are the classes of " + classes.length);
        }
        for (int t = 0; t < classes.length; t++) {
            checkClasses(signature.targets().get(t), classes[t], pictures.size());
        }
        return new PictureSource(List.copyOf(pictures), classes.clone());
    }

    /** Whether a model has one input of numbers, and targets of one class each. */
    public static boolean fits(Signature signature) {
        return signature.inputs().size() == 1
                && signature.inputs().get(0).element() == Element.FLOAT
                && signature.targets().stream().allMatch(t -> t.element() == Element.CLASS && t.size() == 1);
    }

    static void checkKind(Signature signature) {
        if (!fits(signature)) {
            throw new IllegalArgumentException("pictures are for models with one input of numbers and targets of one"
                    + " class each; " + signature.model() + " is not one");
        }
    }

    private static void checkClasses(InputSpec target, int[] classes, int size) {
        if (classes.length != size) {
            throw new IllegalArgumentException(
                    "there are " + size + " pictures, but classes of " + target.name() + " for " + classes.length);
        }
        for (int i = 0; i < size; i++) {
            if (classes[i] < 0 || classes[i] >= target.classes()) {
                throw new IllegalArgumentException("picture " + i + " is class " + classes[i] + ", but the classes of "
                        + target.name() + " are 0 to " + (target.classes() - 1));
            }
        }
    }

    @Override
    public int size() {
        return pictures.size();
    }

    @Override
    public void read(int[] indices, int from, int count, Batch batch) {
        batch.setCount(count);
        float[] numbers = batch.floats(0);
        int at = 0;
        for (int i = 0; i < count; i++) {
            for (byte value : pictures.get(indices[from + i])) {
                numbers[at++] = value & 0xFF;
            }
        }
        for (int slot = 1; slot < batch.slots().size(); slot++) {
            for (int i = 0; i < count; i++) {
                batch.classes(slot)[i] = classes[slot - 1][indices[from + i]];
            }
        }
    }
}
