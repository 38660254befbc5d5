package dev.nnc.cli.command;

import dev.nnc.cli.console.Console;
import dev.nnc.cli.console.ExitCode;
import dev.nnc.cli.console.UserError;
import dev.nnc.cli.model.Compiler;
import dev.nnc.cli.model.NnFile;
import dev.nnc.compiler.Compilation;
import dev.nnc.compiler.Options;
import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.ProblemRenderer;
import dev.nnc.compiler.diagnostics.Severity;
import dev.nnc.compiler.diagnostics.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        int errors = 0;
        int warnings = 0;
        for (Path file : files) {
            Optional<Source> source = read(file);
            if (source.isEmpty()) {
                errors++;
                continue;
            }
            for (Problem problem : problems(file, source.get())) {
                if (problem.severity() == Severity.ERROR) {
                    errors++;
                } else {
                    warnings++;
                }
            }
        }
        if (json()) {
            print(Map.of("files", files.size(), "errors", errors, "warnings", warnings));
        }
        return errors == 0 ? ExitCode.OK : ExitCode.USER_ERROR;
    }

    /** The text of a file; a file that cannot be read is a mistake like others, and the next ones are checked all the same. */
    private Optional<Source> read(Path file) throws IOException {
        try {
            return Optional.of(NnFile.read(file));
        } catch (UserError unreadable) {
            console().report(unreadable.getMessage());
            return Optional.empty();
        }
    }

    private List<Problem> problems(Path file, Source source) {
        Options options = Options.forPackage("").withParameters(parameters);
        Compilation compilation = compiler().compile(source, options);
        if (compilation.problems().isEmpty()) {
            say(file + ": no mistakes");
        } else {
            console().report(ProblemRenderer.render(compilation.problems()));
        }
        return compilation.problems();
    }
}
