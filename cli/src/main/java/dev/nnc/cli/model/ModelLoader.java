package dev.nnc.cli.model;

import dev.nnc.cli.console.Console;
import dev.nnc.cli.console.UserError;
import dev.nnc.compiler.Compilation;
import dev.nnc.compiler.Options;
import dev.nnc.compiler.diagnostics.CompilationFailed;
import dev.nnc.compiler.diagnostics.ProblemRenderer;
import dev.nnc.compiler.diagnostics.Suggestions;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.runtime.Vectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compiles a {@code .nn} file and loads one of its models. */
public final class ModelLoader {
    private static final String PACKAGE = "compiled";

    private final Compiler compiler;
    private final Console console;

    /** A loader that uses this compiler and hands its warnings to this console. */
    public ModelLoader(Compiler compiler, Console console) {
        this.compiler = compiler;
        this.console = console;
    }

    /**
     * Compiles a file.
     *
     * @throws CompilationFailed when it has errors
     */
    public Compilation compile(Path file, Options options) throws IOException {
        Compilation compilation = compiler.compile(NnFile.read(file), options);
        if (compilation.failed()) {
            throw new CompilationFailed(compilation.problems());
        }
        if (!compilation.problems().isEmpty()) {
            console.report(ProblemRenderer.render(compilation.problems()));
        }
        return compilation;
    }

    /**
     * Compiles a file and loads a model.
     *
     * @param name the model's name; may be left out when the file has only one
     * @param parameters values for the model's parameters
     */
    public LoadedModel load(Path file, Optional<String> name, Map<String, String> parameters) throws IOException {
        boolean vector = Vectors.available();
        Options options = Options.forPackage(PACKAGE)
                .withFlavour(vector ? Options.Flavour.VECTOR : Options.Flavour.SCALAR)
                .withParameters(parameters);
        Compilation compilation = compile(file, options);
        Model model = choose(compilation.models(), file, name);
        ClassLoader classes = JavaCompilation.load(compilation.files(), vector);
        try {
            return new LoadedModel(
                    file, compilation.models().size() == 1, classes.loadClass(PACKAGE + "." + model.name()));
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException("the compiler wrote no class for the model " + model.name(), missing);
        }
    }

    /** The model of this name, or the only one. */
    public static Model choose(List<Model> models, Path file, Optional<String> name) {
        List<String> names = models.stream().map(Model::name).toList();
        if (models.isEmpty()) {
            throw UserError.at(file.toString(), "there is no model in this file");
        }
        if (name.isEmpty() && models.size() > 1) {
            throw UserError.at(
                    file.toString(),
                    "there are " + models.size() + " models in this file",
                    "say which with --model: " + String.join(", ", names));
        }
        String wanted = name.orElse(names.get(0));
        int index = names.indexOf(wanted);
        if (index < 0) {
            throw UserError.at(
                    file.toString(),
                    "there is no model `" + wanted + "` in this file",
                    Suggestions.didYouMean(wanted, names).orElse("its models are " + String.join(", ", names)));
        }
        return models.get(index);
    }
}
