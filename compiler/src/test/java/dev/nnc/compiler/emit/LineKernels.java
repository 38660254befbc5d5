package dev.nnc.compiler.emit;

import dev.nnc.compiler.ir.op.Compare.Relation;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Expr.Operator;
import dev.nnc.compiler.loops.kernel.Kernel;
import dev.nnc.compiler.loops.kernel.Kernel.Kind;
import dev.nnc.compiler.loops.kernel.Kernel.Parameter;
import dev.nnc.compiler.loops.kernel.Stmt;
import dev.nnc.compiler.loops.kernel.Type;
import java.util.List;

/** The kernels of {@link LineModel}. */
final class LineKernels {
    private static final int FEATURES = LineModel.FEATURES;
    private static final int BIAS = FEATURES;

    private LineKernels() {}

    static List<Kernel> all() {
        return List.of(price(), dot(), error(), weightGradient(), biasGradient(), descend(), absolute());
    }

    private static Kernel price() {
        return kernel(
                "price",
                "price = features . weight + bias",
                List.of(
                        floats("x"),
                        integer("xAt"),
                        floats("w"),
                        integer("wAt"),
                        floats("out"),
                        integer("outAt"),
                        floats("scratch"),
                        integer("scratchAt"),
                        integer("from"),
                        integer("to")),
                loop(
                        "row",
                        local("from"),
                        local("to"),
                        1,
                        new Stmt.Call(
                                "dot",
                                List.of(
                                        new Stmt.Argument.Array("x"),
                                        new Stmt.Argument.Value(at("xAt", times(local("row"), FEATURES))),
                                        new Stmt.Argument.Array("w"),
                                        new Stmt.Argument.Value(local("wAt")),
                                        new Stmt.Argument.Array("scratch"),
                                        new Stmt.Argument.Value(local("scratchAt")))),
                        new Stmt.Comment("reduce"),
                        new Stmt.Var("sum", element("w", at("wAt", new Expr.IntLiteral(BIAS)))),
                        loop(
                                "i",
                                new Expr.IntLiteral(0),
                                new Expr.IntLiteral(16),
                                1,
                                new Stmt.Assign(
                                        "sum",
                                        new Expr.Arithmetic(
                                                Operator.ADD,
                                                number("sum"),
                                                element("scratch", at("scratchAt", local("i")))))),
                        new Stmt.Store("out", at("outAt", local("row")), number("sum"))));
    }

    /** Sixteen sums over every sixteenth product, in scratch. */
    private static Kernel dot() {
        Expr offset = at("lane", local("k"));
        return kernel(
                "dot",
                "scratch[i] = sum of x[j] * w[j] over j = i mod 16",
                List.of(
                        floats("x"),
                        integer("xAt"),
                        floats("w"),
                        integer("wAt"),
                        floats("scratch"),
                        integer("scratchAt")),
                new Stmt.For(
                        "lane",
                        new Expr.IntLiteral(0),
                        new Expr.IntLiteral(16),
                        new Expr.LaneCount(),
                        List.of(
                                new Stmt.Var("sums", new Expr.Splat(new Expr.FloatLiteral(0))),
                                loop(
                                        "k",
                                        new Expr.IntLiteral(0),
                                        new Expr.IntLiteral(FEATURES),
                                        16,
                                        new Stmt.Assign(
                                                "sums",
                                                new Expr.Fma(
                                                        new Expr.Load("x", at("xAt", offset)),
                                                        new Expr.Load("w", at("wAt", offset)),
                                                        new Expr.Local("sums", Type.LANES)))),
                                new Stmt.Store(
                                        "scratch",
                                        at("scratchAt", local("lane")),
                                        new Expr.Local("sums", Type.LANES)))));
    }

    private static Kernel error() {
        Expr difference = new Expr.Arithmetic(
                Operator.SUBTRACT,
                element("price", at("priceAt", local("row"))),
                element("paid", at("paidAt", local("row"))));
        return kernel(
                "error",
                "loss = sum((price - paid)^2); price becomes its gradient",
                List.of(
                        floats("price"),
                        integer("priceAt"),
                        floats("paid"),
                        integer("paidAt"),
                        floats("loss"),
                        integer("lossAt"),
                        new Parameter(Kind.FLOAT, "share"),
                        integer("count")),
                new Stmt.Var("sum", new Expr.FloatLiteral(0)),
                loop(
                        "row",
                        new Expr.IntLiteral(0),
                        local("count"),
                        1,
                        new Stmt.Let("d", difference),
                        new Stmt.Assign("sum", new Expr.Fma(number("d"), number("d"), number("sum"))),
                        new Stmt.Store(
                                "price",
                                at("priceAt", local("row")),
                                new Expr.Arithmetic(Operator.MULTIPLY, number("share"), number("d")))),
                new Stmt.Store("loss", local("lossAt"), number("sum")));
    }

