package dev.nnc.cli.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nnc.cli.console.UserError;
import dev.nnc.runtime.Batch;
import dev.nnc.runtime.InputSpec;
import dev.nnc.runtime.Signature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading CSV files: which columns go where, and the exact message for each mistake. */
class CsvExamplesTest {
    private static final Signature TUMOUR = Signature.of("Tumour", "")
            .input(InputSpec.floats("features", 2))
            .target(InputSpec.classes("diagnosis", List.of("benign", "malignant")))
            .build(8);
    private static final Signature TWO_INPUTS = Signature.of("Two", "")
            .input(InputSpec.floats("size", 2))
            .input(InputSpec.classes("color", 3))
            .target(InputSpec.floats("price"))
            .build(8);
    private static final Signature REVIEWS = Signature.of("Reviews", "")
            .input(InputSpec.classes("words", 5, 3))
            .input(InputSpec.lengths("T", 3))
            .build(8);

    @TempDir
    Path folder;

    @Test
    void theColumnWithTheTargetsNameIsTheTargetAndTheRestGoInInOrder() throws IOException {
        Examples examples = read(TUMOUR, "radius,diagnosis,texture\n1.5,malignant,2\n-3e2,0,.25\n");

        assertThat(examples.size()).isEqualTo(2);
        assertThat(batch(examples).floats(0)).containsExactly(1.5f, 2, -300, 0.25f);
        assertThat(batch(examples).classes(1)).containsExactly(1, 0);
        assertThat(examples.origin().columns())
                .isEqualTo(Map.of("features", List.of("radius", "texture"), "diagnosis", List.of("diagnosis")));
    }

    @Test
    void trainedColumnsAreFoundByNameInAnyOrder() throws IOException {
        Path csv = write("texture,radius\n2,1\n");
        ColumnChoice trained = ColumnChoice.NONE.orElse(
                Map.of("features", List.of("radius", "texture"), "diagnosis", List.of("diagnosis")));

        Examples examples = CsvExamples.inputsOnly(csv, TUMOUR, trained);

        assertThat(batch(examples).floats(0)).containsExactly(1, 2);
    }

    @Test
    void predictingPassesOverTheTargetAndCarriesWhatIsIgnored() throws IOException {
        Path csv = write("id,a,diagnosis,b\n7,1,benign,2\n8,3,?,4\n");

        Examples examples = CsvExamples.inputsOnly(csv, TUMOUR, new ColumnChoice(Map.of(), Set.of("id")));

        assertThat(batch(examples).floats(0)).containsExactly(1, 2, 3, 4);
        assertThat(examples.carried()).isEqualTo(Map.of("id", List.of("7", "8")));
    }

    @Test
    void severalInputsFindTheirColumnsByNameAndNumber() throws IOException {
        Examples examples = read(TWO_INPUTS, "price,color,size.1,size.0\n9.5,2,20,10\n");

        assertThat(batch(examples).floats(0)).containsExactly(10, 20);
        assertThat(batch(examples).classes(1)).containsExactly(2);
        assertThat(batch(examples).floats(2)).containsExactly(9.5f);
    }

    @Test
    void columnsCanBeListed() throws IOException {
        Path csv = write("a,b,c,price\n1,2,0,3\n");
        ColumnChoice listed = new ColumnChoice(Map.of("size", List.of("b", "a"), "color", List.of("c")), Set.of());

        Examples examples = CsvExamples.withTargets(csv, TWO_INPUTS, listed);

        assertThat(batch(examples).floats(0)).containsExactly(2, 1);
    }

    @Test
    void quotesMarksAndLineEndsOfAllKindsAreRead() throws IOException {
        Examples examples =
                read(TUMOUR, "\uFEFF\"ra,dius\",texture,diagnosis\r\n\"1\",2,\"benign\"\r\n\r\n3, 4,malignant");

        assertThat(batch(examples).floats(0)).containsExactly(1, 2, 3, 4);
        assertThat(examples.origin().columns().get("features")).containsExactly("ra,dius", "texture");
    }

    @Test
    void aMissingFileIsNamed() {
        Path missing = folder.resolve("nowhere.csv");

        assertThatThrownBy(() -> CsvExamples.withTargets(missing, TUMOUR, ColumnChoice.NONE))
                .isInstanceOf(UserError.class)
                .hasMessage("error: there is no data file `" + missing + "`");
    }

    @Test
    void anEmptyFileIsAMistake() {
        fails(TUMOUR, "", "FILE: error: the file is empty");
    }

