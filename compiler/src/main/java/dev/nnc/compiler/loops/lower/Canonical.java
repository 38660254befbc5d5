package dev.nnc.compiler.loops.lower;

import dev.nnc.compiler.diagnostics.CompilerBug;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Kernel;
import dev.nnc.compiler.loops.kernel.Stmt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The structure of a kernel as a text, in which names are numbers: kernels that differ in names and comments alone have the
 * same, and so have those of which one names a value that the other computes where it is used. Every operator stands before its
 * operands and lists end with a bracket, so that no two structures read alike.
 */
final class Canonical {
    private final Map<String, Integer> names = new HashMap<>();
    private final Map<String, Integer> mentions = new HashMap<>();
    private final Map<String, Stmt> lastMention = new HashMap<>();
    private final Map<String, Expr> inPlace = new HashMap<>();
    private final StringBuilder text = new StringBuilder();
    /** What the first reading of a kernel has found; null in that one. */
    private final Canonical asWritten;

    private Stmt current;

    private Canonical(Canonical asWritten) {
        this.asWritten = asWritten;
    }

    static String of(Kernel kernel) {
        Canonical asWritten = new Canonical(null);
        asWritten.kernel(kernel);
        Canonical canonical = new Canonical(asWritten);
        canonical.kernel(kernel);
        return canonical.text.toString();
    }

    private void kernel(Kernel kernel) {
        kernel.parameters().forEach(parameter -> word(parameter.kind()).name(parameter.name()));
        statements(kernel.body());
    }

    private Canonical word(String word) {
        text.append(word).append(' ');
        return this;
    }

    private Canonical word(Enum<?> word) {
        return word(word.name());
    }

    private Canonical word(int number) {
        text.append(number).append(' ');
        return this;
    }

    private Canonical name(String name) {
        mentions.merge(name, 1, Integer::sum);
        lastMention.put(name, current);
        Integer known = names.putIfAbsent(name, names.size());
        return known == null ? word(names.size() - 1) : word(known.intValue());
    }

    private void statements(List<Stmt> body) {
        for (int i = 0; i < body.size(); i++) {
            Stmt statement = body.get(i);
            if (i + 1 < body.size() && statement instanceof Stmt.Let let && isForNext(let, body.get(i + 1))) {
                inPlace.put(let.name(), let.value());
            } else {
                current = statement;
                statement(statement);
            }
        }
        word("]");
    }

    /** Whether a value is named for the statement behind it alone, which reads it once: nothing is stored in between. */
    private boolean isForNext(Stmt.Let let, Stmt next) {
        boolean simple = !(next instanceof Stmt.For) && !(next instanceof Stmt.If);
        return asWritten != null
                && simple
                && asWritten.mentions.get(let.name()) == 2
                && asWritten.lastMention.get(let.name()) == next;
    }

    private void statement(Stmt statement) {
        if (statement instanceof Stmt.Let let) {
            word("let").name(let.name()).expr(let.value());
        } else if (statement instanceof Stmt.Var var) {
            word("var").name(var.name()).expr(var.value());
        } else if (statement instanceof Stmt.Assign assign) {
            word("assign").name(assign.name()).expr(assign.value());
        } else if (statement instanceof Stmt.Store store) {
            word("store").name(store.array()).expr(store.index()).expr(store.value());
        } else if (statement instanceof Stmt.For loop) {
            word("for")
                    .name(loop.variable())
                    .expr(loop.from())
                    .expr(loop.to())
                    .expr(loop.step())
                    .statements(loop.body());
        } else if (statement instanceof Stmt.If branch) {
            word("if").expr(branch.condition()).statements(branch.yes());
            statements(branch.no());
        } else if (statement instanceof Stmt.Call call) {
            word("call").word(call.kernel());
            call.arguments().forEach(this::argument);
            word("]");
        }
    }

    private void argument(Stmt.Argument argument) {
        if (argument instanceof Stmt.Argument.Array array) {
            word("array").name(array.name());
        } else if (argument instanceof Stmt.Argument.Value value) {
            word("value").expr(value.value());
        }
    }

    private Canonical expr(Expr expr) {
        if (expr instanceof Expr.Local local && inPlace.containsKey(local.name())) {
            return expr(inPlace.get(local.name()));
        } else if (expr instanceof Expr.Local local) {
            return name(local.name()).word(local.type());
        } else if (expr instanceof Expr.IntLiteral literal) {
            return word("#").word(literal.value());
        } else if (expr instanceof Expr.FloatLiteral literal) {
            return word("bits").word(Float.floatToRawIntBits(literal.value()));
        } else if (expr instanceof Expr.Element element) {
            return word("element").name(element.array()).expr(element.index()).word(element.type());
        } else if (expr instanceof Expr.Load load) {
            return word("load").name(load.array()).expr(load.index());
        } else if (expr instanceof Expr.IntArithmetic op) {
            return word("int").word(op.operator()).expr(op.left()).expr(op.right());
        } else if (expr instanceof Expr.Arithmetic op) {
            return word(op.operator()).expr(op.left()).expr(op.right());
        } else if (expr instanceof Expr.Logic op) {
            return word("logic").word(op.operator()).expr(op.left()).expr(op.right());
        } else if (expr instanceof Expr.Comparison op) {
            return word(op.relation()).expr(op.left()).expr(op.right());
        } else if (expr instanceof Expr.Fma fma) {
            return word("fma").expr(fma.factor()).expr(fma.other()).expr(fma.addend());
        } else if (expr instanceof Expr.Choice choice) {
            return word("?").expr(choice.condition()).expr(choice.yes()).expr(choice.no());
        }
        return unary(expr);
    }

    private Canonical unary(Expr expr) {
        if (expr instanceof Expr.LaneCount) {
            return word("lanes");
        } else if (expr instanceof Expr.Splat splat) {
            return word("splat").expr(splat.value());
        } else if (expr instanceof Expr.Unary op) {
            return word(op.function()).expr(op.operand());
        } else if (expr instanceof Expr.Bits bits) {
            return word("raw").expr(bits.value());
        } else if (expr instanceof Expr.FromBits bits) {
            return word("float").expr(bits.bits());
        } else if (expr instanceof Expr.ToFloat number) {
            return word("to float").expr(number.value());
        } else if (expr instanceof Expr.ToInt number) {
            return word("to int").expr(number.value());
        }
        throw new CompilerBug("a kernel's structure does not know " + expr);
    }
}
