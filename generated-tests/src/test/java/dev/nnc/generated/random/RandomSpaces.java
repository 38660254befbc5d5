package dev.nnc.generated.random;

import dev.nnc.generated.random.RandomModel.Value;
import java.util.List;
import java.util.Random;

/** A step of a random model that knows places: convolutions, pools and norms of pictures {@code [c, h, w]} and signals {@code [c, l]}. */
final class RandomSpaces {
    private static final int[] CHANNELS = {1, 2, 3, 4, 6, 15, 16, 17};
    private static final int MOST_ELEMENTS = 700;
    private static final int LEAST_FILTERED = 32;
    private static final String EPSILON = "epsilon = 0.1";

    private final RandomModel model;
    private final Random random;

    RandomSpaces(RandomModel model, Random random) {
        this.model = model;
        this.random = random;
    }

    /** Takes one step on a picture or a signal. */
    void take(Value value) {
        switch (random.nextInt(9)) {
            case 0, 1, 2 -> convolve(value);
            case 3 -> pool(value);
            case 4 -> norm(value);
            case 5 -> gather(value);
            case 6 -> grow(value);
            case 7 -> each(value);
            default -> transposed(value);
        }
    }

    private boolean isPicture(Value value) {
        return value.rank() == 3;
    }

    private String dimension(Value value) {
        return isPicture(value) ? "" : "1d";
    }

    /** One setting of windows for each axis of places. */
    private final class Window {
        final int[] kernel;
        final int[] stride;
        final int[] padding;
        final int[] dilation;

        Window(Value value, boolean pool) {
            int axes = value.rank() - 1;
            kernel = new int[axes];
            stride = new int[axes];
            padding = new int[axes];
            dilation = new int[axes];
            for (int axis = 0; axis < axes; axis++) {
                int size = value.shape().get(axis + 1);
                kernel[axis] = 1 + random.nextInt(Math.min(4, size));
                padding[axis] = random.nextInt(1 + (pool ? kernel[axis] / 2 : 2));
                stride[axis] = 1 + random.nextInt(3);
                dilation[axis] = kernel[axis] * 2 - 1 <= size && random.nextInt(3) == 0 ? 2 : 1;
            }
        }

        List<Integer> out(Value value, int channels) {
            Integer[] shape = new Integer[value.rank()];
            shape[0] = channels;
            for (int axis = 0; axis < kernel.length; axis++) {
                int reach = dilation[axis] * (kernel[axis] - 1) + 1;
                int size = value.shape().get(axis + 1);
                shape[axis + 1] = (size + 2 * padding[axis] - reach) / stride[axis] + 1;
            }
            return List.of(shape);
        }

        String arguments(boolean dilated) {
            return text(kernel) + ", stride = " + text(stride) + ", padding = " + text(padding)
                    + (dilated ? ", dilation = " + text(dilation) : "");
        }
    }

    private static String text(int[] numbers) {
        return numbers.length == 1 ? "" + numbers[0] : "[" + numbers[0] + ", " + numbers[1] + "]";
    }

    private int channels(Value value) {
        int most = MOST_ELEMENTS / value.elements() * value.shape().get(0);
        int some = CHANNELS[random.nextInt(CHANNELS.length)];
        return Math.max(1, Math.min(some, most));
    }

    private void convolve(Value value) {
        Window window = new Window(value, false);
        int in = value.shape().get(0);
        int kind = isPicture(value) ? random.nextInt(4) : 2;
        if (kind == 3 && evenPlaces(value) >= LEAST_FILTERED) {
            filter(value);
        } else if (kind == 0) {
            int multiplier = 1 + random.nextInt(2);
            String arguments = window.arguments(true) + ", multiplier = " + multiplier;
            model.define(
                    window.out(value, in * multiplier),
                    value.name() + " -> " + model.once("depthwise_conv(" + arguments + ")"));
        } else if (kind == 1) {
            int out = channels(value);
            String arguments = out + ", " + window.arguments(true);
            model.define(
                    window.out(value, out), value.name() + " -> " + model.once("separable_conv(" + arguments + ")"));
        } else {
            int out = channels(value);
            int groups = in % 3 == 0 && out % 3 == 0 ? 3 : in % 2 == 0 && out % 2 == 0 ? 2 : 1;
            String arguments = out + ", " + window.arguments(true)
                    + (random.nextBoolean() ? ", groups = " + groups : "")
                    + (random.nextInt(4) == 0 ? ", bias = false" : "");
            String then = random.nextInt(3) == 0 ? " -> silu" : "";
            model.define(
                    window.out(value, out),
                    value.name() + " -> " + model.once("conv" + dimension(value) + "(" + arguments + ")") + then);
        }
    }

