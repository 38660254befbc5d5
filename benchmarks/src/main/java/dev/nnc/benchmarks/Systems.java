package dev.nnc.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The systems that are compared, in the order of the table's columns, each with the command that times it on a workload. */
final class Systems {
    /** The name of generated networks among the systems. */
    static final String OURS = "nnc";

    /** The name of the measured ceiling among the systems. */
    static final String CEILING = "ceiling";

    private final Map<String, List<String>> commands = new LinkedHashMap<>();

    /**
     * The systems that can be.
     *
     * @param folder of the benchmarks
     * @param python the interpreter that runs the peers
     * @param options for each of them: threads, seconds
     */
    Systems(Path folder, String python, List<String> options) {
        commands.put(CEILING, java(Ceiling.class, options));
        commands.put(OURS, java(Run.class, options));
        peer(folder, "torch-eager", python, "torch_peer.py", options);
        peer(folder, "torch-eager-tuned", python, "torch_peer.py", options, "--tuned");
        peer(folder, "torch-compile", python, "torch_peer.py", options, "--mode", "compile");
        peer(folder, "torch-compile-tuned", python, "torch_peer.py", options, "--mode", "compile", "--tuned");
        peer(folder, "jax-jit", python, "jax_peer.py", options);
        peer(folder, "onnxruntime", python, "onnx_peer.py", options);
    }

    /** A program of this module in a JVM like this one. */
    private static List<String> java(Class<?> program, List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        String own = System.getenv().getOrDefault("NNC_JAVA_OPTS", "").strip();
        if (!own.isEmpty()) {
            command.addAll(Arrays.asList(own.split("\\s+")));
        }
        command.addAll(List.of("--add-modules=jdk.incubator.vector", "-cp", System.getProperty("java.class.path")));
        command.add(program.getName());
        command.addAll(options);
        return command;
    }

    private void peer(Path folder, String name, String python, String script, List<String> options, String... more) {
        List<String> command = new ArrayList<>(
                List.of(python, folder.resolve("peers").resolve(script).toString()));
        command.addAll(options);
        command.addAll(Arrays.asList(more));
        commands.put(name, command);
    }

    /** Adds nnc as another clone has it, for comparing two versions. */
    void add(Path clone, List<String> options) {
        List<String> command =
                new ArrayList<>(List.of(clone.resolve("benchmarks/run").toString()));
        command.addAll(options);
        commands.put(OURS + " in " + clone, command);
    }

    /** The names of all of them. */
    List<String> names() {
        return List.copyOf(commands.keySet());
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
