package dev.nnc.examples.fashion;

import dev.nnc.runtime.data.IdxSource;
import dev.nnc.runtime.training.EpochResult;
import dev.nnc.runtime.training.TrainingListener;
import dev.nnc.runtime.training.TrainingLoop;
import dev.nnc.runtime.training.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Trains three dense layers on the 60,000 pictures of Fashion-MNIST and tests them on the 10,000 others. */
public final class Main {
    private static final String DEBIAN = "/usr/share/datasets/fashion-mnist";

    private Main() {}

    /** Takes the folder of the IDX files. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments.length == 0 ? DEBIAN : arguments[0]);
        if (!Files.isDirectory(folder)) {
            System.err.println("there is no folder " + folder + "; the README says where to get the pictures");
            System.exit(1);
        }
        Mlp network = Mlp.create(Mlp.SIGNATURE.training().seed());
        train(network, folder, Mlp.SIGNATURE.training().epochs());
        Path weights = Path.of("mlp.safetensors");
        network.save(weights);
        System.out.println("weights in " + weights);
    }

    /** Trains, prints a line for each epoch, and returns what training came to. */
    static TrainingResult train(Mlp network, Path folder, int epochs) throws IOException {
        return new TrainingLoop(network.trainer(), read(folder, "train"))
                .validation(read(folder, "t10k"))
                .epochs(epochs)
                .listener(new TrainingListener() {
                    @Override
                    public void onEpoch(EpochResult result) {
                        System.out.printf(
                                Locale.ROOT,
                                "epoch %d: loss %.4f, test accuracy %.4f, %.0f pictures a second%n",
                                result.epoch(),
                                result.trainLoss(),
                                result.metrics().get("accuracy"),
                                result.examplesPerSecond());
                    }
                })
                .run();
    }

    private static IdxSource read(Path folder, String part) throws IOException {
        return IdxSource.read(
                Mlp.SIGNATURE,
                folder.resolve(part + "-images-idx3-ubyte.gz"),
                folder.resolve(part + "-labels-idx1-ubyte.gz"));
    }
}
