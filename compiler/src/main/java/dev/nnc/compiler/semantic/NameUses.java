package dev.nnc.compiler.semantic;

import dev.nnc.compiler.syntax.ast.Argument;
import dev.nnc.compiler.syntax.ast.Binary;
import dev.nnc.compiler.syntax.ast.Body;
import dev.nnc.compiler.syntax.ast.BodyStatement;
import dev.nnc.compiler.syntax.ast.Call;
import dev.nnc.compiler.syntax.ast.ClassType;
import dev.nnc.compiler.syntax.ast.Classes;
import dev.nnc.compiler.syntax.ast.Conditional;
import dev.nnc.compiler.syntax.ast.Dimension;
import dev.nnc.compiler.syntax.ast.EntryDeclaration;
import dev.nnc.compiler.syntax.ast.Expression;
import dev.nnc.compiler.syntax.ast.InputDeclaration;
import dev.nnc.compiler.syntax.ast.LayerDeclaration;
import dev.nnc.compiler.syntax.ast.ListLiteral;
import dev.nnc.compiler.syntax.ast.LossDeclaration;
import dev.nnc.compiler.syntax.ast.Member;
import dev.nnc.compiler.syntax.ast.MetricDeclaration;
import dev.nnc.compiler.syntax.ast.Name;
import dev.nnc.compiler.syntax.ast.OutputDeclaration;
import dev.nnc.compiler.syntax.ast.Parameter;
import dev.nnc.compiler.syntax.ast.ParameterDeclaration;
import dev.nnc.compiler.syntax.ast.Pipeline;
import dev.nnc.compiler.syntax.ast.Repeat;
import dev.nnc.compiler.syntax.ast.StateDeclaration;
import dev.nnc.compiler.syntax.ast.Statement;
import dev.nnc.compiler.syntax.ast.TargetDeclaration;
import dev.nnc.compiler.syntax.ast.Type;
import dev.nnc.compiler.syntax.ast.Unary;
import dev.nnc.compiler.syntax.ast.ValueDefinition;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Collects the names that a part of a program uses, in taken branches and others. */
final class NameUses {
    private final Set<String> names = new TreeSet<>();

    /** The names so far. */
    Set<String> names() {
        return names;
    }

    void add(Statement statement) {
        if (statement instanceof InputDeclaration input) {
            add(input.type());
        } else if (statement instanceof TargetDeclaration target) {
            add(target.type());
        } else if (statement instanceof StateDeclaration state) {
            names.add(state.layer().text());
        } else if (statement instanceof EntryDeclaration entry) {
            entry.inputs().forEach(this::add);
            entry.statements().forEach(this::add);
        } else if (statement instanceof LossDeclaration loss) {
            add(loss.value());
            loss.updates().forEach(layer -> names.add(layer.text()));
        } else if (statement instanceof MetricDeclaration metric) {
            add(metric.value());
        } else if (statement instanceof OutputDeclaration output) {
            add(output.value());
        } else {
            addDefinition((BodyStatement) statement);
        }
    }

    private void addDefinition(BodyStatement statement) {
        if (statement instanceof ValueDefinition value) {
            add(value.value());
        } else if (statement instanceof LayerDeclaration layer) {
            add(layer.layer());
        } else if (statement instanceof ParameterDeclaration parameter) {
            add(parameter.type());
            add(parameter.initialiser());
        }
    }

    void addDefaults(List<Parameter> parameters) {
        parameters.forEach(parameter -> parameter.defaultValue().ifPresent(this::add));
    }

    void add(Body body) {
        body.statements().forEach(this::addDefinition);
        add(body.result());
    }

    private void add(Type type) {
        for (Dimension dimension : type.dimensions()) {
            add(dimension instanceof Dimension.Size size ? size.size() : ((Dimension.Varying) dimension).limit());
        }
        if (type instanceof ClassType classes && classes.classes() instanceof Classes.Count count) {
            add(count.count());
        }
    }

    void add(Expression expression) {
        if (expression instanceof Name name) {
            names.add(name.text());
        } else if (expression instanceof Member member) {
            add(member.owner());
        } else if (expression instanceof Unary unary) {
            add(unary.operand());
        } else if (expression instanceof Binary binary) {
            add(binary.left());
            add(binary.right());
        } else if (expression instanceof Call call) {
            names.add(call.callee().text());
            call.arguments().stream().map(Argument::value).forEach(this::add);
        } else if (expression instanceof ListLiteral list) {
            list.elements().forEach(this::add);
        } else {
            addFlow(expression);
        }
    }

    private void addFlow(Expression expression) {
        if (expression instanceof Pipeline pipeline) {
            add(pipeline.input());
            pipeline.steps().forEach(this::add);
        } else if (expression instanceof Repeat repeat) {
            add(repeat.count());
            add(repeat.body());
        } else if (expression instanceof Conditional conditional) {
            add(conditional.condition());
            add(conditional.then());
            add(conditional.otherwise());
        }
    }
}
