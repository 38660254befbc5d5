package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.ir.model.Schedule;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Optimizer;
import dev.nnc.compiler.semantic.builtin.Rejection;
import dev.nnc.compiler.syntax.ast.Argument;
import dev.nnc.compiler.syntax.ast.Call;
import dev.nnc.compiler.syntax.ast.Expression;
import dev.nnc.compiler.syntax.ast.Identifier;
import dev.nnc.compiler.syntax.ast.Name;
import dev.nnc.compiler.syntax.ast.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes optimizers of what a train block says. */
final class OptimizerCalls {
    private final Evaluator evaluator;
    private final Context context;

    OptimizerCalls(Evaluator evaluator, Context context) {
        this.evaluator = evaluator;
        this.context = context;
    }

    /** The optimizer of an expression such as {@code adam(rate = 1e-3)}. */
    Optimizer of(Expression written) {
        return evaluator
                .callables()
                .builtins()
                .named(context.tracing().facts().library().optimizers(), "an optimizer", written, context);
    }

    /** The same optimizer with a group's settings in the place of its own. */
    Optimizer of(Expression written, Group group) {
        Identifier callee = written instanceof Call call ? call.callee() : callee((Name) written);
        List<Formal> formals = context.tracing()
                .facts()
                .library()
                .optimizers()
                .get(callee.text())
                .formals();
        Set<String> replaced =
                group.settings().stream().map(setting -> setting.name().text()).collect(Collectors.toSet());
        List<Argument> arguments = new ArrayList<>();
        int position = 0;
        for (Argument argument : written instanceof Call call ? call.arguments() : List.<Argument>of()) {
            Identifier name = argument instanceof Argument.Named named
                    ? named.name()
                    : new Identifier(formals.get(position++).name(), argument.at());
            if (!replaced.contains(name.text())) {
                arguments.add(new Argument.Named(name, argument.value(), argument.at()));
            }
        }
        for (Setting setting : group.settings()) {
            arguments.add(new Argument.Named(setting.name(), setting.values().get(0), setting.at()));
        }
        Optimizer optimizer = of(new Call(callee, arguments, written.at()));
        check(optimizer, of(written), group);
        return optimizer;
    }

    private static Identifier callee(Name name) {
        return new Identifier(name.text(), name.at());
    }

    private static void check(Optimizer optimizer, Optimizer usual, Group group) {
        if (optimizer.scope() == Optimizer.Scope.PHASE) {
            throw new Rejection(Problem.error(
                    "group-of-a-whole",
                    group.at(),
                    "this optimizer looks at all weights of a loss as one vector, so that there can be no groups"));
        }
        for (Setting setting : group.settings()) {
            boolean number = setting.name().text().equals("rate")
                    || optimizer.settings().containsKey(setting.name().text())
                    || usual.settings().containsKey(setting.name().text());
            boolean scheduled = setting.name().text().equals("rate")
                    && !optimizer.rate().schedule().equals(Schedule.CONSTANT);
            if (scheduled) {
                throw new Rejection(Problem.error(
                                "scheduled-group",
                                setting.values().get(0).at(),
                                "the `rate` of a group must be a number")
                        .suggest("it follows the schedule of the optimizer's rate, in proportion"));
            }
            if (!number) {
                throw new Rejection(Problem.error(
                        "fixed-in-groups",
                        setting.name().at(),
                        "`" + setting.name() + "` is the same for all weights"));
            }
        }
    }
}
