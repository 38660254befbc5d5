package dev.nnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.cli.console.Console;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A signal to end: training stops after the running step and keeps its weights. */
class InterruptTest {
    @TempDir
    Path folder;

    /** The command line with the hand-written network, in a JVM of its own. */
    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        System.exit(Main.run(arguments, Console.plain(System.out, System.err), new HandCompiler()));
    }

    @Test
    void aSignalKeepsTheBestWeights() throws IOException, InterruptedException {
        TumourFolder tumour = TumourFolder.in(folder);
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        InterruptTest.class.getName(),
                        "train",
                        tumour.model().toString(),
                        "--epochs",
                        "1000000000",
                        "-o",
                        tumour.run().toString())
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        String talk = talkUntilTheSignalTookEffect(process);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        assertThat(talk).contains("interrupted after ", "with the weights of epoch ");
        assertThat(tumour.weights()).exists();
        assertThat(tumour.run().resolve("tumour.checkpoint.safetensors")).exists();
        assertThat(Files.readString(folder.resolve("out"))).contains("validation_accuracy");
    }

    /** Sends the signal after the first epoch. */
    private static String talkUntilTheSignalTookEffect(Process process) throws IOException {
        StringBuilder last = new StringBuilder();
        try (BufferedReader talk = new BufferedReader(new InputStreamReader(process.getErrorStream()))) {
            boolean sent = false;
            for (String line = talk.readLine(); line != null; line = talk.readLine()) {
                if (!line.startsWith("epoch")) {
                    last.append(line).append('\n');
                } else if (!sent) {
                    process.toHandle().destroy();
                    sent = true;
                }
            }
        }
        return last.toString();
    }
}
