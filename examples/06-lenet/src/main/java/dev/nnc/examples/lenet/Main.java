package dev.nnc.examples.lenet;

import dev.nnc.examples.common.ClothesLesson;
import java.io.IOException;
import java.nio.file.Path;

/** Trains LeNet on pictures of clothes. */
public final class Main {
    private Main() {}

    /** Takes the folder of the IDX files, and how many epochs. */
    public static void main(String[] arguments) throws IOException {
        LeNet network = LeNet.create(LeNet.SIGNATURE.training().seed());
        ClothesLesson.run(network, Path.of("lenet.safetensors"), arguments);
    }
}
