package dev.nnc.compiler.loops;

import dev.nnc.compiler.loops.program.LoweredModel;
import dev.nnc.compiler.loops.program.Program;
import dev.nnc.compiler.loops.program.Scalar;
import dev.nnc.compiler.loops.program.Step;
import dev.nnc.compiler.plan.Space;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs a program's kernels in order; what nobody wrote is NaN, so that reading padding shows. */
final class ProgramInterpreter {
    private final KernelInterpreter kernels;
    private final LoweredModel model;
    private final Map<String, Double> named = new HashMap<>();
    final Map<Object, Object> arrays = new HashMap<>();
    final Map<String, Double> settings = new HashMap<>();
    final Map<String, Double> losses = new HashMap<>();
    int count;
    int parts = 1;
    private int place;

    ProgramInterpreter(LoweredModel model, int lanes) {
        this.model = model;
        kernels = new KernelInterpreter(model.kernels(), lanes);
        arrays.put(new Space.Parameters(), new float[model.storage().floats() + 16]);
        arrays.put(new Space.Gradients(), nans(model.storage().floats() + 16));
        float[] index = new float[model.indexFloats() + 16];
        for (int i = 0; i < index.length; i++) {
            index[i] = i;
        }
        arrays.put(new Space.Index(), index);
        for (int i = 0; i < model.tables().size(); i++) {
            List<Double> table = model.tables().get(i);
            float[] values = new float[table.size()];
            for (int j = 0; j < values.length; j++) {
                values[j] = table.get(j).floatValue();
            }
            arrays.put(new Space.Table(i), values);
        }
    }

    private static float[] nans(int length) {
        float[] array = new float[length];
        Arrays.fill(array, Float.NaN);
        return array;
    }

    float[] floats(Space space) {
        return (float[]) arrays.get(space);
    }

    void run(Program program) {
        arrays.put(new Space.Arena(), nans(program.arenaFloats() + 16));
        arrays.put(new Space.Scratch(), nans(program.scratchFloats()));
        named.clear();
        run(program.steps());
    }

    private void run(List<Step> steps) {
        for (Step step : steps) {
            if (step instanceof Step.Launch launch) {
                launch(launch, 0, count);
            } else if (step instanceof Step.Loop loop) {
                loop(loop);
            } else if (step instanceof Step.Compute compute) {
                named.put(compute.name(), number(compute.value()));
            } else if (step instanceof Step.Loss loss) {
                losses.put(loss.name(), number(loss.value()));
            } else if (step instanceof Step.Keep keep) {
                settings.put(keep.setting(), number(keep.value()));
            }
        }
    }

    /** Each share of the examples runs through all steps by itself. */
    private void loop(Step.Loop loop) {
        int parts = loop.split().takesUnits() ? this.parts : 1;
        int chunk = (count / parts / loop.split().grain() + 1) * loop.split().grain();
        for (int from = 0; from < count; from += parts == 1 ? count : chunk) {
            int to = parts == 1 ? count : Math.min(count, from + chunk);
            for (int i = 0; i < loop.count(); i++) {
                place = loop.backward() ? loop.count() - 1 - i : i;
                for (Step step : loop.steps()) {
                    if (step instanceof Step.Launch launch) {
                        launch(launch, from, to);
                    } else {
                        run(List.of(step));
                    }
                }
            }
        }
        place = 0;
    }

    private void launch(Step.Launch launch, int firstExample, int lastExample) {
        List<Object> arguments = new ArrayList<>();
        for (Step.Argument argument : launch.arguments()) {
            if (argument instanceof Step.Argument.Place place) {
                Object array = arrays.get(place.space());
                if (array == null) {
                    throw new IllegalStateException("nothing is known of " + place.space());
                }
                arguments.add(array);
                arguments.add(place.offset() + this.place * place.perStep());
            } else if (argument instanceof Step.Argument.BatchCount) {
                arguments.add(count);
            } else if (argument instanceof Step.Argument.Value value) {
                arguments.add((float) number(value.scalar()));
            } else {
                arguments.add(12345);
                arguments.add(678);
            }
        }
        Step.Split split = launch.split();
        if (!split.takesUnits()) {
            kernels.call(launch.kernel(), arguments);
            return;
        }
        int first = split.perExample() * firstExample;
        int units = split.perExample() > 0 ? split.perExample() * lastExample : split.units();
        int chunk = ((units - first) / parts / split.grain() + 1) * split.grain();
        for (int from = first; from < units; from += chunk) {
            List<Object> all = new ArrayList<>(arguments);
            all.add(from);
            all.add(Math.min(units, from + chunk));
            kernels.call(launch.kernel(), all);
        }
    }

    private double number(Scalar scalar) {
        if (scalar instanceof Scalar.Number literal) {
            return literal.value();
        } else if (scalar instanceof Scalar.Setting setting) {
            return settings.get(setting.name());
        } else if (scalar instanceof Scalar.Count) {
            return count;
        } else if (scalar instanceof Scalar.Stored stored) {
            return floats(stored.space())[stored.offset()];
        } else if (scalar instanceof Scalar.Named name) {
            return named.get(name.name());
        }
        Scalar.Apply apply = (Scalar.Apply) scalar;
        double[] x = apply.operands().stream().mapToDouble(this::number).toArray();
        return switch (apply.operator()) {
            case "add" -> x[0] + x[1];
            case "sub" -> x[0] - x[1];
            case "mul" -> x[0] * x[1];
            case "div" -> x[0] / x[1];
            case "pow" -> Math.pow(x[0], x[1]);
            case "sqrt" -> Math.sqrt(x[0]);
            case "neg" -> -x[0];
            case "min" -> Math.min(x[0], x[1]);
            case "max" -> Math.max(x[0], x[1]);
            case "exp" -> Math.exp(x[0]);
            case "log" -> Math.log(x[0]);
            default -> throw new IllegalStateException("no meaning for " + apply.operator());
        };
    }

    LoweredModel model() {
        return model;
    }
}
