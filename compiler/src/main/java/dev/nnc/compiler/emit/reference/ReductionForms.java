package dev.nnc.compiler.emit.reference;

import dev.nnc.compiler.ir.op.ArgMax;
import dev.nnc.compiler.ir.op.Contraction;
import dev.nnc.compiler.ir.op.Reduce;
import java.util.stream.Collectors;

/** The operators that make one number of many: sums, extremes and products. */
final class ReductionForms {
    private ReductionForms() {}

    static void register(Forms forms) {
        forms.operator(
                Reduce.class,
                (op, place) -> place.call(
                        op.name(), op.axes().stream().map(String::valueOf).collect(Collectors.joining(", "))));
        forms.operator(ArgMax.class, (op, place) -> place.call("argmax", op.axis()));
        forms.operator(
                Contraction.class,
                (op, place) -> "contract(\"" + op.attributes() + "\", " + String.join(", ", place.operands()) + ")");
        reductions(forms);
        places(forms);
        contraction(forms);
    }

    private static void reductions(Forms forms) {
        forms.loop("""
                /** The sum over axes. */
                static Value sum(Value a, int... axes) {
                  int[] steps = new int[a.shape.length];
                  Value result = reduced(a, steps, axes);
                  int[] index = new int[a.shape.length];
                  for (double element : a.data) {
                    result.data[dot(index, steps)] += element;
                    next(index, a.shape);
                  }
                  return result;
                }
                """);
        forms.loop("""
                /** The largest element over axes. */
                Value max(Value a, int... axes) {
                  int[] steps = new int[a.shape.length];
                  Value result = reduced(a, steps, axes);
                  int[] best = new int[result.data.length];
                  Arrays.fill(best, -1);
                  int[] index = new int[a.shape.length];
                  for (int i = 0; i < a.data.length; i++) {
                    int place = dot(index, steps);
                    best[place] = best[place] < 0 || a.data[i] > a.data[best[place]] ? i : best[place];
                    next(index, a.shape);
                  }
                  for (int place = 0; place < best.length; place++) {
                    result.data[place] = a.data[(int) branch(best[place])];
                  }
                  return result;
                }
                """);
        forms.loop("""
                /** The smallest element over axes. */
                Value min(Value a, int... axes) {
                  return negate(max(negate(a), axes));
                }
                """);
    }

    private static void places(Forms forms) {
        forms.loop("""
                /** Room for a reduction; the steps lead from an element to its place there. */
                static Value reduced(Value a, int[] steps, int... axes) {
                  int[] kept = a.shape.clone();
                  for (int axis : axes) {
                    kept[axis] = 1;
                  }
                  System.arraycopy(strides(kept), 0, steps, 0, steps.length);
                  int[] shape = new int[kept.length - axes.length];
                  int next = 0;
                  for (int axis = 0; axis < kept.length; axis++) {
                    boolean gone = Arrays.binarySearch(axes, axis) >= 0;
                    steps[axis] = gone ? 0 : steps[axis];
                    if (!gone) {
                      shape[next++] = kept[axis];
                    }
                  }
                  return zeros(shape);
                }
                """);
        forms.loop("""
                /** The index of the first largest element along an axis. */
                Value argmax(Value a, int axis) {
                  int[] shape = a.shape.clone();
                  int extent = shape[axis];
                  shape[axis] = 1;
                  Value result = sum(zeros(shape), axis);
                  int inner = product(shape, axis + 1, shape.length);
                  for (int i = 0; i < result.data.length; i++) {
                    int first = i / inner * inner * extent + i % inner;
                    int best = 0;
                    for (int j = 1; j < extent; j++) {
                      best = a.data[first + j * inner] > a.data[first + best * inner] ? j : best;
                    }
                    result.data[i] = branch(best);
                  }
                  return result;
                }
                """);
    }

    private static void contraction(Forms forms) {
        forms.loop("""
                /** The sum of products over the axes whose letters the result lacks. */
                static Value contract(String axes, Value a, Value b) {
                  String[] letters = axes.split(",|->", 3);
                  String summed = letters[0].replaceAll("[ " + letters[2] + "]", "");
                  String all = letters[2] + summed;
                  int[] shape = new int[all.length()];
                  int[] aSteps = steps(all, letters[0], a.shape, shape);
                  int[] bSteps = steps(all, letters[1], b.shape, shape);
                  Value result = zeros(Arrays.copyOf(shape, letters[2].length()));
                  int last = shape.length - 1;
                  int run = summed.isEmpty() ? 1 : shape[last];
                  int runs = product(shape, letters[2].length(), shape.length) / run;
                  int aStep = summed.isEmpty() ? 0 : aSteps[last];
                  int bStep = summed.isEmpty() ? 0 : bSteps[last];
                  int[] ends = shape.clone();
                  if (!summed.isEmpty()) {
                    ends[last] = 1;
                  }
                  int[] index = new int[shape.length];
                  for (int i = 0; i < result.data.length * runs; i++) {
                    int at = dot(index, aSteps);
                    int bt = dot(index, bSteps);
                    for (int k = 0; k < run; k++) {
                      result.data[i / runs] += a.data[at + k * aStep] * b.data[bt + k * bStep];
                    }
                    next(index, ends);
                  }
                  return result;
                }
                """);
        forms.loop("""
                /** How far an operand moves along each axis of a contraction; notes the extents. */
                static int[] steps(String all, String letters, int[] operand, int[] shape) {
                  int[] steps = new int[all.length()];
                  for (int axis = 0; axis < steps.length; axis++) {
                    int place = letters.indexOf(all.charAt(axis));
                    if (place >= 0) {
                      shape[axis] = operand[place];
                      steps[axis] = strides(operand)[place];
                    }
                  }
                  return steps;
                }
                """);
    }
}
