package dev.nnc.maven;

import dev.nnc.compiler.GeneratedFile;
import dev.nnc.compiler.diagnostics.Problem;
import java.util.List;

/** Compiles one model: all that this plugin asks of the compiler. */
@FunctionalInterface
interface ModelCompiler {
    Compiled compile(ModelFile model);

    /**
     * What became of a model.
     *
     * @param model the model
     * @param problems its errors and warnings, with its absolute path as the source's name
     * @param files what was generated; nothing when there is an error
     */
    record Compiled(ModelFile model, List<Problem> problems, List<GeneratedFile> files) {
        public Compiled {
            problems = List.copyOf(problems);
            files = List.copyOf(files);
        }
    }
}
