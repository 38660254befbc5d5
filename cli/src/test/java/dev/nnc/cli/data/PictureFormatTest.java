package dev.nnc.cli.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nnc.cli.console.UserError;
import dev.nnc.runtime.Batch;
import dev.nnc.runtime.InputSpec;
import dev.nnc.runtime.Signature;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of PNG and JPEG pictures: what their bytes become, which class each has, and what cannot be used. */
class PictureFormatTest {
    private static final Signature COLOURED = signature(InputSpec.classes("label", 2), 3, 1, 2);
    private static final Signature GREY = signature(InputSpec.classes("label", 2), 1, 1, 2);
    private static final Signature NAMED = signature(InputSpec.classes("label", List.of("dog", "cat")), 1, 1, 2);
    private static final int RED = 0xFFC80000;
    private static final int BLUE = 0xFF0102FE;
    private static final int SILVER = 0xFFC0C0C0;

    @TempDir
    Path folder;

    private static Signature signature(InputSpec target, int... shape) {
        return Signature.of("Pictures", "")
                .input(InputSpec.floats("image", shape))
                .target(target)
                .build(8);
    }

    @Test
    void coloursBecomeChannels() throws IOException {
        picture("a/one.png", BufferedImage.TYPE_INT_RGB, RED, BLUE);
        picture("b/two.png", BufferedImage.TYPE_INT_ARGB, BLUE, RED);

        Examples examples =
                files(folder).training(model(), COLOURED, TrainedData.NOTHING).examples();

        Batch batch = Batch.forTraining(COLOURED, 2);
        examples.source().read(new int[] {0, 1}, 0, 2, batch);
        assertThat(batch.floats(0)).containsExactly(200, 1, 0, 2, 0, 254, 1, 200, 2, 0, 254, 0);
        assertThat(batch.classes(1)).containsExactly(0, 1);
    }

    @Test
    void greySamplesStayAsTheyAre() throws IOException {
        BufferedImage grey = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
        grey.getRaster().setSample(0, 0, 0, 100);
        grey.getRaster().setSample(1, 0, 0, 255);
        write("0/grey.png", grey);
        BufferedImage deep = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
        deep.getRaster().setSample(0, 0, 0, 100 * 257);
        write("0/sixteen.png", deep);
        picture("1/rgb.png", BufferedImage.TYPE_INT_RGB, SILVER, 0xFF000000);

        Batch batch = files(folder)
                .training(model(), GREY, TrainedData.NOTHING)
                .examples()
                .batch(GREY);

        assertThat(batch.floats(0)).containsExactly(100, 255, 100, 0, 192, 0);
        assertThat(files(folder.resolve("0/grey.png"))
                        .prediction(model(), COLOURED, TrainedData.NOTHING)
                        .batch(COLOURED)
                        .floats(0))
                .containsExactly(100, 255, 100, 255, 100, 255);
    }

    @Test
    void aJpegIsReadToo() throws IOException {
        picture("photo.jpg", BufferedImage.TYPE_INT_RGB, SILVER, SILVER);

        Examples examples = files(folder.resolve("photo.jpg")).prediction(model(), COLOURED, TrainedData.NOTHING);

        assertThat(examples.batch(COLOURED).floats(0)).containsOnly(192);
        assertThat(examples.carried())
                .isEqualTo(Map.of("file", List.of(folder.resolve("photo.jpg").toString())));
    }

    @Test
    void foldersAreClassesOfTheModelOrTheWeightsOrInAlphabeticalOrder() throws IOException {
        silver("cat/1.png", "dog/2.png");

        assertThat(classes(NAMED, TrainedData.NOTHING)).containsExactly(1, 0);
        assertThat(classes(GREY, TrainedData.NOTHING)).containsExactly(0, 1);
        TrainedData trained = TrainedData.ofClasses(GREY.targets().get(0), List.of("dog", "cat"));
        assertThat(classes(GREY, trained)).containsExactly(1, 0);
    }

