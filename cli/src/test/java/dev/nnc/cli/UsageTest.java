package dev.nnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Help, exit codes, and the commands that only compile. */
class UsageTest {
    @TempDir
    Path folder;

    @Test
    void helpListsTheCommandsAndExitCodes() {
        CommandLineRun run = CommandLineRun.of("--help");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("check", "compile", "train", "evaluate", "predict", "Exit codes:", "130");
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "compile", "train", "evaluate", "predict", "summary", "plot-loss"})
    void everyCommandHasHelp(String command) {
        CommandLineRun run = CommandLineRun.of(command, "--help");

        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("Usage: nnc " + command).contains("--json", "--quiet", "--version");
    }

    @Test
    void versionIsPrinted() {
        assertThat(CommandLineRun.of("--version").out()).startsWith("nnc ").contains("(Java ");
    }

    @Test
    void argumentsThatMakeNoSenseEndWith2() {
        assertThat(CommandLineRun.of("trian").code()).isEqualTo(2);
        assertThat(CommandLineRun.of().code()).isEqualTo(2);
        CommandLineRun weights = CommandLineRun.of("predict", "x.nn");
        assertThat(weights.code()).isEqualTo(2);
        assertThat(weights.err())
                .isEqualTo("error: Missing required option: '--weights=FILE'\n"
                        + "help: `nnc predict --help` lists what there is\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trian | there is no command `trian` | did you mean `train`?",
                "x.nn | there is no command `x.nn` | `nnc --help` lists what there is",
                "summary a.nn b.nn | `b.nn` is one argument too many | `nnc summary --help` lists what there is",
                "train x.nn --epoch=3 | there is no option `--epoch` | did you mean `--epochs`?",
                "train x.nn --dropout 3 | there is no option `--dropout` | `nnc train --help` lists what there is",
                "train x.nn --epochs many | Invalid value for option '--epochs': 'many' is not a whole number"
                        + " | `nnc train --help` lists what there is",
                "train x.nn --seed 1.5 | Invalid value for option '--seed': '1.5' is not a whole number"
                        + " | `nnc train --help` lists what there is",
                "train x.nn --rate fast | Invalid value for option '--rate': 'fast' is not a number"
                        + " | `nnc train --help` lists what there is",
            })
    void whatIsWrongWithArgumentsIsSaidPlainly(String arguments, String error, String help) {
        CommandLineRun run = CommandLineRun.of((Object[]) arguments.split(" "));

        assertThat(run.err()).isEqualTo("error: " + error + "\nhelp: " + help + "\n");
        assertThat(run.code()).isEqualTo(2);
    }

    @Test
    void twoWaysAtOnceAreSaidPlainly() {
        assertThat(CommandLineRun.of("plot-loss", "x.nn", "--weights", "w", "--random", "--along", "a,b")
                        .err())
                .isEqualTo("error: --along=WEIGHT,WEIGHT, --random are mutually exclusive (specify only one)\n"
                        + "help: `nnc plot-loss --help` lists what there is\n");
    }

    @Test
    void tooLittleMemoryIsNoFaultOfTheCompiler() throws IOException {
        Path file = Files.writeString(folder.resolve("wide.nn"), "model Wide { }\n");
        CommandLineRun run = CommandLineRun.of(
                (source, options) -> {
                    throw new OutOfMemoryError("Java heap space");
                },
                "check",
                file);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo(
                        "error: the JVM has too little memory, at most "
                                + Runtime.getRuntime().maxMemory() / 1_000_000
                                + " MB\nhelp: NNC_JAVA_OPTS=-Xmx16g lets it take 16 GB; a smaller `batch` or model takes less\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check FILE", "compile FILE -o FOLDER", "train FILE", "summary FILE"})
    void fileWithoutAModelIsAMistake(String command) throws IOException {
        Path file = Files.writeString(folder.resolve("parts.nn"), "function twice(x) = 2 * x\n");

        CommandLineRun run = CommandLineRun.compiled((Object[]) command.replace("FILE", file.toString())
                .replace("FOLDER", folder.toString())
                .split(" "));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("parts.nn:1:1: error: there is no model in this file: nothing to compile")
                .contains("help: functions and blocks are used by the models of their own file: `model NAME { ... }`");
    }

    @Test
    void checkReportsMistakesAtTheirPlace() throws IOException {
        Path good = Files.writeString(folder.resolve("good.nn"), "model A {}");
        Path bad = Files.writeString(folder.resolve("bad.nn"), "a mistake");

        CommandLineRun run = CommandLineRun.of("check", good, bad);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo(good + ": no mistakes\n" + bad + ":1:3: error: this is a mistake\n  1 | a mistake\n"
                        + "    |   ^^^^^^^\nhelp: did you mean `model`?\n");
        assertThat(CommandLineRun.of("check", "--json", "-q", good).out())
                .contains("\"files\":1", "\"errors\":0", "\"warnings\":0");
    }

    @Test
    void aMissingModelFileIsNamed() {
        Path missing = folder.resolve("none.nn");

        for (String command : new String[] {"check", "train"}) {
            CommandLineRun run = CommandLineRun.of(command, missing);
            assertThat(run.err()).isEqualTo("error: there is no file `" + missing + "`\n");
            assertThat(run.code()).isEqualTo(1);
        }
    }

    @Test
    void checkGoesOnBehindAFileThatIsMissing() throws IOException {
        Path good = Files.writeString(folder.resolve("good.nn"), "model A {}");
        Path missing = folder.resolve("none.nn");

        CommandLineRun run = CommandLineRun.of("check", missing, good, "--json");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("error: there is no file `" + missing + "`\n" + good + ": no mistakes\n");
        assertThat(run.out()).contains("\"files\":2", "\"errors\":1", "\"warnings\":0");
    }

    @Test
    void compileWritesTheJavaAndNamesIt() throws IOException {
        Path model = Files.writeString(folder.resolve("a.nn"), "model A {}");
        Path java = folder.resolve("src/compiled/Tumour.java");

        CommandLineRun run = CommandLineRun.of("compile", model, "-o", folder.resolve("src"));

        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo(java + "\n");
        assertThat(java).exists();
        Files.writeString(model, "mistake");
        CommandLineRun failed = CommandLineRun.of("compile", model, "-o", folder.resolve("other"));
        assertThat(failed.code()).isEqualTo(1);
        assertThat(folder.resolve("other")).doesNotExist();
    }

    @Test
    void modelsThatAreNotThereGetTheNearestName() throws IOException {
        Path model = Files.writeString(folder.resolve("a.nn"), "model A {}");

        assertThat(CommandLineRun.of("train", model, "--model", "Tumor").err())
                .isEqualTo(model + ": error: there is no model `Tumor` in this file\nhelp: did you mean `Tumour`?\n");
    }
}
