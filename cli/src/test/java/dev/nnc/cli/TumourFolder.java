package dev.nnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A folder with a model file and 80 examples that a line separates. */
record TumourFolder(Path folder) {
    static TumourFolder in(Path folder) throws IOException {
        Files.writeString(folder.resolve("tumour.nn"), "model Tumour {}\n");
        StringBuilder rows = new StringBuilder("radius,diagnosis,texture\n");
        Random random = new Random(1);
        for (int i = 0; i < 80; i++) {
            double radius = random.nextGaussian();
            double texture = random.nextGaussian();
            rows.append(radius)
                    .append(radius + texture > 0.2 ? ",malignant," : ",benign,")
                    .append(texture);
            rows.append('\n');
        }
        Files.writeString(folder.resolve("tumours.csv"), rows);
        return new TumourFolder(folder);
    }

    /** A folder in which the model is trained. */
    static TumourFolder trainedIn(Path folder) throws IOException {
        TumourFolder tumour = in(folder);
        assertThat(tumour.train().code()).isZero();
        return tumour;
    }

    Path model() {
        return folder.resolve("tumour.nn");
    }

    Path data() {
        return folder.resolve("tumours.csv");
    }

    Path run() {
        return folder.resolve("run");
    }

    Path weights() {
        return run().resolve("tumour.safetensors");
    }

    /** Trains into {@link #run}. */
    CommandLineRun train() {
        return CommandLineRun.of("train", model(), "--output", run());
    }

    /** Runs a command on the trained weights. */
    CommandLineRun withWeights(String command, Object... arguments) {
        List<Object> all = new ArrayList<>(List.of(command, model(), "--weights", weights()));
        all.addAll(List.of(arguments));
        return CommandLineRun.of(all.toArray());
    }
}
