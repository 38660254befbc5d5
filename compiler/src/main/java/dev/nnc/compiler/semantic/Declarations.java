package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Problems;
import dev.nnc.compiler.diagnostics.Suggestions;
import dev.nnc.compiler.syntax.ast.BlockDeclaration;
import dev.nnc.compiler.syntax.ast.Declaration;
import dev.nnc.compiler.syntax.ast.FunctionDeclaration;
import dev.nnc.compiler.syntax.ast.Identifier;
import dev.nnc.compiler.syntax.ast.ModelDeclaration;
import dev.nnc.compiler.syntax.ast.Parameter;
import dev.nnc.compiler.syntax.ast.Program;
import dev.nnc.compiler.syntax.ast.TrainDeclaration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands at the top of a file, by name; reports names that are declared twice and train blocks without a model. */
final class Declarations {
    private final Map<String, Identifier> names = new LinkedHashMap<>();
    private final Map<String, FunctionDeclaration> functions = new LinkedHashMap<>();
    private final Map<String, BlockDeclaration> blocks = new LinkedHashMap<>();
    private final Map<String, ModelDeclaration> models = new LinkedHashMap<>();
    private final Map<String, TrainDeclaration> trains = new LinkedHashMap<>();
    private final Problems problems;

    Declarations(Program program, Problems problems) {
        this.problems = problems;
        program.declarations().forEach(this::add);
        program.declarations(TrainDeclaration.class).forEach(this::add);
        JavaClasses.check(models.values().stream().map(ModelDeclaration::name).toList(), problems);
    }

    private void add(Declaration declaration) {
        if (declaration instanceof FunctionDeclaration function && isNew(function.name())) {
            functions.put(function.name().text(), function);
            checkParameters(function.parameters());
        } else if (declaration instanceof BlockDeclaration block && isNew(block.name())) {
            blocks.put(block.name().text(), block);
            checkParameters(block.parameters());
        } else if (declaration instanceof ModelDeclaration model && isNew(model.name())) {
            models.put(model.name().text(), model);
            checkParameters(model.parameters());
        }
    }

    private boolean isNew(Identifier name) {
        Identifier first = names.putIfAbsent(name.text(), name);
        if (first != null) {
            problems.add(Problem.error("declared-twice", name.at(), "`" + name + "` is declared twice")
                    .note(first.at(), "it is declared here first"));
        }
        return first == null;
    }

    private void checkParameters(List<Parameter> parameters) {
        Map<String, Identifier> seen = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            Identifier first = seen.putIfAbsent(parameter.name().text(), parameter.name());
            if (first != null) {
                problems.add(Problem.error(
                                "declared-twice",
                                parameter.name().at(),
                                "the parameter `" + parameter.name() + "` is declared twice")
                        .note(first.at(), "it is declared here first"));
            }
        }
    }

    private void add(TrainDeclaration train) {
        String model = train.model().text();
        if (!models.containsKey(model)) {
            problems.add(Problem.error(
                            "unknown-model",
                            train.model().at(),
                            "there is no model `" + model + "` in this file to train")
                    .suggest(Suggestions.didYouMean(model, models.keySet())));
        } else if (trains.putIfAbsent(model, train) != null) {
            problems.add(Problem.error("declared-twice", train.model().at(), "`" + model + "` has two train blocks")
                    .note(trains.get(model).model().at(), "the first is here"));
        }
    }

    Optional<FunctionDeclaration> function(String name) {
        return Optional.ofNullable(functions.get(name));
    }

    Optional<BlockDeclaration> block(String name) {
        return Optional.ofNullable(blocks.get(name));
    }

    Optional<ModelDeclaration> model(String name) {
        return Optional.ofNullable(models.get(name));
    }

    Optional<TrainDeclaration> train(String model) {
        return Optional.ofNullable(trains.get(model));
    }

    /** The names of all functions and blocks. */
    List<String> callables() {
        List<String> all = new ArrayList<>(functions.keySet());
        all.addAll(blocks.keySet());
        return all;
    }

    /** The names of all models. */
    List<String> modelNames() {
        return List.copyOf(models.keySet());
    }
}
