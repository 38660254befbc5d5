package dev.nnc.compiler.emit.reference;

import static dev.nnc.compiler.emit.reference.Forms.numbers;

import dev.nnc.compiler.ir.op.Convolution;
import dev.nnc.compiler.ir.op.ConvolutionInputGradient;
import dev.nnc.compiler.ir.op.ConvolutionWeightGradient;
import dev.nnc.compiler.ir.op.Window;

/** Convolutions: each of input, kernel and output is a sum of products of the other two. */
final class ConvolutionForms {
    private ConvolutionForms() {}

    static void register(Forms forms) {
        forms.operator(Convolution.class, (op, place) -> place.call("convolve", window(op.window()), place.extents()));
        forms.operator(
                ConvolutionInputGradient.class,
                (op, place) -> place.call("convolveToInput", window(op.window()), place.extents()));
        forms.operator(
                ConvolutionWeightGradient.class,
                (op, place) -> place.call("convolveToKernel", window(op.window()), place.extents()));
        products(forms);
        forms.loop("""
                /** A convolution. */
                static Value convolve(Value x, Value w, Window window, int... shape) {
                  Value y = zeros(shape);
                  products(x, w, y, window, (i, j, k) -> y.data[k] += x.data[i] * w.data[j]);
                  return y;
                }
                """);
        forms.loop("""
                /** A transposed convolution. */
                static Value convolveToInput(Value y, Value w, Window window, int... shape) {
                  Value x = zeros(shape);
                  products(x, w, y, window, (i, j, k) -> x.data[i] += y.data[k] * w.data[j]);
                  return x;
                }
                """);
        forms.loop("""
                /** What a convolution's kernel gets from its input and its output. */
                static Value convolveToKernel(Value x, Value y, Window window, int... shape) {
                  Value w = zeros(shape);
                  products(x, w, y, window, (i, j, k) -> w.data[j] += x.data[i] * y.data[k]);
                  return w;
                }
                """);
    }

    private static void products(Forms forms) {
        forms.loop("""
                /** Visits every product of a convolution that lies inside of its input. */
                static void products(Value x, Value w, Value y, Window window, Meeting meeting) {
                  int[] place = new int[y.shape.length];
                  int[] kernel = Arrays.copyOfRange(w.shape, 1, w.shape.length);
                  int elements = product(kernel, 0, kernel.length);
                  for (int k = 0; k < y.data.length; k++) {
                    int[] element = new int[kernel.length];
                    for (int j = 0; j < elements; j++) {
                      int i = source(x.shape, kernel, y.shape, window, place, element);
                      if (i >= 0) {
                        meeting.at(i, place[1] * elements + j, k);
                      }
                      next(element, kernel);
                    }
                    next(place, y.shape);
                  }
                }
                """);
        forms.loop("""
                /** The place in the input under an element of the kernel; -1 in the padding. */
                static int source(int[] x, int[] kernel, int[] y, Window window, int[] place, int[] element) {
                  int channel = place[1] / (y[1] / window.groups) * kernel[0] + element[0];
                  int at = place[0] * x[1] + channel;
                  for (int axis = 0; axis < window.stride.length; axis++) {
                    int moved = place[axis + 2] * window.stride[axis] - window.before[axis];
                    int here = moved + element[axis + 1] * window.dilation[axis];
                    if (here < 0 || here >= x[axis + 2]) {
                      return -1;
                    }
                    at = at * x[axis + 2] + here;
                  }
                  return at;
                }
                """);
    }

    static String window(Window window) {
        return "new Window(" + numbers(window.stride()) + ", " + numbers(window.before()) + ", "
                + numbers(window.dilation()) + ", " + window.groups() + ")";
    }
}
