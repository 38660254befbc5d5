package dev.nnc.maven;

import dev.nnc.compiler.Compilation;
import dev.nnc.compiler.GeneratedFile;
import dev.nnc.compiler.NnCompiler;
import dev.nnc.compiler.Options;
import dev.nnc.compiler.diagnostics.CompilerBug;
import dev.nnc.compiler.diagnostics.Note;
import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.compiler.diagnostics.Span;
import java.util.List;

/**
 * Calls the compiler.
 *
 * @param settings what to generate and how
 * @param output which of the generated files are wanted
 */
record CompilerCalls(Settings settings, Output output) implements ModelCompiler {
    /** What a goal takes from a compilation. */
    enum Output {
        CLASSES,
        TESTS,
        NOTHING
    }

    @Override
    public Compiled compile(ModelFile model) {
        Options options = Options.forPackage(model.packageName())
                .withFlavour(settings.flavour())
                .withParameters(settings.parameters())
                .withForceSplit(settings.forceSplit())
                .withTests(output == Output.TESTS);
        Compilation compilation = compile(model, options);
        Source placed = new Source(model.path().toString(), model.text());
        List<Problem> problems = compilation.problems().stream()
                .map(problem -> relocate(problem, placed))
                .toList();
        return new Compiled(model, problems, wanted(compilation));
    }

    private static Compilation compile(ModelFile model, Options options) {
        try {
            return NnCompiler.compile(new Source(model.shortName(), model.text()), options);
        } catch (RuntimeException fault) {
            throw new CompilerBug(model.path() + ": " + fault.getMessage(), fault);
        }
    }

    private List<GeneratedFile> wanted(Compilation compilation) {
        return switch (output) {
            case CLASSES -> compilation.files();
            case TESTS -> compilation.tests();
            case NOTHING -> List.of();
        };
    }

    /** The same problem under the file's absolute path, which the compiler must not know: it would write it into its output. */
    private static Problem relocate(Problem problem, Source source) {
        List<Note> notes = problem.notes().stream()
                .map(note -> new Note(relocate(note.at(), source), note.text()))
                .toList();
        return new Problem(
                problem.id(),
                problem.severity(),
                relocate(problem.at(), source),
                problem.message(),
                notes,
                problem.suggestion());
    }

    private static Span relocate(Span span, Source source) {
        return new Span(source, span.start(), span.end());
    }
}
