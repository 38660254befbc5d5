package dev.nnc.compiler.syntax;

import dev.nnc.compiler.diagnostics.CompilerBug;
import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.syntax.ast.BlockDeclaration;
import dev.nnc.compiler.syntax.ast.Body;
import dev.nnc.compiler.syntax.ast.Declaration;
import dev.nnc.compiler.syntax.ast.Expression;
import dev.nnc.compiler.syntax.ast.FunctionDeclaration;
import dev.nnc.compiler.syntax.ast.Identifier;
import dev.nnc.compiler.syntax.ast.ModelDeclaration;
import dev.nnc.compiler.syntax.ast.ModelStatement;
import dev.nnc.compiler.syntax.ast.Parameter;
import dev.nnc.compiler.syntax.ast.Program;
import dev.nnc.compiler.syntax.ast.Setting;
import dev.nnc.compiler.syntax.ast.TrainDeclaration;
import dev.nnc.grammar.NnParser;
import java.util.List;
import java.util.Optional;

/** Turns ANTLR's tree of a file into its {@link Program}; what the parser dropped is left out. */
final class ProgramBuilder {
    private final Places places;
    private final Reading reading;
    private final ExpressionBuilder expressions;
    private final StatementBuilder statements;

    ProgramBuilder(Places places, SyntaxReports reports) {
        this.places = places;
        this.reading = new Reading(places, reports);
        this.expressions = new ExpressionBuilder(places, reading);
        this.statements = new StatementBuilder(places, reading, expressions);
    }

    Program program(NnParser.ProgramContext context) {
        List<Declaration> declarations =
                reading.lines(context.declarationLine(), line -> declaration(line.declaration()));
        return new Program(declarations, places.whole());
    }

    private Declaration declaration(NnParser.DeclarationContext context) {
        Span at = places.of(context);
        if (context instanceof NnParser.FunctionContext function) {
            Body body = function.body() == null ? plain(function.expression()) : expressions.body(function.body());
            return new FunctionDeclaration(
                    reading.declared(function.name()), parameters(function.parameters()), body, at);
        }
        if (context instanceof NnParser.BlockContext block) {
            Identifier name = reading.declared(block.name());
            return new BlockDeclaration(name, optional(block.parameters()), expressions.body(block.body()), at);
        }
        if (context instanceof NnParser.ModelContext model) {
            List<ModelStatement> lines =
                    reading.lines(model.modelBody().modelLine(), line -> statements.ofModel(line.modelStatement()));
            return new ModelDeclaration(reading.declared(model.name()), optional(model.parameters()), lines, at);
        }
        if (context instanceof NnParser.TrainContext train) {
            return new TrainDeclaration(reading.named(train.name()), settings(train.trainBody()), at);
        }
        throw new CompilerBug("no such declaration: " + context.getClass());
    }

    /** A function that is one expression. */
    private Body plain(NnParser.ExpressionContext context) {
        Expression result = expressions.expression(context);
        return new Body(List.of(), result, places.of(context));
    }

    private List<Parameter> optional(NnParser.ParametersContext context) {
        return context == null ? List.of() : parameters(context);
    }

    private List<Parameter> parameters(NnParser.ParametersContext context) {
        return context.parameter().stream().map(this::parameter).toList();
    }

    private Parameter parameter(NnParser.ParameterContext context) {
        Optional<Identifier> type = Optional.ofNullable(context.name(1)).map(reading::named);
        Optional<Expression> value = Optional.ofNullable(context.expression()).map(expressions::expression);
        return new Parameter(reading.declared(context.name(0)), type, value, places.of(context));
    }

    private List<Setting> settings(NnParser.TrainBodyContext context) {
        return reading.lines(context.settingLine(), line -> setting(line.setting()));
    }

    private Setting setting(NnParser.SettingContext context) {
        List<Expression> values =
                context.expression().stream().map(expressions::expression).toList();
        List<Setting> own = context.trainBody() == null ? List.of() : settings(context.trainBody());
        return new Setting(reading.named(context.name()), values, own, places.of(context));
    }
}
