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
 * operands and lists have an end, so that no two structures read alike.
 */
final class Canonical {
    private final Map<String, Mentions> names = new HashMap<>();
    private final Map<String, Expr> inPlace = new HashMap<>();
    private final StringBuilder text = new StringBuilder();

    /** What the first reading of a kernel has found; null in that one. */
    private final Canonical asWritten;

    private Stmt current;

    /** What a place in the text that takes more than one thing holds. */
    private enum Word {
        LET,
        VAR,
        ASSIGN,
        STORE,
        FOR,
        IF,
        CALL,
        ARRAY,
        VALUE,
        END,
        LOCAL,
        INT_LITERAL,
        FLOAT_LITERAL,
        ELEMENT,
        LOAD,
        INT_ARITHMETIC,
        ARITHMETIC,
        LOGIC,
        COMPARISON,
        FMA,
        CHOICE,
        LANES,
        SPLAT,
        UNARY,
        BITS,
        FROM_BITS,
        SWAPPED_LANES,
        LANE_BIT,
        TO_FLOAT,
        TO_INT
    }

    /** The number that stands for a name, how often the name stands in the kernel, and where last. */
    private static final class Mentions {
        final int number;
        int count;
        Stmt last;

        Mentions(int number) {
            this.number = number;
        }
    }

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
        number(kernel.parameters().size());
        kernel.parameters().forEach(parameter -> word(parameter.kind()).name(parameter.name()));
        statements(kernel.body());
    }

    private Canonical word(Enum<?> word) {
        return character(word.ordinal());
    }

    private Canonical number(int number) {
        return character(number >>> 16).character(number);
    }

    /** The first look at a kernel counts mentions and needs no text. */
    private Canonical character(int low16) {
        if (asWritten != null) {
            text.append((char) low16);
        }
        return this;
    }

    private Canonical callee(String kernel) {
        number(kernel.length());
        kernel.chars().forEach(this::character);
        return this;
    }

    private Canonical name(String name) {
        Mentions mentions = names.get(name);
        if (mentions == null) {
            mentions = new Mentions(names.size());
            names.put(name, mentions);
        }
        mentions.count++;
        mentions.last = current;
        return number(mentions.number);
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
        word(Word.END);
    }

    /** Whether a value is named for the statement behind it alone, which reads it once: nothing is stored in between. */
    private boolean isForNext(Stmt.Let let, Stmt next) {
        boolean simple = !(next instanceof Stmt.For) && !(next instanceof Stmt.If);
        if (asWritten == null || !simple) {
            return false;
        }
        Mentions mentions = asWritten.names.get(let.name());
        return mentions.count == 2 && mentions.last == next;
    }

    private void statement(Stmt statement) {
        if (statement instanceof Stmt.Let let) {
            word(Word.LET).name(let.name()).expr(let.value());
        } else if (statement instanceof Stmt.Var var) {
            word(Word.VAR).name(var.name()).expr(var.value());
        } else if (statement instanceof Stmt.Assign assign) {
            word(Word.ASSIGN).name(assign.name()).expr(assign.value());
        } else if (statement instanceof Stmt.Store store) {
            word(Word.STORE).name(store.array()).expr(store.index()).expr(store.value());
        } else if (statement instanceof Stmt.For loop) {
            word(Word.FOR)
                    .name(loop.variable())
                    .expr(loop.from())
                    .expr(loop.to())
                    .expr(loop.step())
                    .statements(loop.body());
        } else if (statement instanceof Stmt.If branch) {
            word(Word.IF).expr(branch.condition()).statements(branch.yes());
            statements(branch.no());
        } else if (statement instanceof Stmt.Call call) {
            word(Word.CALL).callee(call.kernel());
            call.arguments().forEach(this::argument);
            word(Word.END);
        }
    }

    private void argument(Stmt.Argument argument) {
        if (argument instanceof Stmt.Argument.Array array) {
            word(Word.ARRAY).name(array.name());
        } else if (argument instanceof Stmt.Argument.Value value) {
            word(Word.VALUE).expr(value.value());
        }
    }

    private Canonical expr(Expr expr) {
        if (expr instanceof Expr.Local local) {
            Expr value = inPlace.get(local.name());
            return value != null
                    ? expr(value)
                    : word(Word.LOCAL).name(local.name()).word(local.type());
        } else if (expr instanceof Expr.IntLiteral literal) {
            return word(Word.INT_LITERAL).number(literal.value());
        } else if (expr instanceof Expr.FloatLiteral literal) {
            return word(Word.FLOAT_LITERAL).number(Float.floatToRawIntBits(literal.value()));
        } else if (expr instanceof Expr.Element element) {
            return word(Word.ELEMENT)
                    .name(element.array())
                    .expr(element.index())
                    .word(element.type());
        } else if (expr instanceof Expr.Load load) {
            return word(Word.LOAD).name(load.array()).expr(load.index());
        } else if (expr instanceof Expr.IntArithmetic op) {
            return word(Word.INT_ARITHMETIC).word(op.operator()).expr(op.left()).expr(op.right());
        } else if (expr instanceof Expr.Arithmetic op) {
            return word(Word.ARITHMETIC).word(op.operator()).expr(op.left()).expr(op.right());
        } else if (expr instanceof Expr.Logic op) {
            return word(Word.LOGIC).word(op.operator()).expr(op.left()).expr(op.right());
        } else if (expr instanceof Expr.Comparison op) {
            return word(Word.COMPARISON).word(op.relation()).expr(op.left()).expr(op.right());
        } else if (expr instanceof Expr.Fma fma) {
            return word(Word.FMA).expr(fma.factor()).expr(fma.other()).expr(fma.addend());
        } else if (expr instanceof Expr.Choice choice) {
            return word(Word.CHOICE).expr(choice.condition()).expr(choice.yes()).expr(choice.no());
        }
        return unary(expr);
    }

    private Canonical unary(Expr expr) {
        if (expr instanceof Expr.LaneCount) {
            return word(Word.LANES);
        } else if (expr instanceof Expr.Splat splat) {
            return word(Word.SPLAT).expr(splat.value());
        } else if (expr instanceof Expr.Unary op) {
            return word(Word.UNARY).word(op.function()).expr(op.operand());
        } else if (expr instanceof Expr.Bits bits) {
            return word(Word.BITS).expr(bits.value());
        } else if (expr instanceof Expr.FromBits bits) {
            return word(Word.FROM_BITS).expr(bits.bits());
        } else if (expr instanceof Expr.SwappedLanes swapped) {
            return word(Word.SWAPPED_LANES).number(swapped.bit()).expr(swapped.lanes());
        } else if (expr instanceof Expr.LaneBit lanes) {
            return word(Word.LANE_BIT).number(lanes.bit());
        } else if (expr instanceof Expr.ToFloat number) {
            return word(Word.TO_FLOAT).expr(number.value());
        } else if (expr instanceof Expr.ToInt number) {
            return word(Word.TO_INT).expr(number.value());
        }
        throw new CompilerBug("a kernel's structure does not know " + expr);
    }
}
