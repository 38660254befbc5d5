package dev.nnc.examples.resnet;

import dev.nnc.examples.common.ClothesLesson;
import java.io.IOException;
import java.nio.file.Path;

/** Trains a residual network on pictures of clothes. */
public final class Main {
    private Main() {}

    /** Takes the folder of the IDX files, and how many epochs. */
    public static void main(String[] arguments) throws IOException {
        ResNet network = ResNet.create(ResNet.SIGNATURE.training().seed());
        ClothesLesson.run(network, Path.of("resnet.safetensors"), arguments);
    }
}
