package dev.nnc.compiler.emit.reference;

import static dev.nnc.compiler.emit.reference.Forms.numbers;

import dev.nnc.compiler.emit.Literals;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Constant;
import dev.nnc.compiler.ir.op.Iota;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Random;
import java.util.List;
import java.util.stream.Collectors;

/** What a graph starts from: inputs and weights, constants, indices, and numbers at random. */
final class SourceForms {
    /** Numbers in one string of a table, which holds 64 KB. */
    private static final int NUMBERS_PER_STRING = 2000;

    private SourceForms() {}

    static void register(Forms forms) {
        forms.operator(
                Leaf.class,
                (leaf, place) -> leaf.kind() == Leaf.Kind.COUNT ? "constant(count)" : "leaf(\"" + leaf.leaf() + "\")");
        forms.operator(Constant.class, (constant, place) -> constant(constant, place.extents()));
        forms.operator(Iota.class, (iota, place) -> "iota(" + iota.axis() + ", " + place.extents() + ")");
        forms.operator(Random.class, (random, place) -> random(random, place.extents()));
        constants(forms);
        draws(forms);
    }

    private static String constant(Constant constant, String extents) {
        if (constant.isSplat()) {
            String value = Literals.of(constant.value());
            return extents.isEmpty() ? "constant(" + value + ")" : "constant(" + value + ", " + extents + ")";
        }
        List<Double> values = constant.values();
        StringBuilder parts = new StringBuilder();
        for (int from = 0; from < values.size(); from += NUMBERS_PER_STRING) {
            List<Double> part = values.subList(from, Math.min(from + NUMBERS_PER_STRING, values.size()));
            parts.append(part.stream().map(SourceForms::number).collect(Collectors.joining(" ", ", \"", "\"")));
        }
        return "table("
                + numbers(constant.declared().axes().stream()
                        .map(axis -> axis.extent(1))
                        .toList())
                + parts + ")";
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Literals.of(value) : Double.toString(value);
    }

    private static String random(Random random, String extents) {
        TensorType type = random.declared();
        int elements = 1;
        for (Axis axis : type.axes()) {
            elements *= axis.isBatch() ? 1 : axis.extent(1);
        }
        return random.name() + "(" + random.place() + ", " + elements + (extents.isEmpty() ? "" : ", " + extents) + ")";
    }

    private static void constants(Forms forms) {
        forms.loop("""
                /** An input or a weight. */
                Value leaf(String name) {
                  return leaves.get(name);
                }
                """);
        forms.loop("""
                /** The same number everywhere. */
                static Value constant(double number, int... shape) {
                  Value result = zeros(shape);
                  Arrays.fill(result.data, number);
                  return result;
                }
                """);
        forms.loop("""
                /** A table of numbers. */
                static Value table(int[] shape, String... parts) {
                  Value result = zeros(shape);
                  int next = 0;
                  for (String number : String.join(" ", parts).split(" ")) {
                    result.data[next++] = Double.parseDouble(number);
                  }
                  return result;
                }
                """);
        forms.loop("""
                /** Each element's index along an axis. */
                static Value iota(int axis, int... shape) {
                  Value result = zeros(shape);
                  int inner = product(shape, axis + 1, shape.length);
                  for (int i = 0; i < result.data.length; i++) {
                    result.data[i] = i / inner % shape[axis];
                  }
                  return result;
                }
                """);
    }

    private static void draws(Forms forms) {
        forms.loop("""
                /** Evenly drawn numbers in [0, 1), of so many elements for each example. */
                Value uniform(int place, int elements, int... shape) {
                  Value result = zeros(shape);
                  for (int i = 0; i < result.data.length; i++) {
                    result.data[i] = CounterRandom.uniform((int) bits(place, i % elements, i / elements));
                  }
                  return result;
                }
                """);
        forms.loop("""
                /** Normal numbers by the method of Box and Muller, from the upper 23 bits of both words. */
                Value normal(int place, int elements, int... shape) {
                  Value result = zeros(shape);
                  for (int i = 0; i < result.data.length; i++) {
                    long bits = bits(place, i % elements, i / elements);
                    double open = 1 - ((int) bits >>> 9) * 0x1p-23;
                    double turn = ((int) (bits >>> 32) >>> 9) * 0x1p-23;
                    result.data[i] = Math.sqrt(-2 * Math.log(open)) * Math.cos(2 * Math.PI * turn);
                  }
                  return result;
                }
                """);
        forms.loop("""
                /** The random bits of a draw: keyed by its place, counted by the element and the example. */
                long bits(int place, int element, int example) {
                  long own = key + ((long) (place * 0x9E3779B9) << 32);
                  return CounterRandom.bits(own, element | (long) example << 32);
                }
                """);
    }
}
