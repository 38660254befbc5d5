package dev.nnc.cli.command;

import dev.nnc.cli.console.Console;
import dev.nnc.cli.console.ExitCode;
import dev.nnc.cli.data.Examples;
import dev.nnc.cli.data.PredictionTable;
import dev.nnc.cli.data.TrainedData;
import dev.nnc.cli.files.WholeFiles;
import dev.nnc.cli.model.Compiler;
import dev.nnc.cli.model.LoadedModel;
import dev.nnc.runtime.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nnc predict}: what trained weights say about new data. */
@Command(
        name = "predict",
        description = {
            "Predict each row of a CSV file, or each picture, and write CSV: for classes the probability of each under its name and the"
                    + " likeliest one under the target's name, for numbers a column named after the output.",
            "Columns are found by the names that the weights were trained on, in any order; of pictures the file is named."
        })
public final class PredictCommand extends BaseCommand {
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

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The CSV file to write. Default: standard output.")
    private Optional<Path> output = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "For models that draw random numbers when they predict.")
    private long seed;

    /** The command for this console. */
    public PredictCommand(Console console, Compiler compiler) {
        super(console, compiler);
    }

    @Override
    public Integer call() throws IOException {
        if (json() && output.isEmpty()) {
            throw usage("with --json the predictions need a file: name it with --output");
        }
        LoadedModel loaded = model.load(loader());
        Network network = loaded.withWeights(weights);
        Examples examples = data.files().prediction(loaded.file(), loaded.signature(), TrainedData.of(network));
        PredictionTable table = PredictionTable.of(network, examples, seed);
        if (output.isPresent()) {
            WholeFiles.write(output.get(), table::write);
            say(examples.size() + " predictions in " + output.get());
        } else {
            table.write(console().out());
        }
        if (json()) {
            Map<String, Object> results = new LinkedHashMap<>();
            results.put("predictions", examples.size());
            results.put("output", output.get().toString());
            print(results);
        }
        return ExitCode.OK;
    }
}
