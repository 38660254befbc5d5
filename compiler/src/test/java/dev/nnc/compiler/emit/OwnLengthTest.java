package dev.nnc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nnc.compiler.NnCompiler;
import dev.nnc.compiler.Options;
import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.runtime.Batch;
import dev.nnc.runtime.Element;
import dev.nnc.runtime.InputSpec;
import dev.nnc.runtime.Network;
import dev.nnc.runtime.Trainer;
import dev.nnc.runtime.data.ArraySource;
import dev.nnc.runtime.metrics.Evaluation;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Inputs whose examples have lengths of their own: callers pass the lengths, and padding changes nothing. */
class OwnLengthTest {
    private static final int[] LENGTHS = {3, 5, 1};
    private static final int[] WORDS = {1, 2, 3, 0, 0, 6, 5, 4, 3, 2, 4, 0, 0, 0, 0};
    private static final int[] OTHER_PADDING = {1, 2, 3, 99, -1, 6, 5, 4, 3, 2, 4, 7, 6, 5, 4};

    private final Network network;

    OwnLengthTest() throws ReflectiveOperationException {
        network = TrainedModel.of(
                1,
                "model Net {",
                "    input words: class(7)[T <= 5]",
                "    target opinion: class(no, yes)",
                "    target each: float[T]",
                "    h = one_hot(words, 7) -> dense(3) -> tanh",
                "    logit = h -> mean(axis = T) -> dense(1)",
                "    output of_word = sum(h, axis = -1)",
                "    output probability of opinion = sigmoid(logit)",
                "    loss binary_cross_entropy(logit, opinion) + mean_squared_error(of_word, each)",
                "    metric accuracy(logit, opinion)",
                "    entry words_alone(words: class(7)[T]) {",
                "        output h = sum(one_hot(words, 7) * one_hot(words, 7), axis = 1)",
                "    }",
                "}",
                "train Net {",
                "    batch 2",
                "}");
    }

    private float[][] predict(int[] words, int[] lengths) {
        Batch batch = Batch.forPrediction(network.signature(), lengths.length);
        System.arraycopy(words, 0, batch.classes(0), 0, words.length);
        System.arraycopy(lengths, 0, batch.classes(1), 0, lengths.length);
        float[][] outputs = {new float[5 * lengths.length], new float[lengths.length]};
        network.predict(batch, lengths.length, outputs);
        return outputs;
    }

    @Test
    void lengthsAreAnInputOfTheirOwn() {
        List<InputSpec> inputs = network.signature().inputs();
        assertThat(inputs).extracting(InputSpec::name).containsExactly("words", "T lengths");
        assertThat(inputs.get(1).element()).isEqualTo(Element.LENGTH);
        assertThat(inputs.get(1).classes()).isEqualTo(5);
        assertThat(network.signature().targets()).hasSize(2);
    }

    @Test
    void documentationSaysHowLongArraysAre() {
        Source source = new Source("tag.nn", """
                model Tag {
                    input  words: float[T <= 9, 3]
                    output tags = words -> dense(2)
                }
                """);
        String java = NnCompiler.compile(source, Options.forPackage("p"))
                .files()
                .get(0)
                .text();
        assertThat(java.replaceAll("\\s+\\*?\\s*", " "))
                .contains("@param words T x 3 numbers, where T is how long the example is, from 1 to 9")
                .contains("@return T x 2 numbers, as long as {@code words}")
                .contains("@param words 27 numbers (9 x 3) for each example; what lies behind its length is padding")
                .contains("@param tags takes 18 numbers (9 x 2) for each example, 0 behind its length along T");
    }

    @Test
    void paddingChangesNoPrediction() {
        float[][] outputs = predict(WORDS, LENGTHS);
        assertThat(predict(OTHER_PADDING, LENGTHS)).isDeepEqualTo(outputs);
        assertThat(Arrays.copyOfRange(outputs[0], 3, 5)).containsOnly(0);
        float[][] longer = predict(WORDS, new int[] {4, 5, 1});
        assertThat(longer[1][0]).isNotEqualTo(outputs[1][0]);
        assertThat(longer[1][1]).isEqualTo(outputs[1][1]);
    }

    @Test
    void paddingChangesNoStepAndNoMetric() {
        float[] losses = new float[2];
        double[] evaluated = new double[2];
        float[][] weights = new float[2][];
        for (int i = 0; i < 2; i++) {
            network.initialize(3);
            try (Trainer trainer = network.trainer()) {
                Batch batch = Batch.forTraining(network.signature(), 2);
                System.arraycopy(i == 0 ? WORDS : OTHER_PADDING, 0, batch.classes(0), 0, 10);
                System.arraycopy(LENGTHS, 0, batch.classes(1), 0, 2);
                batch.classes(2)[1] = 1;
                Arrays.fill(batch.floats(3), 0.5f);
                batch.floats(3)[4] = i == 0 ? 0.5f : Float.NaN;
                batch.setCount(2);
                Evaluation evaluation = new Evaluation(network.signature().metrics());
                trainer.evaluate(batch, evaluation);
                evaluated[i] = evaluation.loss();
                losses[i] = trainer.step(batch);
                weights[i] = network.tensor("h.dense.weight");
            }
        }
        assertThat(losses[0]).isEqualTo(losses[1]).isFinite();
        assertThat(evaluated[0]).isEqualTo(evaluated[1]).isFinite();
        assertThat(weights[0]).isEqualTo(weights[1]);
    }

    @Test
    void oneExampleIsAnArrayOfItsLength() throws ReflectiveOperationException {
        float[][] outputs = predict(WORDS, LENGTHS);
        float[] ofWord = new float[5];
        float[] probability = new float[1];
        network.getClass()
                .getMethod("predict", int[].class, float[].class, float[].class)
                .invoke(network, new int[] {1, 2, 3}, ofWord, probability);
        assertThat(probability[0]).isEqualTo(outputs[1][0]);
        assertThat(ofWord).containsExactly(Arrays.copyOf(outputs[0], 5));
        float[] alone = (float[])
                network.getClass().getMethod("wordsAlone", int[].class).invoke(network, (Object) new int[] {1, 2});
        assertThat(alone).containsExactly(1, 1);
    }

    @Test
    void wrongLengthsAreRefused() {
        assertThatThrownBy(() -> predict(WORDS, new int[] {3, 6, 1}))
                .hasMessage("the length along T of example 1 is 6, but must be from 1 to 5");
        assertThatThrownBy(() -> predict(WORDS, new int[] {3, 5, 0}))
                .hasMessage("the length along T of example 2 is 0, but must be from 1 to 5");
        assertThatThrownBy(() -> predict(OTHER_PADDING, new int[] {4, 5, 1}))
                .hasMessage("element 3 of words is class 99, but its classes are 0 to 6");
        assertThatThrownBy(() ->
                        network.getClass().getMethod("classify", int[].class).invoke(network, (Object) new int[6]))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .hasMessage("words has 6 elements, but takes 1 to 5");
        assertThatThrownBy(() ->
                        ArraySource.of(network.signature(), 3, WORDS, new int[] {3, 7, 1}, new int[3], new float[15]))
                .hasMessage("the length along T of example 1 is 7, but must be from 1 to 5");
    }
}
