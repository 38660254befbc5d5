package dev.nnc.compiler.loops.kernel;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Which operators kernels use on lanes, on whatever operands: {@code a + 2} and {@code b + 3} are the same one. */
public final class LaneOperators {
    /** Stands for any lanes of floats. */
    public static final Expr FLOATS = new Expr.Local("x", Type.LANES);

    /** Stands for any lanes of ints. */
    public static final Expr INTS = new Expr.Local("n", Type.INT_LANES);

    /** Stands for any mask. */
    public static final Expr MASK = new Expr.Local("mask", Type.MASK);

    /** Stands for a float that is the same in all lanes. */
    public static final Expr FLOAT = new Expr.Splat(new Expr.FloatLiteral(2f));

    /** Stands for an int that is the same in all lanes. */
    public static final Expr INT = new Expr.Splat(new Expr.IntLiteral(1));

    private final Set<Expr> used = new HashSet<>();

    private LaneOperators() {}

    /** Those of all kernels. */
    public static LaneOperators of(Collection<Kernel> kernels) {
        LaneOperators operators = new LaneOperators();
        kernels.forEach(kernel -> operators.find(kernel.body()));
        return operators;
    }

    /** Whether an operator is used; its operands are those that stand for any. */
    public boolean use(Expr operator) {
        return used.contains(operator);
    }

    /** Whether a vector of ints is made of a number, or a mask of floats chooses between ints. */
    public boolean useIntSpecies() {
        return use(INT) || use(new Expr.Choice(MASK, INTS, INTS)) || use(new Expr.Choice(MASK, INT, INTS));
    }

    /** The bits by which lanes are swapped, the lowest first. */
    public List<Integer> swappedBits() {
        return bits(Expr.SwappedLanes.class, Expr.SwappedLanes::bit);
    }

    /** The bits that choose lanes by their numbers, the lowest first. */
    public List<Integer> laneBits() {
        return bits(Expr.LaneBit.class, Expr.LaneBit::bit);
    }

    private <E extends Expr> List<Integer> bits(Class<E> operator, Function<E, Integer> bit) {
        return used.stream()
                .filter(operator::isInstance)
                .map(operator::cast)
                .map(bit)
                .sorted()
                .toList();
    }

    private void find(List<Stmt> statements) {
        for (Stmt statement : statements) {
            if (statement instanceof Stmt.Let let) {
                findAll(let.value());
            } else if (statement instanceof Stmt.Var var) {
                findAll(var.value());
            } else if (statement instanceof Stmt.Assign assign) {
                findAll(assign.value());
            } else if (statement instanceof Stmt.Store store) {
                findAll(store.value());
            } else if (statement instanceof Stmt.For loop) {
                find(loop.body());
            } else if (statement instanceof Stmt.If branch) {
                find(branch.yes());
                find(branch.no());
            }
        }
    }

    private void find(Expr expression) {
        if (expression instanceof Expr.Arithmetic op) {
            arithmetic(op);
        } else if (expression instanceof Expr.Fma fma) {
            used.add(new Expr.Fma(FLOATS, FLOATS, FLOATS));
            findAll(fma.factor(), fma.other(), fma.addend());
        } else if (expression instanceof Expr.Unary op) {
            used.add(new Expr.Unary(op.function(), FLOATS));
            findAll(op.operand());
        } else if (expression instanceof Expr.Comparison op) {
            used.add(new Expr.Comparison(op.relation(), FLOATS, any(op.right())));
            findAll(op.left());
            second(op.right());
        } else if (expression instanceof Expr.Logic op) {
            findAll(op.left(), op.right());
        } else if (expression instanceof Expr.Choice choice) {
            choice(choice);
        } else if (expression instanceof Expr.Bits bits) {
            used.add(new Expr.Bits(FLOATS));
            findAll(bits.value());
        } else if (expression instanceof Expr.FromBits bits) {
            used.add(new Expr.FromBits(INTS));
            findAll(bits.bits());
        } else if (expression instanceof Expr.SwappedLanes swapped) {
            used.add(new Expr.SwappedLanes(FLOATS, swapped.bit()));
            findAll(swapped.lanes());
        } else if (expression instanceof Expr.LaneBit) {
            used.add(expression);
        } else if (expression instanceof Expr.Splat splat) {
            used.add(any(splat));
        }
    }

    private void findAll(Expr... lanes) {
        for (Expr expression : lanes) {
            if (expression.type().isLanes()) {
                find(expression);
            }
        }
    }

    /** A second operand is taken as a number where it is the same one in all lanes. */
    private void second(Expr operand) {
        if (!(operand instanceof Expr.Splat)) {
            findAll(operand);
        }
    }

    /** Where numbers and lanes may change places, the lanes come first. */
    private void arithmetic(Expr.Arithmetic op) {
        boolean commutes = op.operator() == Expr.Operator.ADD || op.operator() == Expr.Operator.MULTIPLY;
        boolean turned = commutes && op.left() instanceof Expr.Splat;
        Expr first = turned ? op.right() : op.left();
        Expr second = turned ? op.left() : op.right();
        used.add(new Expr.Arithmetic(op.operator(), lanes(first), any(second)));
        findAll(first);
        second(second);
    }

    /** Where one number decides for all lanes, it is no operator on lanes. */
    private void choice(Expr.Choice choice) {
        if (choice.condition().type().isLanes()) {
            used.add(new Expr.Choice(MASK, any(choice.yes()), lanes(choice.no())));
            findAll(choice.condition(), choice.no());
            second(choice.yes());
        } else {
            findAll(choice.yes(), choice.no());
        }
    }

    private static Expr any(Expr operand) {
        boolean number = operand instanceof Expr.Splat;
        return operand.type() == Type.INT_LANES ? number ? INT : INTS : number ? FLOAT : FLOATS;
    }

    /** What stands for an operand whose method is called: a number is spread over lanes for that. */
    private static Expr lanes(Expr operand) {
        return operand.type() == Type.INT_LANES ? INTS : FLOATS;
    }
}