    @Test
    void foldersNamedByNumbersAreThoseClasses() throws IOException {
        Signature many = signature(InputSpec.classes("label", 12), 1, 1, 2);
        silver("2/1.png", "11/2.png");

        assertThat(evaluated(many)).containsExactly(11, 2);
        for (int i = 0; i < 12; i++) {
            silver(i + "/3.png");
        }
        assertThat(files(folder)
                        .training(model(), many, TrainedData.NOTHING)
                        .examples()
                        .size())
                .isEqualTo(14);
    }

    @Test
    void classesWithoutAFolderToLearnFromAreNamed() throws IOException {
        silver("cat/1.png");
        String help = "\nhelp: no class is learnt without pictures of it: add them, or change the classes of `label`";
        assertMistake(NAMED, folder + ": error: there is no folder for the class `dog` of `label`" + help);
        List<String> all =
                List.of("ant", "bee", "cat", "dog", "eel", "fox", "gnu", "hen", "ibis", "jay", "koi", "lark");
        assertMistake(
                signature(InputSpec.classes("label", all), 1, 1, 2),
                folder
                        + ": error: there are no folders for the classes `ant`, `bee`, `dog`, `eel`, `fox`, `gnu`, `hen`,"
                        + " `ibis`, `jay`, `koi` and 1 more of `label`" + help);
        assertThat(evaluated(NAMED)).containsExactly(1);
    }

    @Test
    void onlyFoldersToLearnFromMustHoldEveryClass() throws IOException {
        silver("train/cat/1.png", "train/dog/2.png", "test/dog/3.png");
        assertThat(evaluated(NAMED)).containsExactly(0);
        assertThat(files(folder)
                        .training(model(), NAMED, TrainedData.NOTHING)
                        .test()
                        .orElseThrow()
                        .size())
                .isEqualTo(1);
        Files.delete(folder.resolve("train/dog/2.png"));
        Files.delete(folder.resolve("train/dog"));
        assertMistake(
                NAMED,
                folder.resolve("train") + ": error: there is no folder for the class `dog` of `label`\n"
                        + "help: no class is learnt without pictures of it: add them, or change the classes of `label`");
    }

    @Test
    void aClassThatHasAFolderIsNotWhatAnotherFolderMeant() throws IOException {
        silver("cat/1.png", "cats/2.png");
        assertMistake(
                NAMED,
                folder.resolve("cats") + ": error: `cats` is no class of `label`\nhelp: its classes are dog, cat");
    }

    @Test
    void foldersTrainAndTestAreASplit() throws IOException {
        silver("train/cat/1.png", "train/dog/2.png", "train/dog/3.png", "test/dog/4.png");

        DataFiles.Training training = files(folder).training(model(), GREY, TrainedData.NOTHING);

        assertThat(training.examples().size()).isEqualTo(3);
        Batch test = Batch.forTraining(GREY, 1);
        training.test().orElseThrow().source().read(new int[] {0}, 0, 1, test);
        assertThat(test.classes(1)).containsExactly(1);
        assertThat(files(folder)
                        .evaluation(model(), GREY, training.examples().origin())
                        .size())
                .isEqualTo(1);
        assertThat(files(folder).prediction(model(), GREY, TrainedData.NOTHING).carried())
                .isEqualTo(Map.of("file", List.of("dog/4.png")));
    }

    @Test
    void picturesThatDoNotFitAreAllNamed() throws IOException {
        BufferedImage tall = new BufferedImage(2, 3, BufferedImage.TYPE_BYTE_GRAY);
        write("cat/1.png", tall);
        picture("cat/2.png", BufferedImage.TYPE_INT_ARGB, SILVER, 0x80C0C0C0);
        picture("dog/3.png", BufferedImage.TYPE_INT_RGB, SILVER, RED);
        Files.writeString(folder.resolve("dog/4.png"), "no picture");
        byte[] whole = Files.readAllBytes(folder.resolve("cat/2.png"));
        Files.write(folder.resolve("dog/5.png"), Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> files(folder).training(model(), GREY, TrainedData.NOTHING))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(folder.resolve("cat/1.png")
                        + ": error: the picture is 2 x 3 pixels, but `image` takes 2 x 1 (width x height)\n"
                        + folder.resolve("cat/2.png")
                        + ": error: the pixel at x 1, y 0 is transparent, and a model sees no background\n"
                        + "help: save the picture without an alpha channel\n"
                        + folder.resolve("dog/3.png")
                        + ": error: the pixel at x 1, y 0 is coloured, but `image` has one channel, of grey\n"
                        + "help: save the picture in grey, or give the input 3 channels\n"
                        + folder.resolve("dog/4.png")
                        + ": error: this is no PNG or JPEG picture, or a broken one\n"
                        + folder.resolve("dog/5.png") + ": error: this is no PNG or JPEG picture, or a broken one");
    }

