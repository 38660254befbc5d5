package dev.nnc.compiler.emit.reference;

import static dev.nnc.compiler.emit.reference.Forms.numbers;

import dev.nnc.compiler.ir.op.Pool;
import dev.nnc.compiler.ir.op.PoolIndex;
import dev.nnc.compiler.ir.op.PoolPick;
import dev.nnc.compiler.ir.op.PoolScatter;
import dev.nnc.compiler.ir.op.PoolSpread;
import dev.nnc.compiler.ir.op.Pooling;

/** The operators that look at a window of their input for each element of their output, or the other way round. */
final class PoolForms {
    private PoolForms() {}

    static void register(Forms forms) {
        forms.operator(
                Pool.class,
                (op, place) -> call(op.kind() == Pool.Kind.MAX ? "poolMax" : "poolSum", op.pooling(), place));
        forms.operator(PoolIndex.class, (op, place) -> call("poolIndex", op.pooling(), place));
        forms.operator(PoolPick.class, (op, place) -> call("poolPick", op.pooling(), place));
        forms.operator(PoolScatter.class, (op, place) -> call("poolScatter", op.pooling(), place));
        forms.operator(PoolSpread.class, (op, place) -> call("poolSpread", op.pooling(), place));
        forward(forms);
        backward(forms);
        windows(forms);
    }

    private static String call(String loop, Pooling pooling, Forms.Place place) {
        return place.call(
                loop,
                pooling.axis(),
                numbers(pooling.size()),
                ConvolutionForms.window(pooling.window()),
                place.extents());
    }

    private static void forward(Forms forms) {
        forms.loop("""
                /** The largest element of each window. */
                Value poolMax(Value x, int axis, int[] size, Window window, int... shape) {
                  Value index = poolIndex(x, axis, size, window, shape);
                  Value y = poolPick(x, index, axis, size, window, shape);
                  for (int k = 0; k < y.data.length; k++) {
                    y.data[k] = index.data[k] < 0 ? Double.NEGATIVE_INFINITY : y.data[k];
                  }
                  return y;
                }
                """);
        forms.loop("""
                /** The sum of each window. */
                static Value poolSum(Value x, int axis, int[] size, Window window, int... shape) {
                  Value y = zeros(shape);
                  windows(x, y, axis, size, window, (i, j, k) -> y.data[k] += x.data[i]);
                  return y;
                }
                """);
        forms.loop("""
                /** Which element of each window is the largest; -1 where all of it is padding. */
                Value poolIndex(Value x, int axis, int[] size, Window window, int... shape) {
                  Value index = constant(-1, shape);
                  Value most = zeros(shape);
                  windows(x, index, axis, size, window, (i, j, k) -> {
                    if (index.data[k] < 0 || x.data[i] > most.data[k]) {
                      most.data[k] = x.data[i];
                      index.data[k] = j;
                    }
                  });
                  for (double number : index.data) {
                    branch(number);
                  }
                  return index;
                }
                """);
        forms.loop("""
                /** One element of each window by its number, or 0. */
                static Value poolPick(Value x, Value index, int axis, int[] size, Window window, int... shape) {
                  Value y = zeros(shape);
                  windows(x, y, axis, size, window, (i, j, k) -> y.data[k] += index.data[k] == j ? x.data[i] : 0);
                  return y;
                }
                """);
    }

    private static void backward(Forms forms) {
        forms.loop("""
                /** Adds each element into one element of its window by its number. */
                static Value poolScatter(Value y, Value index, int axis, int[] size, Window window, int... shape) {
                  Value x = zeros(shape);
                  windows(x, y, axis, size, window, (i, j, k) -> x.data[i] += index.data[k] == j ? y.data[k] : 0);
                  return x;
                }
                """);
        forms.loop("""
                /** Adds each element to all elements of its window. */
                static Value poolSpread(Value y, int axis, int[] size, Window window, int... shape) {
                  Value x = zeros(shape);
                  windows(x, y, axis, size, window, (i, j, k) -> x.data[i] += y.data[k]);
                  return x;
                }
                """);
    }

    private static void windows(Forms forms) {
        forms.loop("""
                /** Visits what each element of the output sees, with its number within the window. */
                static void windows(Value x, Value y, int axis, int[] size, Window window, Meeting meeting) {
                  int[] place = new int[y.shape.length];
                  int elements = product(size, 0, size.length);
                  for (int k = 0; k < y.data.length; k++) {
                    int[] element = new int[size.length];
                    for (int j = 0; j < elements; j++) {
                      int i = seen(x.shape, axis, window, place, element);
                      if (i >= 0) {
                        meeting.at(i, j, k);
                      }
                      next(element, size);
                    }
                    next(place, y.shape);
                  }
                }
                """);
        forms.loop("""
                /** The place in the input under an element of a window; -1 in the padding. */
                static int seen(int[] x, int axis, Window window, int[] place, int[] element) {
                  int at = 0;
                  for (int i = 0; i < x.length; i++) {
                    int here = place[i];
                    if (i >= axis && i < axis + element.length) {
                      int moved = here * window.stride[i - axis] - window.before[i - axis];
                      here = moved + element[i - axis] * window.dilation[i - axis];
                    }
                    if (here < 0 || here >= x[i]) {
                      return -1;
                    }
                    at = at * x[i] + here;
                  }
                  return at;
                }
                """);
    }
}
