package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Problems;
import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.diagnostics.Suggestions;
import dev.nnc.compiler.semantic.builtin.Rejection;
import dev.nnc.compiler.semantic.constant.Rational;
import dev.nnc.compiler.syntax.ast.ModelDeclaration;
import dev.nnc.compiler.syntax.ast.Parameter;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters of a model as constants: what was set from outside, or else their defaults. */
final class ModelParameters {
    private static final List<String> TYPES = List.of("int", "float", "bool");

    private final ModelDeclaration model;
    private final Map<String, Meaning> values = new LinkedHashMap<>();

    private ModelParameters(ModelDeclaration model) {
        this.model = model;
    }

    /**
     * Works out a model's parameters.
     *
     * @param settings texts by parameter name, as given to {@code --set}
     */
    static ModelParameters of(
            ModelDeclaration model, Map<String, String> settings, Context context, Problems problems) {
        ModelParameters parameters = new ModelParameters(model);
        for (Parameter parameter : model.parameters()) {
            String name = parameter.name().text();
            try {
                Meaning value = parameters.value(parameter, Optional.ofNullable(settings.get(name)), context);
                parameters.values.put(name, value);
                context.scope().bind(name, value, parameter.name().at());
            } catch (Rejection rejection) {
                problems.add(rejection.problem());
                parameters.values.put(name, new Meaning.Unknown());
                context.scope()
                        .bind(name, new Meaning.Unknown(), parameter.name().at());
            } catch (Abandoned abandoned) {
                parameters.values.put(name, new Meaning.Unknown());
                context.scope()
                        .bind(name, new Meaning.Unknown(), parameter.name().at());
            }
        }
        for (String name : settings.keySet()) {
            if (!parameters.values.containsKey(name)) {
                problems.add(Problem.error(
                                "unknown-parameter",
                                model.name().at(),
                                "`" + model.name() + "` has no parameter `" + name + "` to set")
                        .suggest(Suggestions.didYouMean(name, parameters.values.keySet())));
            }
        }
        return parameters;
    }

    private Meaning value(Parameter parameter, Optional<String> setting, Context context) {
        Optional<Meaning> usual = parameter.defaultValue().map(value -> new Evaluator().evaluate(value, context));
        String type = type(parameter, usual);
        usual.ifPresent(value -> check(parameter, type, value, parameter.at()));
        if (setting.isEmpty()) {
            return usual.orElseThrow(() -> new Rejection(
                    Problem.error("parameter-not-set", parameter.at(), "`" + parameter.name() + "` has no value")
                            .suggest("set it with `--set " + parameter.name() + "=...`, or give it a default")));
        }
        Meaning value = read(setting.get(), parameter);
        check(parameter, type, value, parameter.at());
        return value;
    }

    private static String type(Parameter parameter, Optional<Meaning> usual) {
        if (parameter.type().isEmpty()) {
            return usual.filter(Meaning.Truth.class::isInstance).isPresent() ? "bool" : "float";
        }
        String type = parameter.type().get().text();
        if (!TYPES.contains(type)) {
            throw new Rejection(Problem.error(
                            "unknown-type",
                            parameter.type().get().at(),
                            "there is no type `" + type + "` of parameters")
                    .suggest(Suggestions.didYouMean(type, TYPES)
                            .or(() -> Optional.of("there are `int`, `float` and `bool`"))));
        }
        return type;
    }

    private static void check(Parameter parameter, String type, Meaning value, Span at) {
        String what = "the parameter `" + parameter.name() + "`";
        switch (type) {
            case "int" -> Constants.integer(what, value, at);
            case "bool" -> Constants.truth(what, value, at);
            default -> Constants.number(what, value, at);
        }
    }

    private static Meaning read(String text, Parameter parameter) {
        if (text.equals("true") || text.equals("false")) {
            return new Meaning.Truth(text.equals("true"));
        }
        try {
            BigDecimal number = new BigDecimal(text);
            if (Math.abs((long) number.precision() - number.scale()) > 400 || Math.abs((long) number.scale()) > 400) {
                throw new NumberFormatException(text);
            }
            return new Meaning.Number(Rational.of(number));
        } catch (NumberFormatException notOne) {
            throw new Rejection(Problem.error(
                    "bad-setting",
                    parameter.at(),
                    "`" + text + "` is no value for the parameter `" + parameter.name() + "`"));
        }
    }

    /** Makes the constants known in a scope. */
    void bind(Scope scope) {
        for (Parameter parameter : model.parameters()) {
            scope.bind(
                    parameter.name().text(),
                    values.get(parameter.name().text()),
                    parameter.name().at());
        }
    }
}
