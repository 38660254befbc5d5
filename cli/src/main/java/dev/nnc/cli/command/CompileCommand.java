package dev.nnc.cli.command;

import dev.nnc.cli.console.Console;
import dev.nnc.cli.console.ExitCode;
import dev.nnc.cli.files.WholeFiles;
import dev.nnc.cli.model.Compiler;
import dev.nnc.compiler.Compilation;
import dev.nnc.compiler.GeneratedFile;
import dev.nnc.compiler.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.SourceVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nnc compile}: writes the Java of a model. */
@Command(
        name = "compile",
        description = "Compile a .nn file to Java source, and print the paths of the files that were written.")
public final class CompileCommand extends BaseCommand {
    @Parameters(paramLabel = "FILE", description = "The .nn file.")
    private Path file;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FOLDER",
            description = "The source folder; folders of the package are made in it.")
    private Path output;

    @Option(names = "--package", paramLabel = "NAME", description = "The package of the classes. Default: none.")
    private String packageName = "";

    @Option(
            names = "--flavour",
            paramLabel = "FLAVOUR",
            description = "vector (needs the Vector API at run time), scalar, or both, which is the default.")
    private Options.Flavour flavour = Options.Flavour.BOTH;

    @Option(
            names = "--tests",
            paramLabel = "FOLDER",
            description = "Write tests of the classes into this folder as well.")
    private Optional<Path> tests = Optional.empty();

    @Option(names = "--set", paramLabel = "PARAMETER=VALUE", description = "A value for a parameter of the models.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    /** The command for this console. */
    public CompileCommand(Console console, Compiler compiler) {
        super(console, compiler);
    }

    @Override
    public Integer call() throws IOException {
        if (!packageName.isEmpty() && !SourceVersion.isName(packageName)) {
            throw usage("`" + packageName + "` is no name for a package");
        }
        Options options = Options.forPackage(packageName)
                .withFlavour(flavour)
                .withParameters(parameters)
                .withTests(tests.isPresent());
        Compilation compilation = loader().compile(file, options);
        Map<Path, String> texts = new LinkedHashMap<>();
        add(texts, output, compilation.files());
        tests.ifPresent(folder -> add(texts, folder, compilation.tests()));
        WholeFiles.write(texts);
        List<String> written = texts.keySet().stream().map(Path::toString).toList();
        if (json()) {
            print(Map.of("files", written));
        } else {
            written.forEach(console()::print);
        }
        return ExitCode.OK;
    }

    private static void add(Map<Path, String> texts, Path folder, List<GeneratedFile> files) {
        files.forEach(generated -> texts.put(folder.resolve(generated.path()), generated.text()));
    }
}
