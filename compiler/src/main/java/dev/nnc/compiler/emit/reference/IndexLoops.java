package dev.nnc.compiler.emit.reference;

/** What loops over several axes share: extents, strides, and the way from one element to the next. */
final class IndexLoops {
    private IndexLoops() {}

    static void register(Forms forms) {
        walks(forms);
        forms.loop("""
                /** Whole numbers as an array. */
                static int[] numbers(int... numbers) {
                  return numbers;
                }
                """);
        forms.loop("""
                /** Room for a value. */
                static Value zeros(int... shape) {
                  int size = 1;
                  for (int extent : shape) {
                    size *= extent;
                  }
                  return new Value(shape, new double[size]);
                }
                """);
    }

    private static void walks(Forms forms) {
        forms.loop("""
                /** How far apart neighbours along each axis are. */
                static int[] strides(int[] shape) {
                  int[] strides = new int[shape.length];
                  int stride = 1;
                  for (int axis = shape.length - 1; axis >= 0; axis--) {
                    strides[axis] = stride;
                    stride *= shape[axis];
                  }
                  return strides;
                }
                """);
        forms.loop("""
                /** The product of the extents of some axes. */
                static int product(int[] shape, int from, int to) {
                  int product = 1;
                  for (int axis = from; axis < to; axis++) {
                    product *= shape[axis];
                  }
                  return product;
                }
                """);
        forms.loop("""
                /** Moves an index to the next element. */
                static void next(int[] index, int[] shape) {
                  for (int axis = shape.length - 1; axis >= 0; axis--) {
                    if (++index[axis] < shape[axis]) {
                      return;
                    }
                    index[axis] = 0;
                  }
                }
                """);
        forms.loop("""
                /** The place of an index whose axes are steps apart. */
                static int dot(int[] index, int[] steps) {
                  int place = 0;
                  for (int axis = 0; axis < index.length; axis++) {
                    place += index[axis] * steps[axis];
                  }
                  return place;
                }
                """);
    }
}
