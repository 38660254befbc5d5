package dev.nnc.compiler.loops;

import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Kernel;
import dev.nnc.compiler.loops.kernel.Stmt;
import dev.nnc.compiler.loops.kernel.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs kernels as they are written, at a vector width of choice: lanes are arrays, numbers are boxed. */
final class KernelInterpreter {
    private final Map<String, Kernel> kernels = new HashMap<>();
    private final int lanes;

    KernelInterpreter(List<Kernel> all, int lanes) {
        all.forEach(kernel -> kernels.put(kernel.name(), kernel));
        this.lanes = lanes;
    }

    Kernel kernel(String name) {
        return kernels.get(name);
    }

    void call(String name, List<Object> arguments) {
        Kernel kernel = kernels.get(name);
        Map<String, Object> locals = new HashMap<>();
        for (int i = 0; i < kernel.parameters().size(); i++) {
            locals.put(kernel.parameters().get(i).name(), arguments.get(i));
        }
        run(kernel.body(), locals);
    }

    private void run(List<Stmt> body, Map<String, Object> locals) {
        for (Stmt statement : body) {
            if (statement instanceof Stmt.Let let) {
                locals.put(let.name(), eval(let.value(), locals));
            } else if (statement instanceof Stmt.Var var) {
                locals.put(var.name(), eval(var.value(), locals));
            } else if (statement instanceof Stmt.Assign assign) {
                locals.put(assign.name(), eval(assign.value(), locals));
            } else if (statement instanceof Stmt.Store store) {
                store(store, locals);
            } else if (statement instanceof Stmt.For loop) {
                int to = (int) eval(loop.to(), locals);
                int step = (int) eval(loop.step(), locals);
                for (int i = (int) eval(loop.from(), locals); i < to; i += step) {
                    locals.put(loop.variable(), i);
                    run(loop.body(), locals);
                }
            } else if (statement instanceof Stmt.If branch) {
                run((boolean) eval(branch.condition(), locals) ? branch.yes() : branch.no(), locals);
            } else if (statement instanceof Stmt.Call call) {
                call(
                        call.kernel(),
                        call.arguments().stream().map(a -> argument(a, locals)).toList());
            }
        }
    }

    private Object argument(Stmt.Argument argument, Map<String, Object> locals) {
        return argument instanceof Stmt.Argument.Array array
                ? locals.get(array.name())
                : eval(((Stmt.Argument.Value) argument).value(), locals);
    }

    private void store(Stmt.Store store, Map<String, Object> locals) {
        float[] array = (float[]) locals.get(store.array());
        int at = (int) eval(store.index(), locals);
        Object value = eval(store.value(), locals);
        if (value instanceof float[] vector) {
            System.arraycopy(vector, 0, array, at, lanes);
        } else {
            array[at] = (float) value;
        }
    }

    private Object eval(Expr expr, Map<String, Object> locals) {
        if (expr instanceof Expr.IntLiteral literal) {
            return literal.value();
        } else if (expr instanceof Expr.FloatLiteral literal) {
            return literal.value();
        } else if (expr instanceof Expr.LaneCount) {
            return lanes;
        } else if (expr instanceof Expr.Local local) {
            return locals.get(local.name());
        } else if (expr instanceof Expr.Element element) {
            int at = (int) eval(element.index(), locals);
            Object array = locals.get(element.array());
            return array instanceof int[] ids ? (Object) ids[at] : (Object) ((float[]) array)[at];
        } else if (expr instanceof Expr.Load load) {
            int at = (int) eval(load.index(), locals);
            return Arrays.copyOfRange((float[]) locals.get(load.array()), at, checked(locals, load, at + lanes));
        } else if (expr instanceof Expr.Splat splat) {
            return splat(eval(splat.value(), locals));
        } else if (expr instanceof Expr.IntArithmetic op) {
            return ints(op.operator(), (int) eval(op.left(), locals), (int) eval(op.right(), locals));
        } else if (expr instanceof Expr.Fma fma && fma.type() == Type.LANES) {
            return fused((float[]) eval(fma.factor(), locals), (float[]) eval(fma.other(), locals), (float[])
                    eval(fma.addend(), locals));
        } else if (expr instanceof Expr.SwappedLanes swapped) {
            float[] before = (float[]) eval(swapped.lanes(), locals);
            float[] after = new float[lanes];
            for (int lane = 0; lane < lanes; lane++) {
                after[lane] = before[lane ^ swapped.bit()];
            }
            return after;
        } else if (expr instanceof Expr.LaneBit chosen) {
            boolean[] mask = new boolean[lanes];
            for (int lane = 0; lane < lanes; lane++) {
                mask[lane] = (lane & chosen.bit()) != 0;
            }
            return mask;
        }
        return lanewise(expr, locals);
    }

    private static float[] fused(float[] a, float[] b, float[] c) {
        float[] result = new float[c.length];
        for (int lane = 0; lane < result.length; lane++) {
            result[lane] = Math.fma(a[lane], b[lane], c[lane]);
        }
        return result;
    }

