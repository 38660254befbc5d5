package dev.nnc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.Compilation;
import dev.nnc.compiler.NnCompiler;
import dev.nnc.compiler.Options;
import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.runtime.Network;
import dev.nnc.runtime.Trainer;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the compiler says that a network and its trainer hold is what the arrays of their objects come to. */
class ArraySizesTest {
    private static final String UNTRAINED = """
            model Net {
                input x: float[20]
                guess = x -> softmax
                output guess
            }
            """;

    private static final String DENSE = """
            model Net {
                input  x: float[30]
                target y: float[1]
                guess = x -> standardize -> dense(40) -> relu -> dense(1)
                output guess
                loss mean_squared_error(guess, y)
                metric mean_absolute_error(guess, y)
            }
            train Net {
                batch 24
                optimizer adam
            }
            """;

    private static final String DEEP = """
            model Net {
                input  x: float[1, 8, 8]
                target y: class(3)
                guess = x -> conv(8, 3) -> batch_norm -> relu -> flatten -> dense(300) -> dense(3)
                output guess
                loss cross_entropy(guess, y)
                metric accuracy(guess, y)
            }
            train Net {
                batch 500
                optimizer sgd(rate = 0.1, momentum = 0.9)
            }
            """;

    @ParameterizedTest
    @ValueSource(strings = {UNTRAINED, DENSE, DEEP})
    void agreesWithTheObjects(String text) throws ReflectiveOperationException {
        Options options = Options.forPackage("zoo").withFlavour(Options.Flavour.SCALAR);
        Compilation compiled = NnCompiler.compile(new Source("net.nn", text), options);
        assertThat(compiled.problems()).isEmpty();
        CompiledCode classes = CompiledCode.of(compiled.files());
        Network network = (Network)
                classes.loadClass("zoo.Net").getMethod("create", long.class).invoke(null, 7L);
        Set<float[]> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
        collect(network.getClass(), network, arrays);
        collect(classes.loadClass("zoo.NetKernels"), null, arrays);
        assertThat(compiled.sizes().get(0).predictor()).isEqualTo(floats(arrays));
        if (text.contains("train Net")) {
            Trainer trainer = network.trainer();
            collect(trainer.getClass(), trainer, arrays);
        }
        assertThat(compiled.sizes().get(0).trainer()).isEqualTo(floats(arrays));
    }

    private static long floats(Set<float[]> arrays) {
        return arrays.stream().mapToLong(array -> array.length).sum();
    }

    private static void collect(Class<?> type, Object object, Set<float[]> arrays) throws IllegalAccessException {
        for (Class<?> level = type; level != null && level != Object.class; level = level.getSuperclass()) {
            for (Field field : level.getDeclaredFields()) {
                boolean reached = object != null || Modifier.isStatic(field.getModifiers());
                // One number for each loss is no array to speak of.
                if (field.getType() == float[].class
                        && reached
                        && !field.getName().equals("losses")) {
                    field.setAccessible(true);
                    Optional.ofNullable((float[]) field.get(object)).ifPresent(arrays::add);
                }
            }
        }
    }
}
