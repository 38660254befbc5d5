package dev.nnc.cli.command;

import dev.nnc.cli.console.Console;
import dev.nnc.cli.console.ExitCode;
import dev.nnc.cli.console.Json;
import dev.nnc.cli.model.Compiler;
import dev.nnc.cli.model.ModelLoader;
import dev.nnc.cli.summary.Summary;
import dev.nnc.cli.summary.SummaryTable;
import dev.nnc.compiler.Compilation;
import dev.nnc.compiler.Options;
import dev.nnc.compiler.ir.model.Model;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code nnc summary}: what a model is made of. */
@Command(
        name = "summary",
        description =
                "Print the values of a model with their shapes, parameters and flops, and the memory that it takes.")
public final class SummaryCommand extends BaseCommand {
    @Mixin
    private ModelArguments model = new ModelArguments();

    /** The command for this console. */
    public SummaryCommand(Console console, Compiler compiler) {
        super(console, compiler);
    }

    @Override
    public Integer call() throws IOException {
        Options options = Options.forPackage("").withParameters(model.parameters);
        Compilation compilation = loader().compile(model.file, options);
        List<Model> models = compilation.models();
        List<Model> chosen =
                model.name.isEmpty() ? models : List.of(ModelLoader.choose(models, model.file, model.name));
        for (Model each : chosen) {
            Summary summary = Summary.of(each, compilation.sizes().get(models.indexOf(each)));
            console().print(json() ? Json.line(SummaryTable.json(summary)) : SummaryTable.text(summary));
        }
        return ExitCode.OK;
    }
}
