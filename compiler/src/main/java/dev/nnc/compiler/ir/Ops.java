package dev.nnc.compiler.ir;

import dev.nnc.compiler.ir.op.Absolute;
import dev.nnc.compiler.ir.op.Add;
import dev.nnc.compiler.ir.op.And;
import dev.nnc.compiler.ir.op.ArgMax;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Cast;
import dev.nnc.compiler.ir.op.Compare;
import dev.nnc.compiler.ir.op.Concat;
import dev.nnc.compiler.ir.op.Constant;
import dev.nnc.compiler.ir.op.Contraction;
import dev.nnc.compiler.ir.op.Convolution;
import dev.nnc.compiler.ir.op.ConvolutionInputGradient;
import dev.nnc.compiler.ir.op.ConvolutionWeightGradient;
import dev.nnc.compiler.ir.op.Cos;
import dev.nnc.compiler.ir.op.Divide;
import dev.nnc.compiler.ir.op.Erf;
import dev.nnc.compiler.ir.op.Exp;
import dev.nnc.compiler.ir.op.Expm1;
import dev.nnc.compiler.ir.op.Floor;
import dev.nnc.compiler.ir.op.Gather;
import dev.nnc.compiler.ir.op.Iota;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Log;
import dev.nnc.compiler.ir.op.Log1p;
import dev.nnc.compiler.ir.op.Maximum;
import dev.nnc.compiler.ir.op.Minimum;
import dev.nnc.compiler.ir.op.Multiply;
import dev.nnc.compiler.ir.op.Negate;
import dev.nnc.compiler.ir.op.Not;
import dev.nnc.compiler.ir.op.Or;
import dev.nnc.compiler.ir.op.Pad;
import dev.nnc.compiler.ir.op.Pool;
import dev.nnc.compiler.ir.op.PoolIndex;
import dev.nnc.compiler.ir.op.PoolPick;
import dev.nnc.compiler.ir.op.PoolScatter;
import dev.nnc.compiler.ir.op.PoolSpread;
import dev.nnc.compiler.ir.op.Pooling;
import dev.nnc.compiler.ir.op.Power;
import dev.nnc.compiler.ir.op.Random;
import dev.nnc.compiler.ir.op.ReciprocalSqrt;
import dev.nnc.compiler.ir.op.Reduce;
import dev.nnc.compiler.ir.op.Reshape;
import dev.nnc.compiler.ir.op.Reverse;
import dev.nnc.compiler.ir.op.Scan;
import dev.nnc.compiler.ir.op.ScatterAdd;
import dev.nnc.compiler.ir.op.Select;
import dev.nnc.compiler.ir.op.Sigmoid;
import dev.nnc.compiler.ir.op.Sign;
import dev.nnc.compiler.ir.op.Sin;
import dev.nnc.compiler.ir.op.Slice;
import dev.nnc.compiler.ir.op.Softplus;
import dev.nnc.compiler.ir.op.Sqrt;
import dev.nnc.compiler.ir.op.StopGradient;
import dev.nnc.compiler.ir.op.Subtract;
import dev.nnc.compiler.ir.op.Tanh;
import dev.nnc.compiler.ir.op.Transpose;
import dev.nnc.compiler.ir.op.Window;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Every operator by its mnemonic, and how it is read from its attributes in the text form. */
final class Ops {
    private static final Map<String, Function<Attributes, Op>> READERS = new HashMap<>();

    static {
        List<Op> plain = List.of(
                new Add(),
                new Subtract(),
                new Multiply(),
                new Divide(),
                new Power(),
                new Maximum(),
                new Minimum(),
                new And(),
                new Or(),
                new Not(),
                new Negate(),
                new Absolute(),
                new Exp(),
                new Expm1(),
                new Log(),
                new Log1p(),
                new Sqrt(),
                new ReciprocalSqrt(),
                new Sin(),
                new Cos(),
                new Tanh(),
                new Sigmoid(),
                new Softplus(),
                new Erf(),
                new Floor(),
                new Sign(),
                new StopGradient(),
                new Select(),
                new Gather());
        plain.forEach(op -> READERS.put(op.name(), at -> op));
        for (Leaf.Kind kind : Leaf.Kind.values()) {
            READERS.put(lower(kind), at -> new Leaf(kind, at.text(), at.type()));
        }
        for (Compare.Relation relation : Compare.Relation.values()) {
            READERS.put(lower(relation), at -> new Compare(relation));
        }
        for (Reduce.Kind kind : Reduce.Kind.values()) {
            READERS.put(lower(kind), at -> new Reduce(kind, at.numbers("axes")));
        }
        for (Random.Kind kind : Random.Kind.values()) {
            READERS.put(lower(kind), at -> new Random(kind, at.number("place"), at.type()));
        }
        READERS.put("constant", at -> new Constant(at.values(), at.type()));
        READERS.put("iota", at -> new Iota(at.type(), at.number("axis")));
        READERS.put("cast", at -> new Cast(at.type().dtype()));
        READERS.put("contract", at -> Contraction.of(at.text()));
        READERS.put("argmax", at -> new ArgMax(at.number("axis")));
        READERS.put("scatter_add", at -> new ScatterAdd(at.number("rows")));
        READERS.put("broadcast", at -> new Broadcast(at.type().axes(), at.numbers("places")));
        READERS.put("reshape", at -> new Reshape(at.type().axes()));
        READERS.put("transpose", at -> new Transpose(at.numbers("order")));
        READERS.put("slice", at -> new Slice(at.number("axis"), at.number("from"), at.number("to"), at.number("step")));
        READERS.put("pad", at -> new Pad(at.number("axis"), at.number("before"), at.number("after")));
        READERS.put("concat", at -> new Concat(at.number("axis")));
        READERS.put("reverse", at -> new Reverse(at.number("axis")));
        READERS.put("convolve", at -> new Convolution(window(at)));
        READERS.put("convolve_to_input", at -> new ConvolutionInputGradient(window(at), at.numbers("space")));
        READERS.put("convolve_to_weight", at -> new ConvolutionWeightGradient(window(at), at.numbers("size")));
        for (Pool.Kind kind : Pool.Kind.values()) {
            READERS.put("pool_" + lower(kind), at -> new Pool(kind, pooling(at)));
        }
        READERS.put("pool_index", at -> new PoolIndex(pooling(at)));
        READERS.put("pool_pick", at -> new PoolPick(pooling(at)));
        READERS.put("pool_scatter", at -> new PoolScatter(pooling(at), at.numbers("space")));
        READERS.put("pool_spread", at -> new PoolSpread(pooling(at), at.numbers("space")));
        READERS.put("scan", Ops::scan);
    }

    private Ops() {}

    /** The operator of that name, or null where there is none. */
    static Op read(String name, Attributes attributes) {
        Function<Attributes, Op> reader = READERS.get(name);
        return reader == null ? null : reader.apply(attributes);
    }

    private static Window window(Attributes at) {
        return new Window(
                at.numbers("stride"),
                at.numbers("before"),
                at.numbers("after"),
                at.numbers("dilation"),
                at.number("groups"));
    }

    private static Pooling pooling(Attributes at) {
        return new Pooling(at.number("axis"), at.numbers("size"), window(at));
    }

    private static Op scan(Attributes at) {
        return new Scan(
                GraphReader.read(at.value("body")),
                at.number("carries"),
                at.number("sequences"),
                GraphReader.axis(at.value("steps")),
                at.flag("backward"),
                at.number("result"));
    }

    private static String lower(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
