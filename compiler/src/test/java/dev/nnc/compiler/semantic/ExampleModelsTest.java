package dev.nnc.compiler.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.ir.Verifier;
import dev.nnc.compiler.ir.model.Model;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every example means something. */
class ExampleModelsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "models/perceptron",
                "models/mlp",
                "models/diabetes",
                "models/digits",
                "models/custom",
                "models/vae",
                "models/gan",
                "models/lenet",
                "models/resnet",
                "models/char_lstm",
                "models/char_gru",
                "models/reviews",
                "models/transformer",
                "models/translate",
                "bench-models/mlp",
                "bench-models/tabular",
                "bench-models/wide",
                "bench-models/vae",
                "bench-models/lenet",
                "bench-models/convnet",
                "bench-models/gru",
                "bench-models/lstm",
                "bench-models/transformer"
            })
    void meansSomething(String path) {
        Model model = Models.example(path);
        Verifier.verify(model.inference());
        model.phases().forEach(phase -> Verifier.verify(phase.forward()));
        model.phases().forEach(phase -> Verifier.verify(phase.update()));
        model.entries().forEach(entry -> Verifier.verify(entry.graph()));
        assertThat(model.outputs()).isNotEmpty();
        assertThat(model.phases())
                .isNotEmpty()
                .allSatisfy(phase -> assertThat(phase.weights()).isNotEmpty());
    }
}
