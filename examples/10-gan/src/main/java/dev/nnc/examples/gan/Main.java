package dev.nnc.examples.gan;

import dev.nnc.examples.common.Progress;
import dev.nnc.examples.common.Sheet;
import dev.nnc.runtime.Trainer;
import dev.nnc.runtime.data.DataSource;
import dev.nnc.runtime.data.IdxSource;
import dev.nnc.runtime.training.EpochResult;
import dev.nnc.runtime.training.TrainingListener;
import dev.nnc.runtime.training.TrainingLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Trains a forger of pictures against a judge of them, and keeps what the forger draws. */
public final class Main {
    private static final String DEBIAN = "/usr/share/datasets/fashion-mnist";
    private static final int SIDE = 28;
    private static final int PIXELS = SIDE * SIDE;
    private static final int COLUMNS = 10;
    private static final int ROWS = 8;

    private Main() {}

    /** Takes the folder of the IDX files, and how many epochs. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments.length == 0 ? DEBIAN : arguments[0]);
        if (!Files.isDirectory(folder)) {
            System.err.println(
                    "there is no folder " + folder + "; the README of lesson 4 says where to get the pictures");
            System.exit(1);
        }
        int epochs = arguments.length < 2 ? Gan.SIGNATURE.training().epochs() : Integer.parseInt(arguments[1]);
        Gan network = Gan.create(Gan.SIGNATURE.training().seed());
        train(network.trainer(), IdxSource.read(Gan.SIGNATURE, folder.resolve("train-images-idx3-ubyte.gz")), epochs);
        network.save(Path.of("gan.safetensors"));
        draw(network, 1).write(Path.of("gan.png"));
        System.out.println("weights in gan.safetensors, pictures in gan.png");
    }

    /** Trains, and prints for each epoch how the two stand at its end: a loss of 0.7 is a judge, or a forger, that guesses. */
    static void train(Trainer trainer, DataSource pictures, int epochs) {
        new TrainingLoop(trainer, pictures)
                .epochs(epochs)
                .listener(new Progress())
                .listener(new TrainingListener() {
                    @Override
                    public void onEpoch(EpochResult result) {
                        System.out.printf(
                                Locale.ROOT,
                                "  judging %.3f, fooling %.3f%n",
                                trainer.loss("judging"),
                                trainer.loss("fooling"));
                    }
                })
                .run();
    }

    /** A sheet of new pictures, others for another seed. */
    static Sheet draw(Gan network, long seed) {
        float[] pictures = new float[ROWS * COLUMNS * PIXELS];
        network.predict(ROWS * COLUMNS, seed, pictures);
        Sheet sheet = new Sheet(COLUMNS, ROWS, SIDE);
        for (int i = 0; i < ROWS * COLUMNS; i++) {
            sheet.draw(i % COLUMNS, i / COLUMNS, pictures, i * PIXELS, -1, 1);
        }
        return sheet;
    }
}
