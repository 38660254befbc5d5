package dev.nnc.cli.model;

import dev.nnc.compiler.Compilation;
import dev.nnc.compiler.Options;
import dev.nnc.compiler.diagnostics.Source;

/** The compiler as the command line sees it; a test may put another in its place. */
@FunctionalInterface
public interface Compiler {
    /** Compiles a {@code .nn} file; its mistakes are in the result. */
    Compilation compile(Source source, Options options);
}
