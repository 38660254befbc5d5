package dev.nnc.compiler.emit;

import com.palantir.javapoet.CodeBlock;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Stmt;
import java.util.ArrayList;
import java.util.List;

/** Kernel statements as Java statements; how expressions are written is the flavour's. */
final class StatementPrinter {
    private final ExpressionPrinter expressions;
    private final KernelNames kernels;
    private final CodeBlock.Builder code = CodeBlock.builder();

    private StatementPrinter(ExpressionPrinter expressions, KernelNames kernels) {
        this.expressions = expressions;
        this.kernels = kernels;
    }

    /** The body of a method. */
    static CodeBlock print(List<Stmt> body, ExpressionPrinter expressions, KernelNames kernels) {
        StatementPrinter printer = new StatementPrinter(expressions, kernels);
        printer.printAll(body, 0);
        return printer.code.build();
    }

    private void printAll(List<Stmt> statements, int depth) {
        for (int i = 0; i < statements.size(); i++) {
            List<Stmt.Var> alike = alike(statements.subList(i, statements.size()));
            if (alike.size() > 1) {
                declare(alike);
                i += alike.size() - 1;
            } else {
                print(statements.get(i), depth);
            }
        }
    }

    /** The variables that statements begin with, as far as they begin with the same value. */
    private static List<Stmt.Var> alike(List<Stmt> statements) {
        List<Stmt.Var> alike = new ArrayList<>();
        for (Stmt statement : statements) {
            boolean same = statement instanceof Stmt.Var next
                    && (alike.isEmpty() || alike.get(0).value().equals(next.value()));
            if (!same) {
                break;
            }
            alike.add((Stmt.Var) statement);
        }
        return alike;
    }

    /** One declaration of several variables, such as the sums of a tile. */
    private void declare(List<Stmt.Var> alike) {
        CodeBlock variables = alike.stream()
                .map(variable ->
                        CodeBlock.of("$L = $L", expressions.name(variable.name()), expressions.code(variable.value())))
                .collect(CodeBlock.joining(",$W"));
        code.addStatement("$T $L", expressions.type(alike.get(0).value().type()), variables);
    }

    private void print(Stmt statement, int depth) {
        if (statement instanceof Stmt.Let let) {
            declare(let.name(), let.value());
        } else if (statement instanceof Stmt.Var variable) {
            declare(variable.name(), variable.value());
        } else if (statement instanceof Stmt.Assign assign) {
            code.addStatement(assignment(assign));
        } else if (statement instanceof Stmt.Store store) {
            code.addStatement("$L", expressions.store(store.array(), store.index(), store.value()));
        } else if (statement instanceof Stmt.For loop) {
            print(loop, depth);
        } else if (statement instanceof Stmt.If branch) {
            code.beginControlFlow("if ($L)", expressions.code(branch.condition()));
            print(branch, depth);
        } else if (statement instanceof Stmt.Call call) {
            code.addStatement("$L($L)", kernels.method(call.kernel()), arguments(call));
        } else if (statement instanceof Stmt.Comment comment) {
            code.add(Comments.lines(comment.text(), depth));
        }
    }

    private void declare(String name, Expr value) {
        code.addStatement(
                "$T $L =$W$L", expressions.type(value.type()), expressions.name(name), expressions.code(value));
    }

    private CodeBlock assignment(Stmt.Assign assign) {
        String name = expressions.name(assign.name());
        boolean number = !assign.value().type().isLanes();
        if (number && assign.value() instanceof Expr.Arithmetic sum && isLocal(sum.left(), assign.name())) {
            return CodeBlock.of("$L $L=$W$L", name, sum.operator().symbol(), expressions.code(sum.right()));
        }
        if (assign.value() instanceof Expr.IntArithmetic sum && isLocal(sum.left(), assign.name())) {
            return CodeBlock.of("$L $L=$W$L", name, sum.operator().symbol(), expressions.code(sum.right()));
        }
        return CodeBlock.of("$L =$W$L", name, expressions.code(assign.value()));
    }

    private static boolean isLocal(Expr expression, String name) {
        return expression instanceof Expr.Local local && local.name().equals(name);
    }

    private void print(Stmt.For loop, int depth) {
        String variable = expressions.name(loop.variable());
        boolean byOne = loop.step() instanceof Expr.IntLiteral step && step.value() == 1;
        CodeBlock next = byOne
                ? CodeBlock.of("$L++", variable)
                : CodeBlock.of("$L += $L", variable, expressions.code(loop.step()));
        Printed end = expressions.print(loop.to());
        code.beginControlFlow(
                "for (int $L = $L;$W$L < $L;$W$L)",
                variable,
                expressions.code(loop.from()),
                variable,
                end.rightOf(Precedence.RELATIONAL),
                next);
        printAll(loop.body(), depth + 1);
        code.endControlFlow();
    }

    private void print(Stmt.If branch, int depth) {
        printAll(branch.yes(), depth + 1);
        if (branch.no().size() == 1 && branch.no().get(0) instanceof Stmt.If next) {
            code.nextControlFlow("else if ($L)", expressions.code(next.condition()));
            print(next, depth);
            return;
        }
        if (!branch.no().isEmpty()) {
            code.nextControlFlow("else");
            printAll(branch.no(), depth + 1);
        }
        code.endControlFlow();
    }

    private CodeBlock arguments(Stmt.Call call) {
        return call.arguments().stream().map(this::argument).collect(CodeBlock.joining(",$W"));
    }

    private CodeBlock argument(Stmt.Argument argument) {
        return argument instanceof Stmt.Argument.Value value
                ? expressions.code(value.value())
                : CodeBlock.of("$L", expressions.name(((Stmt.Argument.Array) argument).name()));
    }
}
