package dev.nnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts and pictures through all commands: what training learned of the data travels with the weights. */
class DataWayTest {
    private static final String LETTERS = """
            model Letters(vocabulary: int = 4) {
                input  text: class(vocabulary)[8]
                target next: class(vocabulary)[8]
                logits = text -> embedding(8) -> dense(vocabulary)
                output probabilities of next = softmax(logits)
                loss   cross_entropy(logits, next)
                metric perplexity(logits, next)
            }
            train Letters {
                optimizer adam(rate = 0.05)
                batch     8
                epochs    10
                validate  0.2
                seed      1
            }
            """;
    private static final String SHADES = """
            model Shades {
                input  image: float[1, 2, 2]
                target shade: class(2)
                logits = image -> scale(1 / 255) -> flatten -> dense(2)
                output probabilities of shade = softmax(logits)
                loss   cross_entropy(logits, shade)
                metric accuracy(logits, shade)
            }
            train Shades {
                optimizer adam(rate = 0.1)
                batch     8
                epochs    20
                seed      1
            }
            """;

    @TempDir
    Path folder;

    @Test
    void aTextIsReadWithTheVocabularyOfTheWeights() throws IOException {
        Path model = Files.writeString(folder.resolve("letters.nn"), LETTERS);
        Path text = Files.writeString(folder.resolve("text.txt"), "abcd".repeat(300));
        Path weights = folder.resolve("w.safetensors");

        CommandLineRun trained = CommandLineRun.compiled("train", model, "--data", text, "--weights", weights, "-q");
        assertThat(trained.err()).isEmpty();
        assertThat(trained.out()).containsPattern("validation_perplexity +1\\.0");

        Path other = Files.writeString(folder.resolve("other.txt"), "bcdabcdab");
        CommandLineRun evaluated =
                CommandLineRun.compiled("evaluate", model, "--data", other, "--weights", weights, "--json");
        assertThat(evaluated.out()).matches("\\{\"loss\":[^,]+,\"perplexity\":1\\.0\\d+,\"examples\":1}\n");
        Path strange = Files.writeString(folder.resolve("strange.txt"), "abcd\nabcd");
        assertThat(CommandLineRun.compiled("evaluate", model, "--data", strange, "--weights", weights)
                        .err())
                .isEqualTo(strange + ":1:5: error: U+000A is not one of the 4 characters of the vocabulary that was"
                        + " learned\n");
    }

    @Test
    void foldersOfPicturesNameTheClasses() throws IOException {
        Path model = Files.writeString(folder.resolve("shades.nn"), SHADES);
        Random random = new Random(1);
        for (int i = 0; i < 20; i++) {
            picture("train/bright/" + i + ".png", 170 + random.nextInt(80));
            picture("train/dark/" + i + ".png", random.nextInt(80));
        }
        picture("test/dark/1.png", 30);
        Path weights = folder.resolve("w.safetensors");
        Path data = folder.resolve("pictures");

        CommandLineRun trained = CommandLineRun.compiled("train", model, "--data", data, "--weights", weights, "-q");
        assertThat(trained.err()).isEmpty();
        assertThat(trained.out()).containsPattern("validation_accuracy +1\\.0");

        Path photo = data.resolve("test/dark/1.png");
        CommandLineRun predicted = CommandLineRun.compiled("predict", model, "--data", photo, "--weights", weights);
        List<String> lines = predicted.out().lines().toList();
        assertThat(lines.get(0)).isEqualTo("file,bright,dark,shade");
        assertThat(lines.get(1)).startsWith(photo + ",").endsWith(",dark");
    }

    private void picture(String name, int grey) throws IOException {
        Path file = folder.resolve("pictures").resolve(name);
        Files.createDirectories(file.getParent());
        BufferedImage picture = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 4; i++) {
            picture.setRGB(i % 2, i / 2, grey << 16 | grey << 8 | grey);
        }
        ImageIO.write(picture, "png", file.toFile());
    }
}