    private static Kernel weightGradient() {
        Expr k = at("lane", times(local("unit"), 16));
        return kernel(
                "weightGradient",
                "gradient = transpose(x) . d",
                List.of(
                        floats("x"),
                        integer("xAt"),
                        floats("d"),
                        integer("dAt"),
                        floats("gradient"),
                        integer("gradientAt"),
                        integer("count"),
                        integer("from"),
                        integer("to")),
                loop(
                        "unit",
                        local("from"),
                        local("to"),
                        1,
                        new Stmt.For(
                                "lane",
                                new Expr.IntLiteral(0),
                                new Expr.IntLiteral(16),
                                new Expr.LaneCount(),
                                List.of(
                                        new Stmt.Var("sums", new Expr.Splat(new Expr.FloatLiteral(0))),
                                        loop(
                                                "row",
                                                new Expr.IntLiteral(0),
                                                local("count"),
                                                1,
                                                new Stmt.Assign(
                                                        "sums",
                                                        new Expr.Fma(
                                                                new Expr.Splat(element("d", at("dAt", local("row")))),
                                                                new Expr.Load(
                                                                        "x",
                                                                        at(
                                                                                "xAt",
                                                                                plus(
                                                                                        times(local("row"), FEATURES),
                                                                                        k))),
                                                                new Expr.Local("sums", Type.LANES)))),
                                        new Stmt.Store(
                                                "gradient",
                                                at("gradientAt", k),
                                                new Expr.Local("sums", Type.LANES))))));
    }

    private static Kernel biasGradient() {
        return kernel(
                "biasGradient",
                "gradient = sum of d",
                List.of(floats("d"), integer("dAt"), floats("gradient"), integer("gradientAt"), integer("count")),
                new Stmt.Var("sum", new Expr.FloatLiteral(0)),
                loop(
                        "row",
                        new Expr.IntLiteral(0),
                        local("count"),
                        1,
                        new Stmt.Assign(
                                "sum",
                                new Expr.Arithmetic(
                                        Operator.ADD, number("sum"), element("d", at("dAt", local("row")))))),
                new Stmt.Store("gradient", local("gradientAt"), number("sum")));
    }

    private static Kernel descend() {
        Expr k = at("lane", times(local("unit"), 16));
        Expr kept = new Expr.Arithmetic(
                Operator.MULTIPLY, new Expr.Splat(number("keep")), new Expr.Load("p", at("pAt", k)));
        Expr change = new Expr.Arithmetic(
                Operator.MULTIPLY, new Expr.Load("g", at("gAt", k)), new Expr.Splat(number("rate")));
        return kernel(
                "descend",
                "p = keep * p - rate * g",
                List.of(
                        floats("p"),
                        integer("pAt"),
                        floats("g"),
                        integer("gAt"),
                        new Parameter(Kind.FLOAT, "rate"),
                        new Parameter(Kind.FLOAT, "keep"),
                        integer("from"),
                        integer("to")),
                loop(
                        "unit",
                        local("from"),
                        local("to"),
                        1,
                        new Stmt.For(
                                "lane",
                                new Expr.IntLiteral(0),
                                new Expr.IntLiteral(16),
                                new Expr.LaneCount(),
                                List.of(new Stmt.Store(
                                        "p", at("pAt", k), new Expr.Arithmetic(Operator.SUBTRACT, kept, change))))));
    }

    private static Kernel absolute() {
        Expr difference = new Expr.Arithmetic(
                Operator.SUBTRACT,
                element("price", at("priceAt", local("row"))),
                element("paid", at("paidAt", local("row"))));
        Expr place = at("outAt", times(local("row"), 2));
        return kernel(
                "absolute",
                "out = |price - paid|, 1",
                List.of(
                        floats("price"),
                        integer("priceAt"),
                        floats("paid"),
                        integer("paidAt"),
                        floats("out"),
                        integer("outAt"),
                        integer("count")),
                loop(
                        "row",
                        new Expr.IntLiteral(0),
                        local("count"),
                        1,
                        new Stmt.Let("d", difference),
                        new Stmt.If(
                                new Expr.Comparison(Relation.LT, number("d"), new Expr.FloatLiteral(0)),
                                List.of(new Stmt.Store(
                                        "out", place, new Expr.Unary(Expr.Function.NEGATE, number("d")))),
                                List.of(new Stmt.Store("out", place, number("d")))),
                        new Stmt.Store("out", plus(place, new Expr.IntLiteral(1)), new Expr.FloatLiteral(1))));
    }

    private static Kernel kernel(String name, String equation, List<Parameter> parameters, Stmt... body) {
        return new Kernel(name, List.of(equation), parameters, List.of(body));
    }

    private static Stmt loop(String variable, Expr from, Expr to, int step, Stmt... body) {
        return new Stmt.For(variable, from, to, new Expr.IntLiteral(step), List.of(body));
    }

    private static Parameter floats(String name) {
        return new Parameter(Kind.FLOATS, name);
    }

    private static Parameter integer(String name) {
        return new Parameter(Kind.INT, name);
    }

    private static Expr local(String name) {
        return new Expr.Local(name, Type.INT);
    }

    private static Expr number(String name) {
        return new Expr.Local(name, Type.FLOAT);
    }

    private static Expr element(String array, Expr index) {
        return new Expr.Element(array, index, Type.FLOAT);
    }

    private static Expr plus(Expr left, Expr right) {
        return new Expr.IntArithmetic(Operator.ADD, left, right);
    }

    private static Expr at(String base, Expr offset) {
        return plus(local(base), offset);
    }

    private static Expr times(Expr left, int right) {
        return new Expr.IntArithmetic(Operator.MULTIPLY, left, new Expr.IntLiteral(right));
    }
}
