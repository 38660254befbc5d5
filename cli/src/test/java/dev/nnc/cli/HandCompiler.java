package dev.nnc.cli;

import dev.nnc.cli.model.Compiler;
import dev.nnc.compiler.Compilation;
import dev.nnc.compiler.GeneratedFile;
import dev.nnc.compiler.Options;
import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.ir.model.Training;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Stands in for the compiler: whatever the text, it "writes" one neuron that a hand wrote, or one mistake. */
final class HandCompiler implements Compiler {
    @Override
    public Compilation compile(Source source, Options options) {
        int mistake = source.text().indexOf("mistake");
        if (mistake >= 0) {
            Problem problem = Problem.error("test", source.span(mistake, mistake + 7), "this is a mistake")
                    .suggest("did you mean `model`?");
            return Compilation.failed(List.of(problem));
        }
        Model model = new Model(
                "Tumour",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                Training.DEFAULT);
        GeneratedFile file = new GeneratedFile("compiled/Tumour.java", java());
        return new Compilation(List.of(), List.of(model), List.of(), List.of(file), List.of());
    }

    private static String java() {
        try (InputStream text = HandCompiler.class.getResourceAsStream("Tumour.java.txt")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
