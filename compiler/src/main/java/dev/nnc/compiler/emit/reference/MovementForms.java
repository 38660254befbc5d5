package dev.nnc.compiler.emit.reference;

import static dev.nnc.compiler.emit.reference.Forms.numbers;

import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Concat;
import dev.nnc.compiler.ir.op.Pad;
import dev.nnc.compiler.ir.op.Reshape;
import dev.nnc.compiler.ir.op.Reverse;
import dev.nnc.compiler.ir.op.Slice;
import dev.nnc.compiler.ir.op.Transpose;
import java.util.stream.Collectors;

/** The operators that compute nothing and put elements elsewhere. */
final class MovementForms {
    private MovementForms() {}

    static void register(Forms forms) {
        forms.operator(
                Reshape.class,
                (op, place) -> place.node().type().isScalar()
                        ? place.call("reshape")
                        : place.call("reshape", place.extents()));
        forms.operator(Broadcast.class, (op, place) -> place.call("broadcast", numbers(op.places()), place.extents()));
        forms.operator(
                Transpose.class,
                (op, place) -> place.call(
                        "transpose", op.order().stream().map(String::valueOf).collect(Collectors.joining(", "))));
        forms.operator(Slice.class, (op, place) -> place.call("slice", op.axis(), op.from(), op.step(), op.count()));
        forms.operator(Reverse.class, (op, place) -> place.call("reverse", op.axis()));
        forms.operator(Pad.class, (op, place) -> place.call("pad", op.axis(), op.before(), op.after()));
        forms.operator(
                Concat.class, (op, place) -> "concat(" + op.axis() + ", " + String.join(", ", place.operands()) + ")");
        walks(forms);
        joins(forms);
    }

    private static void walks(Forms forms) {
        forms.loop("""
                /** The same elements along other axes. */
                static Value reshape(Value a, int... shape) {
                  return new Value(shape, a.data);
                }
                """);
        forms.loop("""
                /** Repeats a value: its axes become those at the places, the others are new. */
                static Value broadcast(Value a, int[] places, int... shape) {
                  int[] steps = new int[shape.length];
                  for (int axis = 0; axis < places.length; axis++) {
                    steps[places[axis]] = strides(a.shape)[axis];
                  }
                  return walk(a, 0, steps, shape);
                }
                """);
        forms.loop("""
                /** The axes in another order. */
                static Value transpose(Value a, int... order) {
                  int[] shape = new int[order.length];
                  int[] steps = new int[order.length];
                  for (int axis = 0; axis < order.length; axis++) {
                    shape[axis] = a.shape[order[axis]];
                    steps[axis] = strides(a.shape)[order[axis]];
                  }
                  return walk(a, 0, steps, shape);
                }
                """);
        forms.loop("""
                /** Some elements of an axis. */
                static Value slice(Value a, int axis, int from, int step, int elements) {
                  int[] shape = a.shape.clone();
                  int[] steps = strides(a.shape);
                  int first = from * steps[axis];
                  shape[axis] = elements;
                  steps[axis] *= step;
                  return walk(a, first, steps, shape);
                }
                """);
        forms.loop("""
                /** Turns an axis round. */
                static Value reverse(Value a, int axis) {
                  return slice(a, axis, a.shape[axis] - 1, -1, a.shape[axis]);
                }
                """);
        forms.loop("""
                /** The elements that are steps apart along each axis of a shape. */
                static Value walk(Value a, int first, int[] steps, int[] shape) {
                  Value result = zeros(shape);
                  int[] index = new int[shape.length];
                  for (int i = 0; i < result.data.length; i++) {
                    result.data[i] = a.data[first + dot(index, steps)];
                    next(index, shape);
                  }
                  return result;
                }
                """);
    }

    private static void joins(Forms forms) {
        forms.loop("""
                /** Zeros before and behind an axis. */
                static Value pad(Value a, int axis, int before, int after) {
                  int[] shape = a.shape.clone();
                  shape[axis] += before + after;
                  Value result = zeros(shape);
                  put(a, result, axis, before);
                  return result;
                }
                """);
        forms.loop("""
                /** Values one behind the other along an axis. */
                static Value concat(int axis, Value... parts) {
                  int[] shape = parts[0].shape.clone();
                  shape[axis] = 0;
                  for (Value part : parts) {
                    shape[axis] += part.shape[axis];
                  }
                  Value result = zeros(shape);
                  int from = 0;
                  for (Value part : parts) {
                    put(part, result, axis, from);
                    from += part.shape[axis];
                  }
                  return result;
                }
                """);
        forms.loop("""
                /** Copies a value into a wider one. */
                static void put(Value a, Value wide, int axis, int from) {
                  int inner = product(a.shape, axis + 1, a.shape.length);
                  int run = a.shape[axis] * inner;
                  int wideRun = wide.shape[axis] * inner;
                  for (int i = 0; i * run < a.data.length; i++) {
                    System.arraycopy(a.data, i * run, wide.data, i * wideRun + from * inner, run);
                  }
                }
                """);
    }
}
