package dev.nnc.examples.lenet;

import dev.nnc.examples.common.Progress;
import dev.nnc.runtime.data.DataSource;
import dev.nnc.runtime.data.IdxSource;
import dev.nnc.runtime.training.TrainingLoop;
import dev.nnc.runtime.training.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Trains LeNet on the 60,000 pictures of Fashion-MNIST and tests it on the 10,000 others. */
public final class Main {
    private static final String DEBIAN = "/usr/share/datasets/fashion-mnist";

    private Main() {}

    /** Takes the folder of the IDX files, and how many epochs. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments.length == 0 ? DEBIAN : arguments[0]);
        if (!Files.isDirectory(folder)) {
            System.err.println(
                    "there is no folder " + folder + "; the README of lesson 4 says where to get the pictures");
            System.exit(1);
        }
        int epochs = arguments.length < 2 ? LeNet.SIGNATURE.training().epochs() : Integer.parseInt(arguments[1]);
        LeNet network = LeNet.create(LeNet.SIGNATURE.training().seed());
        train(network, read(folder, "train"), read(folder, "t10k"), epochs);
        Path weights = Path.of("lenet.safetensors");
        network.save(weights);
        System.out.println("weights in " + weights);
    }

    /** Trains, prints a line for each epoch, and returns what training came to. */
    static TrainingResult train(LeNet network, DataSource pictures, DataSource unseen, int epochs) {
        return new TrainingLoop(network.trainer(), pictures)
                .validation(unseen)
                .epochs(epochs)
                .listener(new Progress())
                .run();
    }

    private static IdxSource read(Path folder, String part) throws IOException {
        return IdxSource.read(
                LeNet.SIGNATURE,
                folder.resolve(part + "-images-idx3-ubyte.gz"),
                folder.resolve(part + "-labels-idx1-ubyte.gz"));
    }
}
