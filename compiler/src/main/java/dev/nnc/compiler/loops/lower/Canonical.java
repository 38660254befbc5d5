package dev.nnc.compiler.loops.lower;

import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Kernel;
import dev.nnc.compiler.loops.kernel.Stmt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A kernel with names by number, so that kernels that differ in names alone are equal. */
final class Canonical {
    private final Map<String, String> names = new HashMap<>();

    private Canonical() {}

    static Kernel of(Kernel kernel) {
        Canonical canonical = new Canonical();
        List<Kernel.Parameter> parameters = kernel.parameters().stream()
                .map(parameter -> new Kernel.Parameter(parameter.kind(), canonical.name(parameter.name())))
                .toList();
        return new Kernel("", List.of(), parameters, canonical.statements(kernel.body()));
    }

    private String name(String name) {
        return names.computeIfAbsent(name, fresh -> "v" + names.size());
    }

    private List<Stmt> statements(List<Stmt> body) {
        return body.stream()
                .filter(statement -> !(statement instanceof Stmt.Comment))
                .map(this::statement)
                .toList();
    }

    private Stmt statement(Stmt statement) {
        if (statement instanceof Stmt.Let let) {
            return new Stmt.Let(name(let.name()), expr(let.value()));
        } else if (statement instanceof Stmt.Var var) {
            return new Stmt.Var(name(var.name()), expr(var.value()));
        } else if (statement instanceof Stmt.Assign assign) {
            return new Stmt.Assign(name(assign.name()), expr(assign.value()));
        } else if (statement instanceof Stmt.Store store) {
            return new Stmt.Store(name(store.array()), expr(store.index()), expr(store.value()));
        } else if (statement instanceof Stmt.For loop) {
            return new Stmt.For(
                    name(loop.variable()),
                    expr(loop.from()),
                    expr(loop.to()),
                    expr(loop.step()),
                    statements(loop.body()));
        } else if (statement instanceof Stmt.If branch) {
            return new Stmt.If(expr(branch.condition()), statements(branch.yes()), statements(branch.no()));
        } else if (statement instanceof Stmt.Call call) {
            return new Stmt.Call(
                    call.kernel(), call.arguments().stream().map(this::argument).toList());
        }
        return statement;
    }

    private Stmt.Argument argument(Stmt.Argument argument) {
        if (argument instanceof Stmt.Argument.Array array) {
            return new Stmt.Argument.Array(name(array.name()));
        }
        return new Stmt.Argument.Value(expr(((Stmt.Argument.Value) argument).value()));
    }

    private Expr expr(Expr expr) {
        if (expr instanceof Expr.Local local) {
            return new Expr.Local(name(local.name()), local.type());
        } else if (expr instanceof Expr.Element element) {
            return new Expr.Element(name(element.array()), expr(element.index()), element.type());
        } else if (expr instanceof Expr.Load load) {
            return new Expr.Load(name(load.array()), expr(load.index()));
        } else if (expr instanceof Expr.IntArithmetic op) {
            return new Expr.IntArithmetic(op.operator(), expr(op.left()), expr(op.right()));
        } else if (expr instanceof Expr.Arithmetic op) {
            return new Expr.Arithmetic(op.operator(), expr(op.left()), expr(op.right()));
        } else if (expr instanceof Expr.Logic op) {
            return new Expr.Logic(op.operator(), expr(op.left()), expr(op.right()));
        } else if (expr instanceof Expr.Comparison op) {
            return new Expr.Comparison(op.relation(), expr(op.left()), expr(op.right()));
        }
        return unary(expr);
    }

    private Expr unary(Expr expr) {
        if (expr instanceof Expr.Splat splat) {
            return new Expr.Splat(expr(splat.value()));
        } else if (expr instanceof Expr.Fma fma) {
            return new Expr.Fma(expr(fma.factor()), expr(fma.other()), expr(fma.addend()));
        } else if (expr instanceof Expr.Unary op) {
            return new Expr.Unary(op.function(), expr(op.operand()));
        } else if (expr instanceof Expr.Choice choice) {
            return new Expr.Choice(expr(choice.condition()), expr(choice.yes()), expr(choice.no()));
        } else if (expr instanceof Expr.Bits bits) {
            return new Expr.Bits(expr(bits.value()));
        } else if (expr instanceof Expr.FromBits bits) {
            return new Expr.FromBits(expr(bits.bits()));
        } else if (expr instanceof Expr.ToFloat number) {
            return new Expr.ToFloat(expr(number.value()));
        } else if (expr instanceof Expr.ToInt number) {
            return new Expr.ToInt(expr(number.value()));
        }
        return expr;
    }
}
