package dev.nnc.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.runtime.Layouts;
import dev.nnc.runtime.Network;
import dev.nnc.runtime.PhaseSpec;
import dev.nnc.runtime.TensorSpec;
import dev.nnc.runtime.Trainer;
import java.lang.reflect.Field;
import java.util.Arrays;

/** What lies between weights: exactly 0 in the parameters, in their gradients and in what the optimizer keeps for them. */
public final class Padding {
    private Padding() {}

    /** Looks at the floats of all phases. */
    public static void check(Network network, Trainer trainer) {
        float[] used = new float[network.signature().parameterFloats()];
        for (TensorSpec tensor : network.signature().tensors()) {
            float[] ones = new float[tensor.size()];
            Arrays.fill(ones, 1);
            Layouts.toPhysical(tensor, ones, 0, used, 0);
        }
        check("parameters", array(Network.class, network, "parameters"), 0, used);
        float[] state = state(trainer);
        for (int p = 0; p < network.signature().phases().size(); p++) {
            PhaseSpec phase = network.signature().phases().get(p);
            float[] moved = Arrays.copyOfRange(used, phase.from(), phase.to());
            check("gradients", array(Trainer.class, trainer, "gradients"), phase.from(), moved);
            for (int slot = 0; slot < phase.slots().size(); slot++) {
                check(phase.slots().get(slot), state, network.signature().stateOffset(p) + slot * moved.length, moved);
            }
        }
    }

    /** What the optimizers keep, as it lies in memory. */
    static float[] state(Trainer trainer) {
        return array(Trainer.class, trainer, "state");
    }

    private static void check(String what, float[] values, int from, float[] used) {
        for (int i = 0; i < used.length; i++) {
            if (used[i] == 0) {
                assertThat(values[from + i])
                        .as("padding of " + what + " at " + i)
                        .isZero();
            }
        }
    }

    private static float[] array(Class<?> owner, Object object, String field) {
        try {
            Field declared = owner.getDeclaredField(field);
            declared.setAccessible(true);
            return (float[]) declared.get(object);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
