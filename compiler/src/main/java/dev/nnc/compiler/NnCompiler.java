package dev.nnc.compiler;

import dev.nnc.compiler.diagnostics.CompilationFailed;
import dev.nnc.compiler.diagnostics.Problems;
import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.compiler.emit.FileHeader;
import dev.nnc.compiler.emit.JavaEmitter;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.loops.Lowering;
import dev.nnc.compiler.loops.ModelGraphs;
import dev.nnc.compiler.loops.program.ArraySizes;
import dev.nnc.compiler.loops.program.LoweredModel;
import dev.nnc.compiler.plan.TooLarge;
import dev.nnc.compiler.semantic.Semantics;
import dev.nnc.compiler.syntax.Syntax;
import dev.nnc.compiler.syntax.ast.Program;
import java.util.ArrayList;
import java.util.List;

/** The compiler: one straight line from the text of a {@code .nn} file to Java. */
public final class NnCompiler {
    /** The version that generated files name. */
    public static final String VERSION = "0.1.0";

    private NnCompiler() {}

    /** Compiles a file. Mistakes in it are in the result; only a fault of the compiler itself is thrown. */
    public static Compilation compile(Source source, Options options) {
        Problems problems = new Problems();
        try {
            return compile(source, options, problems);
        } catch (CompilationFailed failed) {
            return Compilation.failed(failed.problems());
        }
    }

    private static Compilation compile(Source source, Options options, Problems problems) {
        FileHeader header = new FileHeader(VERSION, fileName(source), Fingerprint.of(VERSION, source, options));
        Program program = Syntax.parse(source, problems);
        problems.throwIfAny();
        List<Model> models = new ArrayList<>();
        List<ArraySizes> sizes = new ArrayList<>();
        List<GeneratedFile> files = new ArrayList<>();
        List<GeneratedFile> tests = new ArrayList<>();
        List<String> names = Semantics.models(program, problems);
        problems.throwIfAny();
        for (String name : names) {
            Model model = Semantics.elaborate(program, name, options.parameters(), problems);
            problems.throwIfAny();
            models.add(model);
            try {
                LoweredModel lowered = lower(model, options);
                sizes.add(ArraySizes.of(lowered));
                files.addAll(JavaEmitter.emit(lowered, options, header));
                if (options.tests()) {
                    tests.addAll(JavaEmitter.emitTests(lowered, options, header));
                }
            } catch (TooLarge large) {
                problems.add(large.problem(name, model.training().batch(), Semantics.place(program, name)));
                problems.throwIfAny();
            }
        }
        return new Compilation(problems.list(), models, sizes, files, tests);
    }

    private static LoweredModel lower(Model model, Options options) {
        ModelGraphs graphs = new ProgramGraphs(options.observe()).of(model);
        return Lowering.lower(model, graphs, options.forceSplit());
    }

    private static String fileName(Source source) {
        String name = source.name();
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }
}
