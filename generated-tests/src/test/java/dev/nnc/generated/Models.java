package dev.nnc.generated;

import dev.nnc.compiler.Compilation;
import dev.nnc.compiler.GeneratedFile;
import dev.nnc.compiler.NnCompiler;
import dev.nnc.compiler.Options;
import dev.nnc.compiler.diagnostics.ProblemRenderer;
import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.compiler.ir.model.Model;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Models on their way from {@code .nn} files to classes: all that are added are compiled to classes in one go. */
public final class Models {
    private final Map<String, Model> checked = new LinkedHashMap<>();
    private final List<GeneratedFile> java = new ArrayList<>();

    /** The text of a file of {@code src/test/nn}. */
    public static Source file(String path) {
        try (InputStream in = Models.class.getResourceAsStream("/nn/" + path)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no file " + path + " in src/test/nn");
            }
            return new Source(path, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Compiles a file to Java.
     *
     * @throws AssertionError when it has mistakes
     */
    public Models add(Source source, Options options) {
        Compilation compilation = NnCompiler.compile(source, options);
        if (compilation.failed()) {
            throw new AssertionError(ProblemRenderer.render(compilation.problems()));
        }
        compilation.models().forEach(model -> checked.put(model.name(), model));
        java.addAll(compilation.files());
        return this;
    }

    /** The checked models by name. */
    public Map<String, Model> checked() {
        return checked;
    }

    /** Compiles all Java so far to classes. */
    public CompiledModels compile() {
        return CompiledModels.of(java);
    }
}
