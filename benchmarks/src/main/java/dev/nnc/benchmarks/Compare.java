package dev.nnc.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Times nnc, the systems that are installed beside it and the machine's ceiling in turns, one window each, round and round, so that
 * a machine that becomes slower or faster does so for all of them; prints a table.
 */
@Command(name = "compare", description = "Times nnc beside other systems.")
final class Compare implements Callable<Integer> {
    @Option(names = "--threads", description = "How many threads each system may use; 1 without it.")
    private int threads = 1;

    @Option(names = "--seconds", description = "How long each of five windows of training steps is; 1 without it.")
    private double seconds = 1;

    @Option(names = "--systems", split = ",", description = "Beside nnc and the ceiling; all without it.")
    private List<String> chosen = List.of();

    @Option(names = "--against", description = "Another clone of nnc, which is timed too.")
    private Optional<Path> against = Optional.empty();

    @Option(names = "--folder", required = true, description = "Where the benchmarks are.")
    private Path folder;

    @Option(names = "--python", required = true, description = "The Python that has the peers.")
    private String python;

    @Parameters(paramLabel = "WORKLOAD", description = "All without it.")
    private List<Workload> workloads = List.of(Workload.values());

    private final List<Contestant> running = new ArrayList<>();

    public static void main(String[] args) {
        System.exit(new CommandLine(new Compare())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws IOException {
        Systems systems = new Systems(folder, python, threads, List.of("--seconds", "" + seconds, "--in-turns"));
        against.ifPresent(clone -> systems.add(clone.toAbsolutePath().normalize()));
        List<String> compared =
                systems.names().stream().filter(this::isCompared).toList();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> running.forEach(Contestant::close)));
        Table table = new Table(compared);
        for (Workload workload : workloads) {
            table.add(workload, race(systems, compared, workload));
        }
        System.out.printf(
                "JDK %s, %d thread%s; medians of five windows of %s s, in turns%n%n%s",
                Runtime.version(), threads, threads == 1 ? "" : "s", seconds, table);
        return 0;
    }

    private boolean isCompared(String system) {
        return chosen.isEmpty() || !Systems.isPeer(system) || chosen.contains(system);
    }

    /** The results of all systems on a workload, in the order of the systems. */
    private List<Result> race(Systems systems, List<String> compared, Workload workload) throws IOException {
        File log = folder.resolve("target/compare.log").toFile();
        running.clear();
        for (String system : compared) {
            String name = workload.toString();
            Optional<String> missing = systems.missing(system);
            running.add(
                    missing.isPresent()
                            ? Contestant.missing(system, name, missing.get())
                            : Contestant.start(system, name, systems.command(system, name), log));
        }
        while (running.stream().anyMatch(Contestant::isWaiting)) {
            for (Contestant contestant : running) {
                if (contestant.isWaiting()) {
                    contestant.turn();
                }
            }
        }
        List<Result> results = running.stream().map(Contestant::result).toList();
        results.forEach(System.err::println);
        return results;
    }
}
