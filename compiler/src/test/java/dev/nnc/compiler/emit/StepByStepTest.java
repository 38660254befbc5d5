package dev.nnc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nnc.compiler.Compilation;
import dev.nnc.compiler.NnCompiler;
import dev.nnc.compiler.Options;
import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.runtime.CarriedState;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What generated Java says of a sequence step by step, with a state, is what it says of the whole; nothing is moved for a step. */
class StepByStepTest {
    private static final int STEPS = 21;
    private static final int WIDTH = 6;

    /** More than one batch of 32. */
    private static final int SEQUENCES = 35;

    private static Compilation compile(String layer) {
        String text = """
                model Net {
                    input x: float[%d, %d]
                    layer memory = %s
                    output y = x -> memory
                    entry next(now: float[%d]) {
                        state so_far: memory
                        output z = now -> memory(state = so_far)
                    }
                }
                """.formatted(STEPS, WIDTH, layer, WIDTH);
        return NnCompiler.compile(
                new Source("net.nn", text), Options.forPackage("com.acme").withFlavour(Options.Flavour.VECTOR));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rnn(6)",
                "lstm(6, layers = 2)",
                "gru(6)",
                "attention(2, causal = true)",
                "attention(3, causal = true, positions = rotary)",
                "positions -> repeat 2 { in + (in -> layer_norm -> attention(2, causal = true)) } -> gru(6)"
            })
    void stepsAreTheWholeSequence(String layer) throws ReflectiveOperationException {
        Compilation compilation = compile(layer);
        CompiledCode code = CompiledCode.of(compilation.files());
        Class<?> network = code.loadClass("com.acme.Net");
        Class<?> stateType = code.loadClass("com.acme.Net$NextState");
        Object net = network.getMethod("create", long.class).invoke(null, 4L);
        float[] x = new float[SEQUENCES * STEPS * WIDTH];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) Math.sin(1 + 3 * i);
        }
        float[] whole = new float[x.length];
        network.getMethod("predict", float[].class, int.class, float[].class).invoke(net, x, SEQUENCES, whole);

        CarriedState state = (CarriedState) stateType.getConstructor(int.class).newInstance(SEQUENCES);
        Method next = network.getMethod("next", float[].class, stateType, int.class, float[].class);
        for (int step = 0; step < STEPS; step++) {
            float[] z = new float[SEQUENCES * WIDTH];
            next.invoke(net, step(x, step), state, SEQUENCES, z);
            assertThat(z).as("step " + step).containsExactly(step(whole, step), within(2e-6f));
        }
    }

    private static float[] step(float[] sequences, int step) {
        float[] values = new float[SEQUENCES * WIDTH];
        for (int i = 0; i < SEQUENCES; i++) {
            System.arraycopy(sequences, (i * STEPS + step) * WIDTH, values, i * WIDTH, WIDTH);
        }
        return values;
    }

    /** A copy or a transpose of the cache would cost as much as the attention itself. */
    @Test
    void attentionReadsItsCacheWhereItIs() {
        String java = compile("attention(2, causal = true)").files().stream()
                .filter(generated -> generated.path().endsWith("Net.java"))
                .findFirst()
                .orElseThrow()
                .text();
        String step = java.substring(java.indexOf("private void nextForward"));
        assertThat(step.substring(0, step.indexOf("\n  }\n")))
                .contains("new so_far.keys = ", "new so_far.values = ")
                .doesNotContain("copy(", "transpose(");
    }
}
