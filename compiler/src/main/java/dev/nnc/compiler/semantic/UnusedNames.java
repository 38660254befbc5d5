package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Problems;
import dev.nnc.compiler.syntax.ast.BlockDeclaration;
import dev.nnc.compiler.syntax.ast.Body;
import dev.nnc.compiler.syntax.ast.FunctionDeclaration;
import dev.nnc.compiler.syntax.ast.Identifier;
import dev.nnc.compiler.syntax.ast.LayerDeclaration;
import dev.nnc.compiler.syntax.ast.ModelDeclaration;
import dev.nnc.compiler.syntax.ast.Parameter;
import dev.nnc.compiler.syntax.ast.ParameterDeclaration;
import dev.nnc.compiler.syntax.ast.Program;
import dev.nnc.compiler.syntax.ast.Setting;
import dev.nnc.compiler.syntax.ast.Statement;
import dev.nnc.compiler.syntax.ast.TrainDeclaration;
import dev.nnc.compiler.syntax.ast.ValueDefinition;
import java.util.List;
import java.util.Set;

/** Warns of names that are declared and then used nowhere. Inputs and targets are {@link Completeness}'s affair. */
final class UnusedNames {
    private final Problems problems;

    private UnusedNames(Problems problems) {
        this.problems = problems;
    }

    /** Reports the unused names of a file. */
    static void check(Program program, Problems problems) {
        UnusedNames unused = new UnusedNames(problems);
        NameUses everywhere = new NameUses();
        program.declarations(FunctionDeclaration.class).forEach(function -> {
            unused.check(function.parameters(), function.body());
            everywhere.add(function.body());
        });
        program.declarations(BlockDeclaration.class).forEach(block -> {
            unused.check(block.parameters(), block.body());
            everywhere.add(block.body());
        });
        program.declarations(ModelDeclaration.class).forEach(model -> {
            unused.check(model, program);
            model.statements().forEach(everywhere::add);
        });
        program.declarations(FunctionDeclaration.class)
                .forEach(function -> unused.warn("the function ", function.name(), everywhere.names()));
        program.declarations(BlockDeclaration.class)
                .forEach(block -> unused.warn("the block ", block.name(), everywhere.names()));
    }

    private void check(List<Parameter> parameters, Body body) {
        NameUses uses = new NameUses();
        uses.addDefaults(parameters);
        uses.add(body);
        warnParameters(parameters, uses.names());
        body.statements().forEach(statement -> warn(statement, uses.names()));
    }

    private void check(ModelDeclaration model, Program program) {
        NameUses uses = new NameUses();
        uses.addDefaults(model.parameters());
        model.statements().forEach(uses::add);
        for (TrainDeclaration train : program.declarations(TrainDeclaration.class)) {
            for (Setting setting : train.settings()) {
                setting.values().forEach(uses::add);
            }
        }
        warnParameters(model.parameters(), uses.names());
        model.statements().forEach(statement -> warn(statement, uses.names()));
    }

    private void warnParameters(List<Parameter> parameters, Set<String> uses) {
        parameters.forEach(parameter -> warn("the parameter ", parameter.name(), uses));
    }

    private void warn(Statement statement, Set<String> uses) {
        if (statement instanceof ValueDefinition value) {
            warn("", value.name(), uses);
        } else if (statement instanceof LayerDeclaration layer) {
            warn("the layer ", layer.name(), uses);
        } else if (statement instanceof ParameterDeclaration parameter) {
            warn("the parameter ", parameter.name(), uses);
        }
    }

    private void warn(String what, Identifier name, Set<String> uses) {
        if (!uses.contains(name.text())) {
            problems.add(Problem.warning("unused", name.at(), what + "`" + name + "` is never used"));
        }
    }
}