    @Test
    void foldersThatDoNotFitAreNamed() throws IOException {
        silver("cat/1.png", "dgo/2.png");
        assertMistake(
                NAMED, folder.resolve("dgo") + ": error: `dgo` is no class of `label`\nhelp: did you mean `dog`?");
        silver("cow/3.png");
        assertMistake(GREY, folder + ": error: there are folders for 3 classes here, but `label` has 2");
        Files.createDirectories(folder.resolve("empty"));
        Signature four = signature(InputSpec.classes("label", 4), 1, 1, 2);
        assertMistake(four, folder.resolve("empty") + ": error: there is no picture in this folder");
        Files.writeString(folder.resolve("empty/notes.md"), "x");
        assertMistake(
                four,
                folder.resolve("empty/notes.md")
                        + ": error: this is no picture: its name does not end in .png, .jpg or .jpeg");
        silver("5.png");
        assertMistake(GREY, folder.resolve("5.png") + ": error: pictures to learn from lie in a folder for each class");
    }

    @Test
    void modelsThatTakeNoPicturesAreNamed() throws IOException {
        silver("cat/1.png", "dog/2.png");
        assertMistake(
                signature(InputSpec.floats("label"), 1, 1, 2),
                folder + ": error: pictures are for models with one input of numbers and targets of one class each;"
                        + " `Pictures` is not one");
        assertMistake(
                signature(InputSpec.classes("label", 2), 2, 1, 2),
                folder + ": error: pictures need an input `float[channels, height, width]` of 1 or 3 channels, but"
                        + " `image` is [2, 1, 2]");
    }

    private void assertMistake(Signature signature, String message) {
        assertThatThrownBy(() -> files(folder).training(model(), signature, TrainedData.NOTHING))
                .isInstanceOf(UserError.class)
                .hasMessage(message);
    }

    private int[] evaluated(Signature signature) throws IOException {
        Examples examples = files(folder).evaluation(model(), signature, TrainedData.NOTHING);
        Batch batch = Batch.forTraining(signature, examples.size());
        examples.source().read(IntStream.range(0, examples.size()).toArray(), 0, examples.size(), batch);
        return Arrays.copyOf(batch.classes(1), examples.size());
    }

    private int[] classes(Signature signature, TrainedData trained) throws IOException {
        Batch batch = Batch.forTraining(signature, 2);
        files(folder).training(model(), signature, trained).examples().source().read(new int[] {0, 1}, 0, 2, batch);
        return batch.classes(1);
    }

    private void silver(String... names) throws IOException {
        for (String name : names) {
            picture(name, BufferedImage.TYPE_INT_RGB, SILVER, SILVER);
        }
    }

    private void picture(String name, int type, int left, int right) throws IOException {
        BufferedImage picture = new BufferedImage(2, 1, type);
        picture.setRGB(0, 0, left);
        picture.setRGB(1, 0, right);
        write(name, picture);
    }

    private void write(String name, BufferedImage picture) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        assertThat(ImageIO.write(picture, name.substring(name.length() - 3), file.toFile()))
                .isTrue();
    }

    private Path model() {
        return folder.resolve("pictures.nn");
    }

    private static DataFiles files(Path data) {
        return new DataFiles(Optional.of(data), Optional.empty(), Optional.empty(), ColumnChoice.NONE);
    }
}
