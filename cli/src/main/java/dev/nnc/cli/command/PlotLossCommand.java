package dev.nnc.cli.command;

import dev.nnc.cli.console.Console;
import dev.nnc.cli.console.ExitCode;
import dev.nnc.cli.data.Examples;
import dev.nnc.cli.data.TrainedData;
import dev.nnc.cli.files.WholeFiles;
import dev.nnc.cli.model.Compiler;
import dev.nnc.cli.model.LoadedModel;
import dev.nnc.cli.plot.LossPlot;
import dev.nnc.cli.training.RunFiles;
import dev.nnc.cli.training.Trajectory;
import dev.nnc.runtime.Network;
import dev.nnc.runtime.data.DataSource;
import dev.nnc.runtime.data.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nnc plot-loss}: draws the loss around trained weights. */
@Command(
        name = "plot-loss",
        description = {
            "Draw the loss over two weights, or over two random directions, as a contour and a surface, with the path that"
                    + " training took.",
            "All other weights stay as they were trained; the path is what of it can be seen in this plane."
        })
public final class PlotLossCommand extends BaseCommand {
    private static final long SAMPLE_SEED = 1;
    /** Along each axis: a million losses, for a picture of that many pixels a side. */
    private static final int MOST_POINTS = 1000;

    @Mixin
    private ModelArguments model = new ModelArguments();

    @Mixin
    private DataArguments data = new DataArguments();

    @Option(
            names = "--weights",
            required = true,
            paramLabel = "FILE",
            description = "The safetensors file of the weights.")
    private Path weights;

    @ArgGroup(multiplicity = "1")
    private Directions directions;

    /** One of the two kinds of planes. */
    static final class Directions {
        @Option(
                names = "--along",
                paramLabel = "WEIGHT,WEIGHT",
                description = "Two weights, such as dense.weight[0,0],dense.bias[0].")
        private String along;

        @Option(names = "--random", description = "Two random directions, scaled filter by filter.")
        private boolean random;
    }

    @Option(names = "--seed", paramLabel = "NUMBER", description = "For the random directions. Default: 0.")
    private long seed;

    @Option(names = "--points", paramLabel = "COUNT", description = "Points along each axis. Default: 41.")
    private int points = 41;

    @Option(
            names = "--examples",
            paramLabel = "COUNT",
            description = "At most so many examples, taken at random. Default: 2000.")
    private int examples = 2000;

    @Option(
            names = "--trajectory",
            paramLabel = "FILE",
            description = "The path that training took. Default: the file that train wrote beside the weights.")
    private Optional<Path> trajectory = Optional.empty();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The PNG picture. Default: NAME.surface.png beside the weights.")
    private Optional<Path> output = Optional.empty();

    /** The command for this console. */
    public PlotLossCommand(Console console, Compiler compiler) {
        super(console, compiler);
    }

    @Override
    public Integer call() throws IOException {
        if (points < 3 || points > MOST_POINTS) {
            throw usage("--points must be 3 to " + MOST_POINTS + ", not " + points);
        }
        if (examples < 1) {
            throw usage("--examples must be 1 or more, not " + examples);
        }
        LoadedModel loaded = model.load(loader());
        Network network = loaded.withWeights(weights);
        Examples read = data.files().evaluation(loaded.file(), loaded.signature(), TrainedData.of(network));
        LossPlot plot = plot(network, sample(read.source()));
        Path picture = output.orElse(RunFiles.of(weights).surface());
        WholeFiles.write(picture, plot::draw);
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("loss", plot.trainedLoss());
        results.put("least_loss", plot.leastLoss());
        results.put("picture", picture.toString());
        print(results);
        return ExitCode.OK;
    }

    private LossPlot plot(Network network, DataSource source) throws IOException {
        List<Map<String, float[]>> path = path(network);
        return directions.random
                ? LossPlot.random(network, source, seed, path, points)
                : LossPlot.along(network, source, weightNames(directions.along), path, points);
    }

    /** Splits at the commas that stand outside of brackets. */
    static List<String> weightNames(String text) {
        return List.of(text.split(",(?![^\\[]*])"));
    }

    private DataSource sample(DataSource all) {
        return all.size() <= examples
                ? all
                : Split.of(all, (double) examples / all.size(), SAMPLE_SEED).validation();
    }

    private List<Map<String, float[]>> path(Network network) throws IOException {
        Path file = trajectory.orElse(RunFiles.of(weights).trajectory());
        if (trajectory.isEmpty() && !Files.exists(file)) {
            say("no path of training: there is no file `" + file + "`");
            return List.of();
        }
        return Trajectory.read(file, network.signature());
    }
}
