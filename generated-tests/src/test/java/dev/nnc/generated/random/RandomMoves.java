package dev.nnc.generated.random;

import dev.nnc.generated.random.RandomModel.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A step of a random model that computes nothing: values joined, cut, and put in another order or shape. */
final class RandomMoves {
    private static final int MOST_ROWS = 20;

    private final RandomModel model;
    private final Random random;

    RandomMoves(RandomModel model, Random random) {
        this.model = model;
        this.random = random;
    }

    private static List<Integer> with(Value value, int axis, int size) {
        List<Integer> other = new ArrayList<>(value.shape());
        other.set(axis, size);
        return other;
    }

    private int axis(Value value) {
        return random.nextBoolean() ? value.rank() - 1 : random.nextInt(value.rank());
    }

    /** Puts values behind each other that differ in one axis at most. */
    void join(Value value) {
        int axis = axis(value);
        List<Value> fitting = model.values().stream()
                .filter(other ->
                        other.rank() == value.rank() && with(other, axis, 1).equals(with(value, axis, 1)))
                .toList();
        int parts = 2 + random.nextInt(2);
        List<String> names = new ArrayList<>(List.of(value.name()));
        int size = value.shape().get(axis);
        for (int part = 1; part < parts; part++) {
            Value other = fitting.get(random.nextInt(fitting.size()));
            names.add(other.name());
            size += other.shape().get(axis);
        }
        model.define(with(value, axis, size), "concat(" + String.join(", ", names) + ", axis = " + axis + ")");
    }

    /** Keeps a part: a range, every second or third element, or one of equal parts. */
    void cut(Value value) {
        int axis = axis(value);
        int size = value.shape().get(axis);
        String along = ", axis = " + (random.nextBoolean() ? axis : axis - value.rank()) + ")";
        List<Integer> parts =
                IntStream.of(2, 3, 5).filter(count -> size % count == 0).boxed().toList();
        if (!parts.isEmpty() && random.nextInt(3) == 0) {
            int of = parts.get(random.nextInt(parts.size()));
            model.define(
                    with(value, axis, size / of),
                    "split(" + value.name() + ", " + of + ", " + random.nextInt(of) + along);
            return;
        }
        int kept = 1 + random.nextInt(size);
        int from = random.nextInt(size - kept + 1);
        int step = random.nextInt(3) == 0 ? 2 + random.nextInt(2) : 1;
        int to = random.nextBoolean() || from + kept == size ? from + kept : from + kept - size;
        model.define(
                with(value, axis, (kept + step - 1) / step),
                "slice(" + value.name() + ", " + from + ", " + to + (step > 1 ? ", step = " + step : "") + along);
    }

    /** The same elements in another shape or order. */
    void move(Value value) {
        int kind = random.nextInt(4);
        if (kind == 0 && value.last() % 2 == 0) {
            model.define(with(value, value.rank() - 1, value.last() / 2), "glu(" + value.name() + ")");
        } else if (kind == 1 || value.rank() < 2) {
            reshape(value);
        } else if (kind == 2) {
            model.define(List.of(value.elements()), "flatten(" + value.name() + ")");
        } else {
            int second = 1 + random.nextInt(value.rank() - 1);
            int first = random.nextInt(second);
            List<Integer> shape = with(value, first, value.shape().get(second));
            shape.set(second, value.shape().get(first));
            model.define(shape, "transpose(" + value.name() + ", " + first + ", " + second + ")");
        }
    }

    private void reshape(Value value) {
        int[] fitting = IntStream.rangeClosed(1, Math.min(MOST_ROWS, value.elements()))
                .filter(rows -> value.elements() % rows == 0)
                .toArray();
        int rows = fitting[random.nextInt(fitting.length)];
        int rest = value.elements() / rows;
        if (rest % 2 == 0 && rest / 2 <= MOST_ROWS && random.nextBoolean()) {
            model.define(
                    List.of(rows, 2, rest / 2), "reshape(" + value.name() + ", " + rows + ", 2, " + rest / 2 + ")");
        } else {
            model.define(List.of(rows, rest), "reshape(" + value.name() + ", " + rows + ", " + rest + ")");
        }
    }
}