    private static int checked(Map<String, Object> locals, Expr.Load load, int end) {
        int length = ((float[]) locals.get(load.array())).length;
        if (end > length) {
            throw new IndexOutOfBoundsException(load.array() + " ends at " + length + ", read up to " + end);
        }
        return end;
    }

    private Object splat(Object value) {
        if (value instanceof Integer number) {
            int[] all = new int[lanes];
            Arrays.fill(all, number);
            return all;
        }
        float[] all = new float[lanes];
        Arrays.fill(all, (float) value);
        return all;
    }

    private Object lanewise(Expr expr, Map<String, Object> locals) {
        List<Object> operands = new ArrayList<>();
        for (Expr operand : operands(expr)) {
            operands.add(eval(operand, locals));
        }
        if (!expr.type().isLanes()) {
            return one(expr, operands);
        }
        Object result = expr.type() == Type.LANES
                ? new float[lanes]
                : expr.type() == Type.MASK ? new boolean[lanes] : new int[lanes];
        for (int lane = 0; lane < lanes; lane++) {
            List<Object> picked = new ArrayList<>();
            for (Object operand : operands) {
                picked.add(pick(operand, lane));
            }
            Object value = one(expr, picked);
            java.lang.reflect.Array.set(result, lane, value);
        }
        return result;
    }

    private static Object pick(Object operand, int lane) {
        if (operand instanceof float[] floats) {
            return floats[lane];
        }
        return operand.getClass().isArray() ? java.lang.reflect.Array.get(operand, lane) : operand;
    }

    private static List<Expr> operands(Expr expr) {
        if (expr instanceof Expr.IntArithmetic op) {
            return List.of(op.left(), op.right());
        } else if (expr instanceof Expr.Arithmetic op) {
            return List.of(op.left(), op.right());
        } else if (expr instanceof Expr.Fma fma) {
            return List.of(fma.factor(), fma.other(), fma.addend());
        } else if (expr instanceof Expr.Unary op) {
            return List.of(op.operand());
        } else if (expr instanceof Expr.Comparison op) {
            return List.of(op.left(), op.right());
        } else if (expr instanceof Expr.Logic op) {
            return List.of(op.left(), op.right());
        } else if (expr instanceof Expr.Choice op) {
            return List.of(op.condition(), op.yes(), op.no());
        } else if (expr instanceof Expr.Bits op) {
            return List.of(op.value());
        } else if (expr instanceof Expr.FromBits op) {
            return List.of(op.bits());
        } else if (expr instanceof Expr.ToInt op) {
            return List.of(op.value());
        }
        return List.of(((Expr.ToFloat) expr).value());
    }

    private static Object one(Expr expr, List<Object> x) {
        if (expr instanceof Expr.IntArithmetic op) {
            return ints(op.operator(), (int) x.get(0), (int) x.get(1));
        } else if (expr instanceof Expr.Arithmetic op) {
            return x.get(0) instanceof Integer a
                    ? (Object) ints(op.operator(), a, (int) x.get(1))
                    : (Object) floats(op.operator(), (float) x.get(0), (float) x.get(1));
        } else if (expr instanceof Expr.Fma) {
            return Math.fma((float) x.get(0), (float) x.get(1), (float) x.get(2));
        } else if (expr instanceof Expr.Unary op) {
            float a = (float) x.get(0);
            return switch (op.function()) {
                case NEGATE -> -a;
                case ABSOLUTE -> Math.abs(a);
                case SQUARE_ROOT -> (float) Math.sqrt(a);
            };
        } else if (expr instanceof Expr.Comparison op) {
            return op.relation().holds(((Number) x.get(0)).doubleValue(), ((Number) x.get(1)).doubleValue());
        } else if (expr instanceof Expr.Logic op) {
            boolean a = (boolean) x.get(0);
            boolean b = (boolean) x.get(1);
            return switch (op.operator()) {
                case AND -> a && b;
                case OR -> a || b;
                default -> a ^ b;
            };
        } else if (expr instanceof Expr.Choice) {
            return (boolean) x.get(0) ? x.get(1) : x.get(2);
        } else if (expr instanceof Expr.Bits) {
            return Float.floatToRawIntBits((float) x.get(0));
        } else if (expr instanceof Expr.FromBits) {
            return Float.intBitsToFloat((int) x.get(0));
        } else if (expr instanceof Expr.ToInt) {
            return (int) (float) x.get(0);
        }
        return (float) (int) x.get(0);
    }

    private static int ints(Expr.Operator operator, int a, int b) {
        return switch (operator) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case REMAINDER -> a % b;
            case AND -> a & b;
            case OR -> a | b;
            case XOR -> a ^ b;
            case SHIFT_LEFT -> a << b;
            case SHIFT_RIGHT -> a >> b;
            case SHIFT_RIGHT_UNSIGNED -> a >>> b;
            case ROTATE_LEFT -> Integer.rotateLeft(a, b);
            case LARGER, SMALLER -> throw new IllegalArgumentException(operator + " on ints");
        };
    }

    private static float floats(Expr.Operator operator, float a, float b) {
        return switch (operator) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case LARGER -> Math.max(a, b);
            case SMALLER -> Math.min(a, b);
            default -> throw new IllegalArgumentException(operator + " on floats");
        };
    }
}
