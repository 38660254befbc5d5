package dev.nnc.cli.model;

import dev.nnc.cli.console.UserError;
import dev.nnc.cli.data.TrainedData;
import dev.nnc.runtime.Network;
import dev.nnc.runtime.Signature;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A model whose generated class is loaded. */
public final class LoadedModel {
    private final Path file;
    private final boolean single;
    private final Class<?> type;
    private final Signature signature;

    LoadedModel(Path file, boolean single, Class<?> type) {
        this.file = file;
        this.single = single;
        this.type = type;
        this.signature = create(0).signature();
    }

    /** The {@code .nn} file. */
    public Path file() {
        return file;
    }

    /** What files made from the model are called: as its file is or, where that holds several models, as the model is. */
    public String stem() {
        return single ? NnFile.stem(file) : signature.model().toLowerCase(Locale.ROOT);
    }

    /** The facts of the model. */
    public Signature signature() {
        return signature;
    }

    /** A network with the weights that the model file and the seed give it. */
    public Network create(long seed) {
        try {
            return (Network) type.getMethod("create", long.class).invoke(null, seed);
        } catch (InvocationTargetException failure) {
            if (failure.getCause() instanceof VirtualMachineError error) {
                throw error;
            }
            throw failure.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failure);
        } catch (ReflectiveOperationException mismatch) {
            throw new IllegalStateException(type + " is not as the compiler should write it", mismatch);
        }
    }

    /** A network with weights from a file. */
    public Network withWeights(Path weights) throws IOException {
        if (!Files.isRegularFile(weights)) {
            throw UserError.of("there is no weights file `" + weights + "`");
        }
        Network network = create(0);
        network.loadWeights(weights);
        TrainedData.checkClasses(network);
        return network;
    }
}
