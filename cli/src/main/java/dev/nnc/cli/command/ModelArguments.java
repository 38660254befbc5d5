package dev.nnc.cli.command;

import dev.nnc.cli.model.LoadedModel;
import dev.nnc.cli.model.ModelLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which model of which file, with which parameters. */
final class ModelArguments {
    @Parameters(paramLabel = "FILE", description = "The .nn file.")
    Path file;

    @Option(names = "--model", paramLabel = "NAME", description = "Which model, where the file has several.")
    Optional<String> name = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "PARAMETER=VALUE",
            description = "A value for a parameter of the model, such as --set hidden=64.")
    Map<String, String> parameters = new LinkedHashMap<>();

    LoadedModel load(ModelLoader loader) throws IOException {
        return loader.load(file, name, parameters);
    }
}
