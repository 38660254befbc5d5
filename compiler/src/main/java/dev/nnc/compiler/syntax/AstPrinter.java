package dev.nnc.compiler.syntax;

import dev.nnc.compiler.diagnostics.CompilerBug;
import dev.nnc.compiler.syntax.ast.BlockDeclaration;
import dev.nnc.compiler.syntax.ast.Body;
import dev.nnc.compiler.syntax.ast.Declaration;
import dev.nnc.compiler.syntax.ast.EntryDeclaration;
import dev.nnc.compiler.syntax.ast.FunctionDeclaration;
import dev.nnc.compiler.syntax.ast.Identifier;
import dev.nnc.compiler.syntax.ast.InputDeclaration;
import dev.nnc.compiler.syntax.ast.LayerDeclaration;
import dev.nnc.compiler.syntax.ast.LossDeclaration;
import dev.nnc.compiler.syntax.ast.MetricDeclaration;
import dev.nnc.compiler.syntax.ast.ModelDeclaration;
import dev.nnc.compiler.syntax.ast.Name;
import dev.nnc.compiler.syntax.ast.OutputDeclaration;
import dev.nnc.compiler.syntax.ast.Parameter;
import dev.nnc.compiler.syntax.ast.ParameterDeclaration;
import dev.nnc.compiler.syntax.ast.Program;
import dev.nnc.compiler.syntax.ast.Setting;
import dev.nnc.compiler.syntax.ast.StateDeclaration;
import dev.nnc.compiler.syntax.ast.Statement;
import dev.nnc.compiler.syntax.ast.TargetDeclaration;
import dev.nnc.compiler.syntax.ast.TrainDeclaration;
import dev.nnc.compiler.syntax.ast.ValueDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Turns a syntax tree into its canonical text: one statement a line, four spaces an indent, brackets only where they matter, no
 * comments. Reading that text gives the tree again, up to spans.
 */
public final class AstPrinter {
    private static final int INDENT = 4;

    private final ExpressionPrinter expressions = new ExpressionPrinter(this);

    private AstPrinter() {}

    /** The text of a program, with a line end at its end. */
    public static String print(Program program) {
        AstPrinter printer = new AstPrinter();
        return program.declarations().stream()
                .map(declaration -> printer.declaration(declaration) + "\n")
                .collect(Collectors.joining("\n"));
    }

    private String declaration(Declaration declaration) {
        if (declaration instanceof FunctionDeclaration function) {
            Body body = function.body();
            String head = "function " + function.name() + "(" + parameters(function.parameters()) + ") ";
            return head + (body.statements().isEmpty() ? "= " + expressions.text(body.result(), 0) : body(body, 0));
        }
        if (declaration instanceof BlockDeclaration block) {
            return "block " + block.name() + optional(block.parameters()) + " " + body(block.body(), 0);
        }
        if (declaration instanceof ModelDeclaration model) {
            return "model " + model.name() + optional(model.parameters()) + " " + braces(model.statements(), 0);
        }
        if (declaration instanceof TrainDeclaration train) {
            return "train " + train.model() + " " + settings(train.settings(), 0);
        }
        throw new CompilerBug("no text for " + declaration);
    }

    private String optional(List<Parameter> parameters) {
        return parameters.isEmpty() ? "" : "(" + parameters(parameters) + ")";
    }

    private String parameters(List<Parameter> parameters) {
        return parameters.stream()
                .map(parameter -> parameter.name()
                        + parameter.type().map(type -> ": " + type).orElse("")
                        + parameter
                                .defaultValue()
                                .map(value -> " = " + expressions.text(value, 0))
                                .orElse(""))
                .collect(Collectors.joining(", "));
    }

    private String settings(List<Setting> settings, int indent) {
        List<String> texts = settings.stream()
                .map(setting -> setting(setting, indent + INDENT))
                .toList();
        return lines(texts, indent);
    }

    private String setting(Setting setting, int indent) {
        String own = setting.own().isEmpty() ? "" : " " + settings(setting.own(), indent);
        return setting.name() + " " + expressions.list(setting.values(), indent) + own;
    }

    /** The braces of a block, function, repeat or if, on one line when there are no definitions. */
    String body(Body body, int indent) {
        if (body.statements().isEmpty()) {
            return "{ " + expressions.text(body.result(), indent) + " }";
        }
        List<String> lines = new ArrayList<>();
        body.statements().forEach(statement -> lines.add(statement(statement, indent + INDENT)));
        lines.add(expressions.text(body.result(), indent + INDENT));
        return lines(lines, indent);
    }

    private String braces(List<? extends Statement> statements, int indent) {
        return lines(
                statements.stream()
                        .map(statement -> statement(statement, indent + INDENT))
                        .toList(),
                indent);
    }

    private static String lines(List<String> lines, int indent) {
        String start = "\n" + " ".repeat(indent + INDENT);
        return lines.stream()
                .map(line -> start + line)
                .collect(Collectors.joining("", "{", "\n" + " ".repeat(indent) + "}"));
    }

    private String statement(Statement statement, int indent) {
        if (statement instanceof InputDeclaration input) {
            return "input " + input(input);
        }
        if (statement instanceof TargetDeclaration target) {
            return "target " + target.name() + ": " + expressions.type(target.type());
        }
        if (statement instanceof OutputDeclaration output) {
            return output(output, indent);
        }
        if (statement instanceof ParameterDeclaration parameter) {
            return "parameter " + parameter.name() + ": " + expressions.type(parameter.type()) + " = "
                    + expressions.text(parameter.initialiser(), indent);
        }
        if (statement instanceof LayerDeclaration layer) {
            return "layer " + layer.name() + " = " + expressions.text(layer.layer(), indent);
        }
        if (statement instanceof ValueDefinition value) {
            return value.name() + " = " + expressions.text(value.value(), indent);
        }
        return measuring(statement, indent);
    }

    private String measuring(Statement statement, int indent) {
        if (statement instanceof LossDeclaration loss) {
            String updates = loss.updates().stream().map(Identifier::text).collect(Collectors.joining(", "));
            String value = loss.name().map(name -> name + " = ").orElse("") + expressions.text(loss.value(), indent);
            return "loss " + value + (updates.isEmpty() ? "" : " updates " + updates);
        }
        if (statement instanceof MetricDeclaration metric) {
            return "metric " + metric.name().map(name -> name + " = ").orElse("")
                    + expressions.text(metric.value(), indent);
        }
        if (statement instanceof EntryDeclaration entry) {
            String inputs = entry.inputs().stream().map(this::input).collect(Collectors.joining(", "));
            return "entry " + entry.name() + "(" + inputs + ") " + braces(entry.statements(), indent);
        }
        if (statement instanceof StateDeclaration state) {
            return "state " + state.name() + ": " + state.layer();
        }
        throw new CompilerBug("no text for " + statement);
    }

    private String input(InputDeclaration input) {
        return input.name() + ": " + expressions.type(input.type());
    }

    private String output(OutputDeclaration output, int indent) {
        String head = "output " + output.name()
                + output.of().map(target -> " of " + target).orElse("");
        boolean itself = output.value() instanceof Name name
                && name.text().equals(output.name().text());
        return itself ? head : head + " = " + expressions.text(output.value(), indent);
    }
}
