package dev.nnc.compiler.emit.reference;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Scan;
import java.util.ArrayList;
import java.util.List;

/** The scan over steps; its sub-graph is a method of its own, which {@link GraphMethods} writes. */
final class ScanForms {
    private ScanForms() {}

    static void register(Forms forms) {
        forms.loop("""
                /** Runs steps one after another; the axes say where each sequence and each result has its steps. */
                static Value[] scan(Steps body, int carries, int steps, int step, int[] axes, int[] stacked, Value... in) {
                  Value[] results = new Value[carries + stacked.length];
                  Value[] at = in.clone();
                  for (int i = 0; i < steps; i++) {
                    int now = step > 0 ? i : steps - 1 - i;
                    for (int sequence = 0; sequence < axes.length; sequence++) {
                      at[carries + sequence] = taken(in[carries + sequence], axes[sequence], now);
                    }
                    Value[] made = body.apply(at);
                    for (int result = 0; result < stacked.length; result++) {
                      boolean output = carries + result < made.length;
                      Value value = output ? made[carries + result] : at[carries + result - made.length];
                      results[carries + result] =
                          stacked(results[carries + result], value, stacked[result], steps, now);
                    }
                    System.arraycopy(made, 0, at, 0, carries);
                  }
                  System.arraycopy(at, 0, results, 0, carries);
                  return results;
                }
                """);
        forms.loop("""
                /** One step of a sequence. */
                static Value taken(Value sequence, int axis, int now) {
                  Value step = slice(sequence, axis, now, 1, 1);
                  return sum(step, axis);
                }
                """);
        forms.loop("""
                /** Puts a step into its place among all of them. */
                static Value stacked(Value all, Value step, int axis, int steps, int now) {
                  int[] thin = new int[step.shape.length + 1];
                  for (int i = 0; i < thin.length; i++) {
                    thin[i] = i == axis ? 1 : step.shape[i < axis ? i : i - 1];
                  }
                  int[] wide = thin.clone();
                  wide[axis] = steps;
                  Value result = all == null ? zeros(wide) : all;
                  put(new Value(thin, step.data), result, axis, now);
                  return result;
                }
                """);
    }

    /** The call that makes all results of a scan, given the method of its sub-graph. */
    static String call(Scan scan, List<TensorType> inputs, List<String> operands, String body) {
        List<String> arguments = new ArrayList<>(List.of(
                "this::" + body,
                Integer.toString(scan.carries()),
                extent(scan.steps()),
                scan.backward() ? "-1" : "1",
                Forms.numbers(sequences(scan)),
                Forms.numbers(stacked(scan, inputs))));
        arguments.addAll(operands);
        return "scan(" + String.join(", ", arguments) + ")";
    }

    private static String extent(Axis axis) {
        return axis.isBatch() ? "count" : Integer.toString(axis.extent(1));
    }

    /** Where each sequence has its steps; one that the sub-graph does not read may be taken anywhere. */
    private static List<Integer> sequences(Scan scan) {
        List<Integer> axes = new ArrayList<>();
        for (int i = 0; i < scan.sequences(); i++) {
            String name = Scan.step(i);
            boolean batched = scan.body().nodes().stream()
                    .map(Node::op)
                    .anyMatch(op -> op instanceof Leaf leaf
                            && leaf.leaf().equals(name)
                            && leaf.declared().hasBatch());
            axes.add(batched ? 1 : 0);
        }
        return axes;
    }

    /** Where each output, and then each carry before the steps, has its steps. */
    private static List<Integer> stacked(Scan scan, List<TensorType> inputs) {
        List<Integer> axes = new ArrayList<>();
        for (int i = scan.carries(); i < scan.body().results().size(); i++) {
            axes.add(axis(scan.body().type(scan.body().results().get(i).node())));
        }
        for (int i = 0; i < scan.carries(); i++) {
            axes.add(axis(inputs.get(i)));
        }
        return axes;
    }

    private static int axis(TensorType step) {
        return step.hasBatch() ? 1 : 0;
    }
}