    @Test
    void aHeaderAloneIsAMistake() {
        fails(TUMOUR, "a,b,diagnosis\n", "FILE: error: there is a header, but no row below it");
    }

    @Test
    void aMissingTargetGetsTheNearestName() {
        fails(
                TUMOUR,
                "a,b,diagnossis\n1,2,benign\n",
                "FILE:1:1: error: there is no column for `diagnosis`\nhelp: did you mean `diagnossis`?");
    }

    @Test
    void aMissingTargetThatNothingIsLikeCanBeListed() {
        fails(
                TUMOUR,
                "a,b,c\n1,2,benign\n",
                "FILE:1:1: error: there is no column for `diagnosis`\n"
                        + "help: name its column `diagnosis`, or say which it is with --columns diagnosis=COLUMN");
    }

    @Test
    void tooFewAndTooManyColumnsAreCounted() {
        fails(
                TUMOUR,
                "a,diagnosis\n1,benign\n",
                "FILE:1:1: error: `features` takes 2 columns, but there is 1 beside `diagnosis`");
        fails(
                TUMOUR,
                "a,b,c,diagnosis\n1,2,3,benign\n",
                "FILE:1:1: error: `features` takes 2 columns, but there are 3 beside `diagnosis`\n"
                        + "help: leave the others out with --ignore COLUMN,...");
    }

    @Test
    void columnsOfNobodyAreNamed() {
        fails(
                TWO_INPUTS,
                "price,id,color,size_0,size_1,note\n1,2,0,3,4,5\n",
                "FILE:1:7: error: columns `id`, `note` belong to no input or target\n"
                        + "help: leave them out with --ignore id,note");
    }

    @Test
    void inputsWithoutColumnsAreNamed() {
        fails(
                TWO_INPUTS,
                "a,b,c,price\n1,2,0,3\n",
                "FILE:1:1: error: there is no column for `size`\n"
                        + "help: name its 2 columns `size.0` to `size.1`, or list them with --columns size=COLUMN,...\n"
                        + "FILE:1:1: error: there is no column for `color`\n"
                        + "help: name its column `color`, or say which it is with --columns color=COLUMN");
    }

    @Test
    void aTrainedColumnThatIsMissingIsNamedWithTheNearest() throws IOException {
        Path csv = write("radius,texure\n1,2\n");
        ColumnChoice trained = ColumnChoice.NONE.orElse(Map.of("features", List.of("radius", "texture")));

        assertThatThrownBy(() -> CsvExamples.inputsOnly(csv, TUMOUR, trained))
                .isInstanceOf(UserError.class)
                .hasMessage(csv + ":1:1: error: there is no column `texture` of `features`\n"
                        + "help: did you mean `texure`?");
    }

    @Test
    void textWhereANumberBelongsIsShownAtItsPlace() {
        fails(
                TUMOUR,
                "a,b,diagnosis\n1,2,benign\n1,\"x,\ny\",benign\n\"2\",two,benign\n,1f,benign\n",
                "FILE:3:3: error: `x,\ny` is not a number (column `b`)\n"
                        + "FILE:5:5: error: `two` is not a number (column `b`)\n"
                        + "FILE:6:1: error: there is no number here (column `a`)\n"
                        + "FILE:6:2: error: `1f` is not a number (column `b`)");
    }

    @Test
    void numbersAreFinite() {
        fails(
                TUMOUR,
                "a,b,diagnosis\nNaN,1e99,benign\n-Infinity,0,benign\n",
                "FILE:2:1: error: `NaN` is not a finite number (column `a`)\n"
                        + "FILE:2:5: error: `1e99` is not a finite number (column `b`)\n"
                        + "FILE:3:1: error: `-Infinity` is not a finite number (column `a`)");
    }

    @Test
    void anUnknownClassGetsTheNearestName() {
        fails(
                TUMOUR,
                "a,b,diagnosis\n1,2,malignat\n1,2,sick\n1,2,2\n1,2,\n",
                "FILE:2:5: error: `malignat` is no class of `diagnosis`\nhelp: did you mean `malignant`?\n"
                        + "FILE:3:5: error: `sick` is no class of `diagnosis`\nhelp: its classes are benign, malignant\n"
                        + "FILE:4:5: error: `2` is no class of `diagnosis`\nhelp: its classes are benign, malignant\n"
                        + "FILE:5:5: error: there is no class here (column `diagnosis`)\n"
                        + "help: its classes are benign, malignant");
    }

