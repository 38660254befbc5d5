package dev.nnc.examples.vae;

import dev.nnc.examples.common.Progress;
import dev.nnc.examples.common.Sheet;
import dev.nnc.runtime.Batch;
import dev.nnc.runtime.data.DataSource;
import dev.nnc.runtime.data.IdxSource;
import dev.nnc.runtime.training.TrainingLoop;
import dev.nnc.runtime.training.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;

/** Learns what clothes look like, and draws some that nobody has ever worn. */
public final class Main {
    private static final String DEBIAN = "/usr/share/datasets/fashion-mnist";
    private static final int SIDE = 28;
    private static final int PIXELS = SIDE * SIDE;
    private static final int CODE = Vae.SIGNATURE.tensor("center.dense.bias").size();
    private static final int COLUMNS = 10;
    private static final int NEW_ROWS = 6;

    private Main() {}

    /** Takes the folder of the IDX files, and how many epochs. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments.length == 0 ? DEBIAN : arguments[0]);
        if (!Files.isDirectory(folder)) {
            System.err.println(
                    "there is no folder " + folder + "; the README of lesson 4 says where to get the pictures");
            System.exit(1);
        }
        int epochs = arguments.length < 2 ? Vae.SIGNATURE.training().epochs() : Integer.parseInt(arguments[1]);
        Vae network = Vae.create(Vae.SIGNATURE.training().seed());
        DataSource unseen = read(folder, "t10k");
        train(network, read(folder, "train"), unseen, epochs);
        network.save(Path.of("vae.safetensors"));
        draw(network, unseen).write(Path.of("vae.png"));
        System.out.println("weights in vae.safetensors, pictures in vae.png");
    }

    /** Trains, prints a line for each epoch, and returns what training came to. */
    static TrainingResult train(Vae network, DataSource pictures, DataSource unseen, int epochs) {
        return new TrainingLoop(network.trainer(), pictures)
                .validation(unseen)
                .epochs(epochs)
                .listener(new Progress())
                .run();
    }

    private static IdxSource read(Path folder, String part) throws IOException {
        return IdxSource.read(Vae.SIGNATURE, folder.resolve(part + "-images-idx3-ubyte.gz"));
    }

    /** A row of pictures that were not learned from, what the network makes of them, and rows of new pictures. */
    static Sheet draw(Vae network, DataSource unseen) {
        Sheet sheet = new Sheet(COLUMNS, 2 + NEW_ROWS, SIDE);
        Batch batch = Batch.forPrediction(Vae.SIGNATURE, COLUMNS);
        unseen.read(IntStream.range(0, COLUMNS).toArray(), 0, COLUMNS, batch);
        float[] again = new float[COLUMNS * PIXELS];
        network.predict(batch.floats(0), COLUMNS, again);
        for (int i = 0; i < COLUMNS; i++) {
            sheet.draw(i, 0, batch.floats(0), i * PIXELS, 0, 255);
            sheet.draw(i, 1, again, i * PIXELS, 0, 1);
        }
        float[] drawn = invent(network, NEW_ROWS * COLUMNS, new Random(1));
        for (int i = 0; i < NEW_ROWS * COLUMNS; i++) {
            sheet.draw(i % COLUMNS, 2 + i / COLUMNS, drawn, i * PIXELS, 0, 1);
        }
        return sheet;
    }

    /** Draws {@code count} pictures from codes as training has made them likely: normal ones. */
    static float[] invent(Vae network, int count, Random random) {
        float[] codes = new float[count * CODE];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (float) random.nextGaussian();
        }
        float[] drawn = new float[count * PIXELS];
        network.draw(codes, count, drawn);
        return drawn;
    }
}
