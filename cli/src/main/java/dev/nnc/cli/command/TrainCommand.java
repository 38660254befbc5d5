package dev.nnc.cli.command;

import dev.nnc.cli.console.Console;
import dev.nnc.cli.console.ExitCode;
import dev.nnc.cli.model.Compiler;
import dev.nnc.cli.model.LoadedModel;
import dev.nnc.cli.model.NnFile;
import dev.nnc.cli.training.Interrupt;
import dev.nnc.cli.training.RunFiles;
import dev.nnc.cli.training.TrainingReport;
import dev.nnc.cli.training.TrainingRequest;
import dev.nnc.cli.training.TrainingRun;
import dev.nnc.runtime.training.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nnc train}: compiles a model in memory and trains it. */
@Command(
        name = "train",
        description = {
            "Compile a model in memory, train it, and write its weights, a line of metrics for each epoch and a picture of"
                    + " the loss curve.",
            "What is not said here is as the train block of the model says. Ctrl-C stops after the running step and keeps"
                    + " the weights of the best epoch."
        })
public final class TrainCommand extends BaseCommand {
    /** More than any machine has processors for, and few enough for any machine to start. */
    private static final int MOST_THREADS = 1024;

    @Mixin
    private ModelArguments model = new ModelArguments();

    @Mixin
    private DataArguments data = new DataArguments();

    @Option(names = "--epochs", paramLabel = "COUNT", description = "Passes over the examples.")
    private Optional<Integer> epochs = Optional.empty();

    @Option(names = "--batch", paramLabel = "COUNT", description = "Examples in a step, at most what the model says.")
    private Optional<Integer> batch = Optional.empty();

    @Option(names = "--rate", paramLabel = "NUMBER", description = "The learning rate.")
    private Optional<Double> rate = Optional.empty();

    @Option(
            names = "--setting",
            paramLabel = "NAME=NUMBER",
            description = "Another number of the optimizer, such as --setting momentum=0.9.")
    private Map<String, Double> settings = new LinkedHashMap<>();

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "For the first weights, the order of examples, random layers, and the split.")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--split-seed", paramLabel = "NUMBER", description = "For the split alone. Default: the seed.")
    private Optional<Long> splitSeed = Optional.empty();

    @Option(
            names = "--validate",
            paramLabel = "SHARE",
            description = "The share of the examples to hold out, from 0 to below 1. The test files of a folder of IDX"
                    + " files are held out instead, unless this is said.")
    private Optional<Double> validate = Optional.empty();

    @Option(
            names = "--threads",
            paramLabel = "COUNT",
            description = "Threads; the results are the same for any number. Default: one for each processor.")
    private Optional<Integer> threads = Optional.empty();

    @Option(names = "--resume", paramLabel = "CHECKPOINT", description = "Go on from a checkpoint.")
    private Optional<Path> resume = Optional.empty();

    @Option(names = "--other-data", description = "Go on from the checkpoint with other examples than it learned from.")
    private boolean otherData;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            description =
                    "Where all files go. Default: NAME-run in the working folder, for NAME.nn. They are called as that file or,"
                            + " where it has several models, as the model in lower case.")
    private Optional<Path> output = Optional.empty();

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description = "The file of the weights; the others go beside it. In place of --output.")
    private Optional<Path> weights = Optional.empty();

    /** The command for this console. */
    public TrainCommand(Console console, Compiler compiler) {
        super(console, compiler);
    }

    @Override
    public Integer call() throws IOException {
        checkArguments();
        Interrupt interrupt = new Interrupt();
        try {
            return train(interrupt);
        } finally {
            interrupt.release();
        }
    }

    private int train(Interrupt interrupt) throws IOException {
        long start = System.nanoTime();
        LoadedModel loaded = model.load(loader());
        Path folder = output.orElse(Path.of(NnFile.stem(model.file) + "-run"));
        RunFiles files = weights.map(RunFiles::of).orElseGet(() -> RunFiles.in(folder, loaded.stem()));
        TrainingRun run = new TrainingRun(loaded, request(), files, console(), quiet());
        TrainingResult result = run.run(data.files(), interrupt);
        double seconds = (System.nanoTime() - start) * 1e-9;
        TrainingReport report = new TrainingReport(loaded.signature().model(), result, run.seed(), seconds, files);
        report.throwIfDiverged();
        report.drawPicture().ifPresent(this::say);
        say(report.talk());
        print(json() ? report.json() : report.results());
        return result.end() == TrainingResult.End.REQUESTED ? ExitCode.INTERRUPTED : ExitCode.OK;
    }

    private void checkArguments() {
        if (resume.isPresent() && seed.isPresent()) {
            throw usage("a training that is resumed keeps the seed of its checkpoint; leave --seed out");
        }
        if (otherData && resume.isEmpty()) {
            throw usage("--other-data is about a checkpoint; say which with --resume");
        }
        if (output.isPresent() && weights.isPresent()) {
            throw usage("--output and --weights both say where files go; leave one out");
        }
        if (threads.orElse(1) < 1 || threads.orElse(1) > MOST_THREADS) {
            throw usage("--threads must be 1 to " + MOST_THREADS + ", not " + threads.get());
        }
        if (batch.orElse(1) < 1) {
            throw usage("--batch must be 1 or more, not " + batch.get());
        }
        if (!(validate.orElse(0.0) >= 0 && validate.orElse(0.0) < 1)) {
            throw usage("--validate must be from 0 to below 1, not " + validate.get());
        }
        if (!Double.isFinite(rate.orElse(0.0))) {
            throw usage("--rate must be a finite number, not " + rate.get());
        }
        if (epochs.orElse(1) < 1) {
            throw usage("--epochs must be 1 or more, not " + epochs.get());
        }
    }

    private TrainingRequest request() {
        Map<String, Double> all = new LinkedHashMap<>(settings);
        rate.ifPresent(value -> all.put("rate", value));
        return new TrainingRequest(
                epochs,
                batch,
                seed,
                splitSeed,
                validate,
                all,
                threads.orElse(Runtime.getRuntime().availableProcessors()),
                resume,
                otherData);
    }
}
