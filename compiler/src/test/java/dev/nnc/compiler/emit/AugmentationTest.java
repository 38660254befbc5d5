package dev.nnc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.runtime.Augmentation;
import dev.nnc.runtime.Network;
import dev.nnc.runtime.Signature;
import dev.nnc.runtime.Trainer;
import dev.nnc.runtime.data.ArraySource;
import dev.nnc.runtime.data.DataSource;
import dev.nnc.runtime.training.EpochResult;
import dev.nnc.runtime.training.TrainingListener;
import dev.nnc.runtime.training.TrainingLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that augments its pictures: training batches alone change, and runs repeat and resume with the same bits. */
class AugmentationTest {
    private static final int EXAMPLES = 30;

    @TempDir
    Path folder;

    private static Network network() throws ReflectiveOperationException {
        return TrainedModel.of(
                5,
                "model Net {",
                "    input image: float[2, 4, 4]",
                "    target label: class(2)",
                "    logits = image -> flatten -> dense(2)",
                "    output logits",
                "    loss cross_entropy(logits, label)",
                "}",
                "train Net {",
                "    optimizer adam(rate = 0.01)",
                "    batch 8",
                "    epochs 4",
                "    augment flip, shift(1), crop(0.7)",
                "}");
    }

    private static DataSource examples(Signature signature) {
        float[] pixels = new float[EXAMPLES * 32];
        int[] labels = new int[EXAMPLES];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) Math.sin(i * 1.7);
            labels[i / 32] = i / 32 % 2;
        }
        return ArraySource.of(signature, EXAMPLES, pixels, labels);
    }

    /** Trains and returns the training losses and the held-out losses of all epochs, and then the weights. */
    private List<Object> train(Network network, int stopAfter, Augmentation... instead)
            throws ReflectiveOperationException {
        DataSource examples = examples(network.signature());
        List<Object> seen = new ArrayList<>();
        Trainer trainer = network.trainer();
        TrainingLoop loop = loop(trainer, examples, seen, instead);
        if (stopAfter > 0) {
            loop.listener(interruption(loop, trainer, stopAfter)).run();
            trainer = network().trainer();
            resume(trainer);
            loop = loop(trainer, examples, seen, instead);
        }
        loop.run();
        for (float weight : trainer.network().tensor("logits.dense.weight")) {
            seen.add(weight);
        }
        return seen;
    }

    private static TrainingLoop loop(Trainer trainer, DataSource examples, List<Object> seen, Augmentation... instead) {
        TrainingLoop loop = new TrainingLoop(trainer, examples)
                .validation(examples)
                .listener(new TrainingListener() {
                    @Override
                    public void onEpoch(EpochResult result) {
                        seen.add(result.trainLoss());
                        seen.add(result.validationLoss());
                    }
                });
        return instead.length == 0 ? loop : loop.augment(instead);
    }

    private TrainingListener interruption(TrainingLoop loop, Trainer trainer, int stopAfter) {
        return new TrainingListener() {
            private int steps;

            @Override
            public void onStep(int epoch, int examples, float loss) {
                if (++steps == stopAfter) {
                    save(trainer);
                    loop.requestStop();
                }
            }
        };
    }

    private void save(Trainer trainer) {
        try {
            trainer.saveCheckpoint(folder.resolve("checkpoint"));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private void resume(Trainer trainer) {
        try {
            trainer.resume(folder.resolve("checkpoint"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void theSignatureHasWhatTheFileSays() throws ReflectiveOperationException {
        assertThat(network().signature().training().augmentations())
                .containsExactly(
                        Augmentation.flipHorizontal("image"),
                        Augmentation.shift("image", 1),
                        Augmentation.crop("image", 0.7));
    }

    @Test
    void runsRepeatAndResumeWithTheSameBits() throws ReflectiveOperationException {
        List<Object> whole = train(network(), 0);
        assertThat(train(network(), 0)).isEqualTo(whole);
        assertThat(train(network(), 6)).isEqualTo(whole);
    }

    @Test
    void otherChangesGiveOtherWeights() throws ReflectiveOperationException {
        assertThat(train(network(), 0, Augmentation.flipVertical("image"))).isNotEqualTo(train(network(), 0));
    }

    /** Weights that do not move see the same held-out pictures in every epoch, and others to learn from. */
    @Test
    void whatIsHeldOutStaysAsItIs() throws ReflectiveOperationException {
        Network network = network();
        DataSource examples = examples(network.signature());
        List<Object> seen = new ArrayList<>();
        Trainer trainer = network.trainer();
        trainer.set("rate", 0);
        loop(trainer, examples, seen).run();

        assertThat(seen).hasSize(8);
        assertThat(seen.get(3)).isEqualTo(seen.get(1));
        assertThat(seen.get(2)).isNotEqualTo(seen.get(0));
        assertThat(seen.get(0)).isNotEqualTo(seen.get(1));
    }
}
