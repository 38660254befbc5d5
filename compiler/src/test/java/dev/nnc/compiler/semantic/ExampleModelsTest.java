package dev.nnc.compiler.semantic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nnc.compiler.diagnostics.CompilationFailed;
import dev.nnc.compiler.ir.Verifier;
import dev.nnc.compiler.ir.model.Model;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every example either means something or is turned down for the first thing that this version lacks. */
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
                "bench-models/mlp",
                "bench-models/tabular",
                "bench-models/wide",
                "bench-models/vae"
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

    @ParameterizedTest
    @CsvSource({
        "models/lenet, conv",
        "models/resnet, conv",
        "models/char_lstm, embedding",
        "models/char_gru, embedding",
        "models/reviews, embedding",
        "models/transformer, embedding",
        "models/translate, embedding",
        "bench-models/lenet, conv",
        "bench-models/convnet, conv",
        "bench-models/gru, embedding",
        "bench-models/lstm, embedding",
        "bench-models/transformer, embedding"
    })
    void isTurnedDown(String path, String layer) {
        assertThatThrownBy(() -> Models.example(path))
                .isInstanceOfSatisfying(
                        CompilationFailed.class,
                        failed -> assertThat(failed.problems())
                                .allSatisfy(
                                        problem -> assertThat(problem.message())
                                                .isEqualTo(
                                                        "`" + layer
                                                                + "` is part of the language, but this version does not compile it yet")));
    }
}
