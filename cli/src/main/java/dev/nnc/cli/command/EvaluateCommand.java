package dev.nnc.cli.command;

import dev.nnc.cli.console.Console;
import dev.nnc.cli.console.ExitCode;
import dev.nnc.cli.data.Examples;
import dev.nnc.cli.data.TrainedData;
import dev.nnc.cli.model.Compiler;
import dev.nnc.cli.model.LoadedModel;
import dev.nnc.runtime.Network;
import dev.nnc.runtime.Trainer;
import dev.nnc.runtime.metrics.Evaluation;
import dev.nnc.runtime.training.Evaluator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nnc evaluate}: the loss and the metrics of trained weights on some data. */
@Command(
        name = "evaluate",
        description = "Measure the loss and the metrics of trained weights on all examples of some data.")
public final class EvaluateCommand extends BaseCommand {
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

    /** The command for this console. */
    public EvaluateCommand(Console console, Compiler compiler) {
        super(console, compiler);
    }

    @Override
    public Integer call() throws IOException {
        LoadedModel loaded = model.load(loader());
        Network network = loaded.withWeights(weights);
        Examples examples = data.files().evaluation(loaded.file(), loaded.signature(), TrainedData.of(network));
        Map<String, Object> results = new LinkedHashMap<>();
        try (Trainer trainer = network.trainer()) {
            Evaluation evaluation = new Evaluator(trainer, examples.source()).evaluate();
            results.put("loss", evaluation.loss());
            results.putAll(evaluation.values());
            results.put("examples", evaluation.count());
        }
        print(results);
        return ExitCode.OK;
    }
}