    /** Places of a picture without what is odd in its height and width. */
    private static int evenPlaces(Value value) {
        return (value.shape().get(1) & -2) * (value.shape().get(2) & -2);
    }

    /** A convolution that goes by tiles of 2 x 2 places: of many channels, with a kernel of 3 x 3, behind one that makes it so. */
    private void filter(Value value) {
        int height = value.shape().get(1) & -2;
        int width = value.shape().get(2) & -2;
        int[] first = {1 + value.shape().get(1) - height, 1 + value.shape().get(2) - width};
        int in = 16 + random.nextInt(3);
        int out = 16 + random.nextInt(3);
        String many =
                value.name() + " -> conv(" + in + ", " + text(first) + ")" + (random.nextBoolean() ? " -> tanh" : "");
        model.define(
                List.of(out, height, width),
                many + " -> " + model.once("conv(" + out + ", 3, padding = 1)")
                        + (random.nextBoolean() ? " -> tanh" : ""));
    }

    private void pool(Value value) {
        Window window = new Window(value, true);
        boolean largest = random.nextBoolean();
        if (!largest) {
            java.util.Arrays.fill(window.dilation, 1);
        }
        String counting = random.nextBoolean() ? ", count_padding = false" : "";
        String arguments = window.arguments(largest) + (largest ? "" : counting);
        String name = (largest ? "max_pool" : "avg_pool") + dimension(value);
        model.define(window.out(value, value.shape().get(0)), name + "(" + value.name() + ", " + arguments + ")");
    }

    private void norm(Value value) {
        int channels = value.shape().get(0);
        String norm = switch (random.nextInt(4)) {
            case 0 -> "batch_norm(" + EPSILON + ")";
            case 1 -> "group_norm(" + (channels % 2 == 0 ? 2 : 1) + ", " + EPSILON + ")";
            case 2 -> "instance_norm(" + EPSILON + ", affine = " + random.nextBoolean() + ")";
            default -> "layer_norm(" + EPSILON + ", axis = [0, 1])";
        };
        model.define(value.shape(), value.name() + " -> " + model.once(norm));
    }

    private void gather(Value value) {
        String function = random.nextBoolean() ? "global_avg_pool" : "global_max_pool";
        model.define(List.of(value.shape().get(0)), function + "(" + value.name() + ")");
    }

    private void grow(Value value) {
        if (!isPicture(value) || 4 * value.elements() > MOST_ELEMENTS) {
            each(value);
            return;
        }
        int c = value.shape().get(0);
        int h = value.shape().get(1);
        int w = value.shape().get(2);
        int kind = random.nextInt(3);
        if (kind == 0 && c % 4 == 0) {
            model.define(List.of(c / 4, 2 * h, 2 * w), "pixel_shuffle(" + value.name() + ", 2)");
        } else if (kind == 1) {
            String padded = "pad(" + value.name() + ", [1, 0], after = [0, 2], value = 0.5)";
            model.define(List.of(c, h + 1, w + 2), padded);
        } else {
            String mode = random.nextBoolean() ? ", mode = bilinear" : "";
            int down = 1 + random.nextInt(2);
            int right = 1 + random.nextInt(2);
            model.define(
                    List.of(c, down * h, right * w),
                    "upsample(" + value.name() + ", [" + down + ", " + right + "]" + mode + ")");
        }
    }

    private void each(Value value) {
        model.define(value.shape(), value.name() + (random.nextBoolean() ? " -> prelu" : " -> gelu"));
    }

    private void transposed(Value value) {
        if (!isPicture(value) || 4 * value.elements() > MOST_ELEMENTS) {
            convolve(value);
            return;
        }
        int in = value.shape().get(0);
        int out = channels(value);
        int kernel = 1 + random.nextInt(3);
        int stride = 1 + random.nextInt(2);
        int groups = in % 2 == 0 && out % 2 == 0 ? 2 : 1;
        int extra = random.nextInt(stride);
        int dilation = 1 + random.nextInt(2);
        int reach = dilation * (kernel - 1) + 1;
        int padding = random.nextInt((reach + 1) / 2);
        String arguments = out + ", " + kernel + ", stride = " + stride + ", padding = " + padding
                + ", output_padding = " + extra + ", dilation = " + dilation + ", groups = " + groups;
        int more = reach - 2 * padding + extra;
        List<Integer> shape = List.of(
                out, (value.shape().get(1) - 1) * stride + more, (value.shape().get(2) - 1) * stride + more);
        model.define(shape, value.name() + " -> " + model.once("conv_transpose(" + arguments + ")"));
    }
}
