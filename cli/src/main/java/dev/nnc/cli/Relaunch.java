package dev.nnc.cli;

import dev.nnc.cli.console.ExitCode;
import dev.nnc.runtime.Vectors;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.module.ModuleFinder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Starts the command again with the Vector API: a JVM that runs without an incubator module cannot gain it. */
final class Relaunch {
    private static final String RELAUNCHED = "nnc.relaunched";

    /** As in the launcher: a kernel runs once a step, and HotSpot would wait for 600 of them. */
    private static final String FEW_CALLS = "-XX:Tier4MinInvocationThreshold=20";

    private static final Set<String> COMMANDS_THAT_COMPUTE = Set.of("train", "evaluate", "predict", "plot-loss");

    private Relaunch() {}

    /** Runs the command in another JVM and returns its exit code; empty when that is not needed, or of no use. */
    static OptionalInt withVectors(String[] args) {
        boolean computes = Arrays.stream(args).anyMatch(COMMANDS_THAT_COMPUTE::contains);
        boolean possible = ModuleFinder.ofSystem().find("jdk.incubator.vector").isPresent()
                && System.getProperty(RELAUNCHED) == null;
        if (!computes || !possible || Vectors.available()) {
            return OptionalInt.empty();
        }
        try {
            Process process = new ProcessBuilder(command(args)).inheritIO().start();
            // Ctrl-C reaches both processes; this one ends when the other has put its things in order.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> join(process)));
            return OptionalInt.of(join(process));
        } catch (IOException noOtherJvm) {
            return OptionalInt.empty();
        }
    }

    private static List<String> command(String[] args) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.add(FEW_CALLS); // in front of what the user chose, which so has the last word
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of(
                "--add-modules=jdk.incubator.vector",
                "-D" + RELAUNCHED + "=true",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(args));
        return command;
    }

    private static int join(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException impatient) {
            process.destroy();
            return ExitCode.INTERRUPTED;
        }
    }
}
