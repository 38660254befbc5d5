package dev.nnc.cli.training;

import dev.nnc.cli.console.Console;
import dev.nnc.cli.console.UserError;
import dev.nnc.cli.data.DataFiles;
import dev.nnc.cli.data.TrainedData;
import dev.nnc.cli.model.LoadedModel;
import dev.nnc.runtime.Network;
import dev.nnc.runtime.Signature;
import dev.nnc.runtime.Trainer;
import dev.nnc.runtime.Workers;
import dev.nnc.runtime.data.DataSource;
import dev.nnc.runtime.data.Fingerprints;
import dev.nnc.runtime.data.Split;
import dev.nnc.runtime.training.EpochResult;
import dev.nnc.runtime.training.TrainingListener;
import dev.nnc.runtime.training.TrainingLoop;
import dev.nnc.runtime.training.TrainingResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.function.Supplier;

/** One training: from a loaded model and its data to the files that it leaves behind. */
public final class TrainingRun {
    private final LoadedModel model;
    private final TrainingRequest request;
    private final RunFiles files;
    private final Console console;
    private final boolean quiet;
    private final Network network;
    private final Trainer trainer;
    private final Workers workers;
    private final long seed;

    /** A training that has not begun; nothing is written yet. */
    public TrainingRun(LoadedModel model, TrainingRequest request, RunFiles files, Console console, boolean quiet)
            throws IOException {
        this.model = model;
        this.request = request;
        this.files = files;
        this.console = console;
        this.quiet = quiet;
        long fresh = request.seed().orElse(model.signature().training().seed());
        this.network = model.create(fresh);
        this.workers = request.threads() == 1 ? Workers.single() : Workers.start(request.threads());
        this.trainer = network.trainer(workers);
        trainer.setSeed(fresh);
        if (request.resume().isPresent()) {
            trainer.resume(request.resume().get());
        }
        this.seed = trainer.seed();
        asked(() -> {
            request.settings().forEach(trainer::set);
            return trainer;
        });
    }

    /** The seed that it uses: that of the request, the checkpoint or the model file. */
    public long seed() {
        return seed;
    }

    /** Reads the data, trains, and writes everything but the picture. */
    public TrainingResult run(DataFiles data, Interrupt interrupt) throws IOException {
        try (workers;
                trainer) {
            if (model.signature().trainableFloats() == 0) {
                throw UserError.of(model.signature().model() + " has no weights to train");
            }
            DataFiles.Training read = data.training(model.file(), model.signature(), TrainedData.of(network));
            read.examples().origin().keepWith(network);
            Split split = split(read);
            say(model.signature().model() + ": " + split.training().size() + " examples to learn from, "
                    + split.validation().size() + " held out, seed " + seed);
            return train(split, interrupt);
        }
    }

    private Split split(DataFiles.Training read) {
        DataSource all = read.examples().source();
        if (read.test().isPresent() && request.validate().isEmpty()) {
            return new Split(all, read.test().get().source());
        }
        Signature signature = model.signature();
        double share = request.validate().orElse(signature.training().validate());
        Split split = asked(() -> Split.of(all, share, request.splitSeed().orElse(seed)));
        boolean plateau =
                signature.phases().stream().anyMatch(phase -> phase.plateau().isPresent());
        if (split.validation().size() == 0 && (plateau || signature.training().patience() > 0)) {
            String watcher = plateau ? "`plateau`" : "`stop early`";
            throw UserError.of(watcher + " needs held-out examples to watch", "hold some out with --validate 0.2");
        }
        return split;
    }

    private TrainingResult train(Split split, Interrupt interrupt) throws IOException {
        int epochs = request.epochs().orElse(model.signature().training().epochs());
        int before = trainer.position().epoch();
        if (before >= epochs) {
            throw UserError.of(
                    "the checkpoint has " + before + " epochs behind it, and " + epochs + " are asked for",
                    "ask for more with --epochs");
        }
        TrainingLoop loop = new TrainingLoop(trainer, split.training()).validation(split.validation());
        if (request.otherData()) {
            loop.otherData();
        } else {
            checkData(split.training());
        }
        asked(() -> loop.epochs(epochs)
                .batch(request.batch().orElse(model.signature().training().batch())));
        Files.createDirectories(files.weights().toAbsolutePath().getParent());
        Trajectory trajectory = new Trajectory(network);
        loop.listener(trajectory).listener(new MetricsLog(files.metrics(), before));
        loop.listener(new Checkpoints());
        TrainingResult result =
                watch(loop, interrupt, before, epochs, split.training().size());
        if (result.end() != TrainingResult.End.DIVERGED) {
            network.save(files.weights());
            if (!trajectory.write(files.trajectory())) {
                Files.deleteIfExists(files.trajectory());
                say("the weights of all epochs are too many to keep; plot-loss will draw no path");
            }
        }
        return result;
    }

    /** Asks before anything is written whether these are the examples that the checkpoint learned from. */
    private void checkData(DataSource training) {
        trainer.data()
                .flatMap(before -> before.difference(Fingerprints.of(model.signature(), training)))
                .ifPresent(difference -> {
                    throw UserError.of(
                            "training began with " + difference,
                            "give the data, --validate and --split-seed that it began with,"
                                    + " or go on with these by --other-data");
                });
    }

    private TrainingResult watch(TrainingLoop loop, Interrupt interrupt, int before, int epochs, int examples)
            throws IOException {
        interrupt.stopWith(loop::requestStop);
        try (Display display = quiet ? new Display() {} : Display.on(console, before, epochs, examples)) {
            TrainingResult result = loop.listener(display).run();
            if (result.end() == TrainingResult.End.REQUESTED) {
                return withBest(result);
            }
            return result;
        }
    }

    private TrainingResult withBest(TrainingResult stopped) throws IOException {
        trainer.best().restore();
        network.save(files.weights());
        int best = trainer.best().epoch() == 0
                ? stopped.bestEpoch()
                : trainer.best().epoch();
        return new TrainingResult(stopped.epochs(), stopped.end(), best);
    }

    /** What the runtime does not accept is a mistake of whoever asked for it. */
    private static <T> T asked(Supplier<T> use) {
        try {
            return use.get();
        } catch (IllegalArgumentException refused) {
            throw UserError.of(refused.getMessage());
        }
    }

    private void say(String line) {
        if (!quiet) {
            console.say(line);
        }
    }

    /** Writes a checkpoint now and then and at the end, and keeps the best weights in case Ctrl-C ends the training. */
    private final class Checkpoints implements TrainingListener {
        private static final long INTERVAL_NANOS = 5_000_000_000L;

        private double best = trainer.best().epoch() == 0
                ? Double.POSITIVE_INFINITY
                : trainer.best().value();
        private long last = System.nanoTime();

        @Override
        public void onEpoch(EpochResult result) {
            if (model.signature().training().patience() == 0 && result.validationLoss() < best) {
                best = result.validationLoss();
                trainer.best().keep(result.epoch(), best);
            }
            if (System.nanoTime() - last > INTERVAL_NANOS) {
                save();
                last = System.nanoTime();
            }
        }

        @Override
        public void onEnd(TrainingResult result) {
            if (result.end() != TrainingResult.End.DIVERGED) {
                save();
            }
        }

        private void save() {
            try {
                trainer.saveCheckpoint(files.checkpoint());
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
        }
    }
}
