package dev.nnc.runtime;

import dev.nnc.runtime.safetensors.Safetensors;
import dev.nnc.runtime.safetensors.Safetensors.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts a model's tensors into the contents of a file and takes them out, after checking that the file is the model's. */
final class Weights {

    /** Begins the names and metadata keys that are the runtime's: the rest of a checkpoint, the model's name. */
    static final String RESERVED = "nnc.";

    /** What PyTorch's batch normalisation counts and no prediction needs; passed over in files that have it. */
    private static final String BATCHES_TRACKED = ".num_batches_tracked";

    private Weights() {}

    /** Adds a tensor, in logical layout, as {@code prefix + name}. */
    static void put(Safetensors file, String prefix, TensorSpec tensor, float[] physical, int shift) {
        float[] values = new float[tensor.size()];
        Layouts.toLogical(tensor, physical, shift, values, 0);
        file.tensors().put(prefix + tensor.name(), new Tensor(tensor.shape(), values));
    }

    /** Takes a tensor that {@link #check} has passed. */
    static void take(Safetensors file, String prefix, TensorSpec tensor, float[] physical, int shift) {
        Layouts.toPhysical(tensor, file.tensors().get(prefix + tensor.name()).floats(), 0, physical, shift);
    }

    /** Fails unless the file has exactly the model's tensors, apart from reserved ones. */
    static void check(Safetensors file, Path path, Signature signature) throws WeightsException {
        List<String> missing = new ArrayList<>();
        List<String> different = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (TensorSpec tensor : signature.tensors()) {
            known.add(tensor.name());
            Tensor found = file.tensors().get(tensor.name());
            if (found == null) {
                missing.add(tensor.name() + " " + Arrays.toString(tensor.shape()));
            } else {
                addDifference(tensor, tensor.name(), found, different);
            }
        }
        List<String> extra = extra(file, known);
        if (!missing.isEmpty() || !extra.isEmpty() || !different.isEmpty()) {
            throw new WeightsException(path + " does not fit model " + signature.model()
                    + say("; it lacks ", missing)
                    + say("; it has, which the model has not, ", extra)
                    + say("; ", different));
        }
    }

    /** Fails unless the file has a tensor {@code prefix + name} of the same shape for each of these. */
    static void checkPrefixed(Safetensors file, Path path, String prefix, List<TensorSpec> tensors)
            throws WeightsException {
        List<String> different = new ArrayList<>();
        for (TensorSpec tensor : tensors) {
            String name = prefix + tensor.name();
            Tensor found = file.tensors().get(name);
            if (found == null) {
                throw new WeightsException(path + " is a checkpoint of another optimizer: it lacks " + name);
            }
            addDifference(tensor, name, found, different);
        }
        if (!different.isEmpty()) {
            throw new WeightsException(path + " is a checkpoint of another model" + say("; ", different));
        }
    }

    private static void addDifference(TensorSpec tensor, String name, Tensor found, List<String> different) {
        if (!Arrays.equals(found.shape(), tensor.shape())) {
            different.add(name + " is " + Arrays.toString(found.shape()) + " in the file but "
                    + Arrays.toString(tensor.shape()) + " in the model");
        } else if (!found.isFloating()) {
            different.add(name + " is of type " + found.dtype() + " in the file, not F32 or F64");
        }
    }

    private static List<String> extra(Safetensors file, Set<String> known) {
        List<String> extra = new ArrayList<>();
        for (Map.Entry<String, Tensor> entry : file.tensors().entrySet()) {
            String name = entry.getKey();
            if (!known.contains(name) && !name.startsWith(RESERVED) && !name.endsWith(BATCHES_TRACKED)) {
                extra.add(name + " " + Arrays.toString(entry.getValue().shape()));
            }
        }
        return extra;
    }

    private static String say(String introduction, List<String> items) {
        if (items.isEmpty()) {
            return "";
        }
        String more = items.size() == 1 ? "" : " (and " + (items.size() - 1) + " more)";
        return introduction + items.get(0) + more;
    }
}
