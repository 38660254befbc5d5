package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.index;
import static dev.nnc.compiler.loops.kernel.Exprs.plus;
import static dev.nnc.compiler.loops.kernel.Exprs.whole;

import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Constant;
import dev.nnc.compiler.ir.op.Reduce;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Exprs;
import dev.nnc.compiler.loops.kernel.Kernel;
import dev.nnc.compiler.loops.kernel.Stmt;
import dev.nnc.compiler.loops.kernel.Type;
import dev.nnc.compiler.plan.Layout;
import dev.nnc.compiler.plan.Place;
import dev.nnc.compiler.plan.Space;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** All kernels and tables of a model; kernels of equal structure are one, which serves all of their callers. */
final class KernelLibrary {
    private final Map<String, Kernel> kernels = new LinkedHashMap<>();
    private final Map<String, String> byStructure = new HashMap<>();
    private final Map<Record, String> byShape = new HashMap<>();
    private final List<List<Double>> tables = new ArrayList<>();
    private final Names names = new Names();
    private int indexFloats;

    /** Adds a kernel, or finds the one of equal structure; gives back its name. */
    String intern(Kernel kernel) {
        String structure = Canonical.of(kernel);
        String before = byStructure.get(structure);
        if (before != null) {
            if (!kernel.documentation().isEmpty()) {
                mention(before, kernel.documentation().get(0));
            }
            return before;
        }
        String name = names.fresh(kernel.name());
        byStructure.put(structure, name);
        kernels.put(name, new Kernel(name, kernel.documentation(), kernel.parameters(), kernel.body()));
        return name;
    }

    /** Finds the kernel that follows from a shape alone, or writes it. */
    String intern(Record shape, Supplier<Kernel> kernel) {
        return byShape.computeIfAbsent(shape, key -> intern(kernel.get()));
    }

    /** Says in a kernel's documentation what else it serves. */
    void mention(String name, String line) {
        Kernel kernel = kernels.get(name);
        if (!line.isEmpty() && !kernel.documentation().contains(line)) {
            List<String> lines = new ArrayList<>(kernel.documentation());
            lines.add(line);
            kernels.put(name, new Kernel(name, lines, kernel.parameters(), kernel.body()));
        }
    }

    List<Kernel> kernels() {
        return List.copyOf(kernels.values());
    }

    List<List<Double>> tables() {
        return tables;
    }

    int indexFloats() {
        return indexFloats;
    }

    /** The places of lanes as floats, at least this many. */
    Place positions(int floats) {
        indexFloats = Math.max(indexFloats, floats);
        return new Place(new Space.Index(), 0, Layout.of(TensorType.f32(Math.max(floats, 1))));
    }

    /** The place of a constant table, row by row, each row padded. */
    Place table(Constant constant) {
        Layout layout = Layout.of(constant.declared());
        int width = constant.declared().axis(layout.lane()).extent(1);
        int rows = constant.values().size() / width;
        int rowFloats = rows == 1 ? Layout.BLOCK : layout.floats(1) / rows;
        List<Double> padded = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            padded.addAll(constant.values().subList(row * width, (row + 1) * width));
            while (padded.size() % rowFloats != 0) {
                padded.add(0.0);
            }
        }
        if (!tables.contains(padded)) {
            tables.add(padded);
        }
        return new Place(new Space.Table(tables.indexOf(padded)), 0, layout);
    }

    /** The statement that folds 16 virtual lanes at {@code at} into the first of them. */
    Stmt fold(Reduce.Kind kind, String scratch, Expr at) {
        String wanted = kind.name().toLowerCase(Locale.ROOT) + "16";
        String name = intern(foldKernel(kind, wanted));
        return new Stmt.Call(name, List.of(new Stmt.Argument.Array(scratch), new Stmt.Argument.Value(at)));
    }

    /** Halves the lanes until one is left. They are locals on the way: a loop over memory would wait for each store. */
    private static Kernel foldKernel(Reduce.Kind kind, String name) {
        List<Stmt> body = new ArrayList<>();
        List<Expr> lanes = IntStream.range(0, Layout.BLOCK)
                .<Expr>mapToObj(i -> new Expr.Element("lanes", plus(index("lanesAt"), whole(i)), Type.FLOAT))
                .toList();
        while (lanes.size() > 1) {
            int half = lanes.size() / 2;
            List<Expr> joined = new ArrayList<>();
            for (int i = 0; i < half; i++) {
                String local = "of" + Layout.BLOCK / half + "At" + i;
                body.add(new Stmt.Let(local, join(kind, lanes.get(i), lanes.get(i + half))));
                joined.add(new Expr.Local(local, Type.FLOAT));
            }
            lanes = joined;
        }
        body.add(new Stmt.Store("lanes", index("lanesAt"), lanes.get(0)));
        List<Kernel.Parameter> parameters = List.of(
                new Kernel.Parameter(Kernel.Kind.FLOATS, "lanes"), new Kernel.Parameter(Kernel.Kind.INT, "lanesAt"));
        return new Kernel(
                name, List.of("Folds 16 virtual lanes into the first, always as the same tree."), parameters, body);
    }

    /** What is no number was never chosen for a lane, and a branch on which is larger would be guessed wrong too often. */
    private static Expr join(Reduce.Kind kind, Expr left, Expr right) {
        return switch (kind) {
            case SUM -> Exprs.add(left, right);
            case MAX -> Exprs.arithmetic(Expr.Operator.LARGER, left, right);
            case MIN -> Exprs.arithmetic(Expr.Operator.SMALLER, left, right);
        };
    }
}
