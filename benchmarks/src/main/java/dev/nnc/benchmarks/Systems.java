package dev.nnc.benchmarks;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The systems that are compared, in the order of the table's columns, each with the command that times it on a workload. */
final class Systems {
    /** The name of generated networks among the systems. */
    static final String OURS = "nnc";

    /** The name of the measured ceiling among the systems. */
    static final String CEILING = "ceiling";

    /** What a generated network needs; peers ask one for the shapes of its batches. */
    private static final String VECTOR_API = "--add-modules=jdk.incubator.vector";

    private static final String PACKAGE = "dev.nnc.benchmarks.";

    private final Map<String, List<String>> commands = new LinkedHashMap<>();
    private final Map<String, String> missing = new LinkedHashMap<>();
    private final List<String> options;

    /**
     * The systems that can be.
     *
     * @param folder of the benchmarks
     * @param python the interpreter that runs the peers
     * @param threads how many each of them may use
     * @param more options for each of them
     */
    Systems(Path folder, String python, int threads, List<String> more) throws IOException {
        options = new ArrayList<>(List.of("--threads", "" + threads));
        options.addAll(more);
        String ownPath = System.getProperty("java.class.path");
        // The options of this JVM are those that the README advises and those of the user.
        List<String> ownOptions = ManagementFactory.getRuntimeMXBean().getInputArguments();
        commands.put(CEILING, java(ownOptions, ownPath, Ceiling.class.getName()));
        commands.put(OURS, java(ownOptions, ownPath, Run.class.getName()));
        peer(folder, "torch-eager", python, "torch_peer.py");
        peer(folder, "torch-eager-tuned", python, "torch_peer.py", "--tuned");
        peer(folder, "torch-compile", python, "torch_peer.py", "--mode", "compile");
        peer(folder, "torch-compile-tuned", python, "torch_peer.py", "--mode", "compile", "--tuned");
        peer(folder, "jax-jit", python, "jax_peer.py");
        peer(folder, "onnxruntime", python, "onnx_peer.py");
        jvmPeer(folder, "djl", "djl.Djl", threads);
        jvmPeer(folder, "dl4j", "dl4j.Dl4j", threads);
        jvmPeer(folder, "smile", "smile.Smile", threads);
    }

    /** A program in a JVM of this one's JDK. */
    private List<String> java(List<String> jvmOptions, String classPath, String program) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", classPath, program));
        command.addAll(options);
        return command;
    }

    private void peer(Path folder, String name, String python, String script, String... more) {
        List<String> command = new ArrayList<>(
                List.of(python, folder.resolve("peers").resolve(script).toString()));
        command.addAll(options);
        command.addAll(Arrays.asList(more));
        commands.put(name, command);
    }

    /** A module that the Maven profile {@code peers} builds. Its natives read from the environment how many threads they may use. */
    private void jvmPeer(Path folder, String name, String program, int threads) throws IOException {
        Path target = folder.resolve(name).resolve("target");
        Path dependencies = target.resolve("class-path");
        commands.put(name, List.of());
        if (!Files.exists(dependencies)) {
            missing.put(name, "it is not built; benchmarks/jvm-peers does that");
            return;
        }
        List<String> command = new ArrayList<>(List.of("env", "LD_LIBRARY_PATH=" + target.resolve("natives")));
        for (String library : List.of("OMP", "MKL", "OPENBLAS")) {
            command.add(library + "_NUM_THREADS=" + threads);
        }
        String classPath = target.resolve("classes")
                + File.pathSeparator
                + Files.readString(dependencies).strip();
        command.addAll(java(List.of(VECTOR_API), classPath, PACKAGE + program));
        commands.put(name, command);
    }

    /** Adds nnc as another clone has it, for comparing two versions. */
    void add(Path clone) {
        List<String> command =
                new ArrayList<>(List.of(clone.resolve("benchmarks/run").toString()));
        command.addAll(options);
        commands.put(OURS + " in " + clone, command);
    }

    /** The names of all of them. */
    List<String> names() {
        return List.copyOf(commands.keySet());
    }

    /** Why a system cannot be timed here, when that is known before it is started. */
    Optional<String> missing(String system) {
        return Optional.ofNullable(missing.get(system));
    }

    /** What times a system on a workload. */
    List<String> command(String system, String workload) {
        List<String> command = new ArrayList<>(commands.get(system));
        if (!system.equals(CEILING)) {
            command.add(workload);
        }
        return command;
    }

    /** Whether a system is somebody else's. */
    static boolean isPeer(String system) {
        return !system.equals(CEILING) && !system.startsWith(OURS);
    }
}
