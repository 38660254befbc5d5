package dev.nnc.cli.command;

import dev.nnc.cli.console.Console;
import dev.nnc.cli.console.ExitCode;
import dev.nnc.cli.model.Compiler;
import dev.nnc.cli.model.NnFile;
import dev.nnc.compiler.Compilation;
import dev.nnc.compiler.Options;
import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.ProblemRenderer;
import dev.nnc.compiler.diagnostics.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nnc check}: reports mistakes and writes nothing. */
@Command(name = "check", description = "Check .nn files and report every mistake in them.")
public final class CheckCommand extends BaseCommand {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The .nn files.")
    private List<Path> files;

    @Option(names = "--set", paramLabel = "PARAMETER=VALUE", description = "A value for a parameter of the models.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    /** The command for this console. */
    public CheckCommand(Console console, Compiler compiler) {
        super(console, compiler);
    }

    @Override
    public Integer call() throws IOException {
        List<Problem> problems = new ArrayList<>();
        for (Path file : files) {
            Options options = Options.forPackage("").withParameters(parameters);
            Compilation compilation = compiler().compile(NnFile.read(file), options);
            problems.addAll(compilation.problems());
            if (compilation.problems().isEmpty()) {
                say(file + ": no mistakes");
            } else {
                console().report(ProblemRenderer.render(compilation.problems()));
            }
        }
        long errors =
                problems.stream().filter(p -> p.severity() == Severity.ERROR).count();
        if (json()) {
            print(Map.of("files", files.size(), "errors", errors, "warnings", problems.size() - errors));
        }
        return errors == 0 ? ExitCode.OK : ExitCode.USER_ERROR;
    }
}