    @Test
    void countedClassesAreNumbers() {
        fails(
                TWO_INPUTS,
                "price,color,size_0,size_1\n1,3,1,1\n",
                "FILE:2:3: error: `3` is no class of `color`\nhelp: its classes are 0 to 2;"
                        + " the model can name them: `color: class(NAME, ...)`");
    }

    @Test
    void idsOutsideTheVocabularyAndWrongLengthsHaveTheirPlace() {
        fails(
                REVIEWS,
                "words.0,words.1,words.2,T lengths\n1,5,0,2\n1,2,-1,2\n1,2,0,0\n1,2,0,4\n",
                "FILE:2:3: error: `5` is no class of `words`\nhelp: its classes are 0 to 4;"
                        + " the model can name them: `words: class(NAME, ...)`\n"
                        + "FILE:3:5: error: `-1` is no class of `words`\nhelp: its classes are 0 to 4;"
                        + " the model can name them: `words: class(NAME, ...)`\n"
                        + "FILE:4:7: error: `0` is no length from 1 to 3 (`T lengths`)\n"
                        + "FILE:5:7: error: `4` is no length from 1 to 3 (`T lengths`)");
    }

    @Test
    void missingLengthsAreExplained() {
        fails(
                REVIEWS,
                "words.0,words.1,words.2\n1,2,0\n",
                "FILE:1:1: error: there is no column for `T lengths`, how many steps each example has\n"
                        + "help: name its column `T lengths`, or say which it is with --columns \"T lengths=COLUMN\"");
    }

    @Test
    void raggedRowsAreCounted() {
        fails(
                TUMOUR,
                "a,b,diagnosis\n1,2\n1,2,benign,3\n7\n",
                "FILE:2:1: error: this row has 2 fields, but the header has 3\n"
                        + "FILE:3:1: error: this row has 4 fields, but the header has 3\n"
                        + "FILE:4:1: error: this row has 1 field, but the header has 3");
    }

    @Test
    void readingEndsAtTheTenthMistake() {
        assertThatThrownBy(() -> read(TUMOUR, "a,b,diagnosis\n" + "x,y,benign\n".repeat(1000)))
                .isInstanceOf(UserError.class)
                .hasMessageEndingWith("(column `b`)\nerror: 10 mistakes, and what follows was not read");
    }

    @Test
    void headersHaveDifferentNames() {
        fails(TUMOUR, "a,a,diagnosis\n", "FILE:1:3: error: there are two columns named `a`");
        fails(TUMOUR, "a,,diagnosis\n", "FILE:1:3: error: this column has no name");
    }

    @Test
    void otherSeparatorsAreNoticed() {
        fails(TUMOUR, "a;b;c\n", "FILE:1:1: error: columns are separated by commas, not by semicolons or tabs");
    }

    @Test
    void anOpenQuoteIsAMistake() {
        fails(
                TUMOUR,
                "a,b,diagnosis\n1,\"2,benign\n",
                "FILE: error: this is no well-formed CSV file: "
                        + "Unclosed quoted field at end of input (record starting at line 2)");
    }

    @Test
    void otherEncodingsAreNoticed() throws IOException {
        Files.write(folder.resolve("data.csv"), "a,b,diagnosis\n1,2,gr\u00fcn\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> CsvExamples.withTargets(folder.resolve("data.csv"), TUMOUR, ColumnChoice.NONE))
                .isInstanceOf(UserError.class)
                .hasMessage(folder.resolve("data.csv") + ": error: the text is not UTF-8");
    }

    private void fails(Signature signature, String text, String message) {
        assertThatThrownBy(() -> read(signature, text))
                .isInstanceOf(UserError.class)
                .hasMessage(message.replace("FILE", folder.resolve("data.csv").toString()));
    }

    private Examples read(Signature signature, String text) throws IOException {
        return CsvExamples.withTargets(write(text), signature, ColumnChoice.NONE);
    }

    private Batch batch(Examples examples) {
        Signature signature = examples.origin().columns().containsKey("features") ? TUMOUR : TWO_INPUTS;
        if (examples.origin().columns().size() == signature.inputs().size()) {
            return examples.batch(signature);
        }
        Batch batch = Batch.forTraining(signature, examples.size());
        examples.source().read(new int[] {0, 1}, 0, examples.size(), batch);
        return batch;
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("data.csv"), text);
    }
}
