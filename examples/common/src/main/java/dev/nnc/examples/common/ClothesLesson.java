package dev.nnc.examples.common;

import dev.nnc.runtime.Network;
import dev.nnc.runtime.Signature;
import dev.nnc.runtime.data.DataSource;
import dev.nnc.runtime.data.IdxSource;
import dev.nnc.runtime.training.TrainingLoop;
import dev.nnc.runtime.training.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Trains networks on the 60,000 pictures of Fashion-MNIST, and tests them on the 10,000 others. */
public final class ClothesLesson {
    private static final String DEBIAN = "/usr/share/datasets/fashion-mnist";

    private ClothesLesson() {}

    /**
     * Trains and writes the weights.
     *
     * @param arguments the folder of the IDX files, and how many epochs; either may be missing
     */
    public static void run(Network network, Path weights, String... arguments) throws IOException {
        Path folder = Path.of(arguments.length == 0 ? DEBIAN : arguments[0]);
        if (!Files.isDirectory(folder)) {
            System.err.println(
                    "there is no folder " + folder + "; the README of lesson 4 says where to get the pictures");
            System.exit(1);
        }
        Signature signature = network.signature();
        int epochs = arguments.length < 2 ? signature.training().epochs() : Integer.parseInt(arguments[1]);
        train(network, read(signature, folder, "train"), read(signature, folder, "t10k"), epochs);
        network.save(weights);
        System.out.println("weights in " + weights);
    }

    /** Trains, prints a line for each epoch, and returns what training came to. */
    public static TrainingResult train(Network network, DataSource pictures, DataSource unseen, int epochs) {
        return new TrainingLoop(network.trainer(), pictures)
                .validation(unseen)
                .epochs(epochs)
                .listener(new Progress())
                .run();
    }

    private static IdxSource read(Signature signature, Path folder, String part) throws IOException {
        return IdxSource.read(
                signature,
                folder.resolve(part + "-images-idx3-ubyte.gz"),
                folder.resolve(part + "-labels-idx1-ubyte.gz"));
    }
}
