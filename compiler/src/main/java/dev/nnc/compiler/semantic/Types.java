package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.model.DataInput;
import dev.nnc.compiler.semantic.builtin.Rejection;
import dev.nnc.compiler.semantic.builtin.Shapes;
import dev.nnc.compiler.syntax.ast.ClassType;
import dev.nnc.compiler.syntax.ast.Classes;
import dev.nnc.compiler.syntax.ast.Dimension;
import dev.nnc.compiler.syntax.ast.FloatType;
import dev.nnc.compiler.syntax.ast.Identifier;
import dev.nnc.compiler.syntax.ast.Name;
import dev.nnc.compiler.syntax.ast.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Works out declared types: sizes, lengths and classes. */
final class Types {
    private final Evaluator evaluator;
    private final Context context;

    Types(Evaluator evaluator, Context context) {
        this.evaluator = evaluator;
        this.context = context;
    }

    /** An input or a target of this type. */
    DataInput input(Identifier name, Type type) {
        if (type instanceof FloatType floats) {
            return new DataInput(name.text(), example(floats).batched(), 0, List.of());
        }
        ClassType classes = (ClassType) type;
        TensorType ids = checked(DType.I32, classes.dimensions(), classes.at());
        if (classes.classes() instanceof Classes.Names names) {
            return new DataInput(name.text(), ids.batched(), names.names().size(), classNames(names));
        }
        Classes.Count count = (Classes.Count) classes.classes();
        int number = Constants.size("the count of classes", evaluator.evaluate(count.count(), context), count.at());
        if (number < 2) {
            throw new Rejection(Problem.error("too-few-classes", count.at(), "there must be two classes or more"));
        }
        return new DataInput(name.text(), ids.batched(), number, List.of());
    }

    private static List<String> classNames(Classes.Names names) {
        Map<String, Identifier> seen = new LinkedHashMap<>();
        for (Identifier name : names.names()) {
            Identifier first = seen.putIfAbsent(name.text(), name);
            if (first != null) {
                throw new Rejection(
                        Problem.error("declared-twice", name.at(), "the class `" + name + "` is listed twice")
                                .note(first.at(), "it is listed here first"));
            }
        }
        rejectSameConstant(names);
        return List.copyOf(seen.keySet());
    }

    /** Class names become constants of an enum in Java. */
    private static void rejectSameConstant(Classes.Names names) {
        Map<String, Identifier> constants = new LinkedHashMap<>();
        for (Identifier name : names.names()) {
            String constant = name.text().toUpperCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "_");
            Identifier first = constants.putIfAbsent(constant, name);
            if (first != null) {
                throw new Rejection(Problem.error(
                                "names-collide",
                                name.at(),
                                "the classes `" + first + "` and `" + name + "` would be one constant in Java")
                        .note(first.at(), "the other one is here"));
            }
        }
    }

    /** The type of one example. */
    TensorType example(FloatType type) {
        return checked(DType.F32, type.dimensions(), type.at());
    }

    private TensorType checked(DType dtype, List<Dimension> dimensions, Span at) {
        List<Axis> axes = new ArrayList<>();
        for (Dimension dimension : dimensions) {
            axes.add(axis(dimension));
        }
        TensorType type = new TensorType(dtype, axes);
        double elements = axes.stream().mapToDouble(axis -> axis.extent(1)).reduce(1, (a, b) -> a * b);
        if (elements > Integer.MAX_VALUE) {
            throw new Rejection(Problem.error(
                    "too-large",
                    at,
                    "the shape " + Shapes.text(type) + " has more than " + Integer.MAX_VALUE + " numbers"));
        }
        return type;
    }

    private Axis axis(Dimension dimension) {
        if (dimension instanceof Dimension.Varying varying) {
            return varying(varying);
        }
        Dimension.Size size = (Dimension.Size) dimension;
        if (size.size() instanceof Name name) {
            Optional<Axis.Length> length = context.scope().length(name.text());
            if (length.isPresent()) {
                return length.get();
            }
        }
        return Axis.of(Constants.size("a size", evaluator.evaluate(size.size(), context), size.at()));
    }

    private Axis varying(Dimension.Varying varying) {
        int limit = Constants.size(
                "the limit of `" + varying.name() + "`",
                evaluator.evaluate(varying.limit(), context),
                varying.limit().at());
        Axis.Length axis = new Axis.Length(varying.name().text(), limit);
        Optional<Axis.Length> earlier = context.scope().length(axis.name());
        if (earlier.isPresent()) {
            throw new Rejection(
                    Problem.error("declared-twice", varying.at(), "the length `" + axis.name() + "` is declared twice")
                            .suggest("write `[" + axis.name() + "]` for an axis of the same length"));
        }
        context.scope().bind(axis);
        return axis;
    }
}
