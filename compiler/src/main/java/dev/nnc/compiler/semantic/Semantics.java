package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Problems;
import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.diagnostics.Suggestions;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.syntax.ast.Identifier;
import dev.nnc.compiler.syntax.ast.ModelDeclaration;
import dev.nnc.compiler.syntax.ast.Program;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The way from a syntax tree to checked models. */
public final class Semantics {
    private Semantics() {}

    /** The names of a file's models, in order. */
    public static List<String> models(Program program) {
        return program.declarations(ModelDeclaration.class).stream()
                .map(model -> model.name().text())
                .toList();
    }

    /** The same; a file without a model is a mistake, as there is nothing that it could be part of. */
    public static List<String> models(Program program, Problems problems) {
        List<String> models = models(program);
        if (models.isEmpty()) {
            problems.add(Problem.error(
                            "no-model",
                            program.at().source().span(0, 0),
                            "there is no model in this file: nothing to compile")
                    .suggest("functions and blocks are used by the models of their own file: `model NAME { ... }`"));
        }
        return models;
    }

    /** Where a model's name stands. */
    public static Span place(Program program, String model) {
        return program.declarations(ModelDeclaration.class).stream()
                .map(ModelDeclaration::name)
                .filter(name -> name.text().equals(model))
                .map(Identifier::at)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Checks one model of a file and builds its graphs.
     *
     * @param model the name of the model
     * @param parameters texts for parameters of the model, in the place of their defaults
     * @param problems receives all mistakes, and warnings
     * @throws dev.nnc.compiler.diagnostics.CompilationFailed when there are mistakes in this model; those of others do not count
     */
    public static Model elaborate(Program program, String model, Map<String, String> parameters, Problems problems) {
        Problems own = new Problems();
        try {
            return checked(program, model, parameters, own);
        } finally {
            own.list().forEach(problems::add);
        }
    }

    private static Model checked(Program program, String model, Map<String, String> parameters, Problems problems) {
        Declarations declarations = new Declarations(program, problems);
        Optional<ModelDeclaration> declared = declarations.model(model);
        if (declared.isEmpty()) {
            List<String> known = declarations.modelNames();
            problems.add(Problem.error(
                            "unknown-model",
                            program.at().source().span(0, 0),
                            "there is no model `" + model + "` in this file")
                    .suggest(Suggestions.didYouMean(model, known)));
        }
        problems.throwIfAny();
        UnusedNames.check(program, problems);
        ModelFacts facts = new ModelFacts(StandardLibrary.LIBRARY, declarations, problems);
        return new ModelElaborator(facts, declared.get()).elaborate(parameters);
    }
}
