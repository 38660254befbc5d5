package dev.nnc.compiler.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.model.Augmentation;
import dev.nnc.compiler.ir.model.Initial;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.ir.model.Phase;
import dev.nnc.compiler.ir.model.Schedule;
import dev.nnc.compiler.ir.model.Standardization;
import dev.nnc.compiler.ir.model.Stopping;
import dev.nnc.compiler.ir.model.Training;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Random;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a model says beside its weights' names: data, results, phases, modes, training. */
class ModelFactsTest {
    @Test
    void inputsTargetsAndOutputs() {
        Model model = Models.example("models/perceptron");
        assertThat(model.inputs()).singleElement().satisfies(input -> {
            assertThat(input.name()).isEqualTo("features");
            assertThat(input.type()).hasToString("f32[b,30]");
            assertThat(input.classes()).isZero();
        });
        assertThat(model.targets()).singleElement().satisfies(target -> {
            assertThat(target.type()).hasToString("i32[b]");
            assertThat(target.classes()).isEqualTo(2);
            assertThat(target.classNames()).containsExactly("benign", "malignant");
        });
        assertThat(model.outputs()).singleElement().satisfies(output -> {
            assertThat(output.name()).isEqualTo("probability");
            assertThat(output.type()).hasToString("f32[b,1]");
            assertThat(output.target()).isEqualTo("diagnosis");
        });
        assertThat(model.standardizations())
                .containsExactly(
                        new Standardization("features", -1, "logit.standardize.mean", "logit.standardize.deviation"));
        assertThat(model.metrics())
                .singleElement()
                .satisfies(metric -> assertThat(metric.kind()).isEqualTo("ACCURACY"));
        assertThat(model.training())
                .isEqualTo(new Training(Optional.of("breast_cancer.csv"), 32, 100, 0.2, Stopping.NEVER, 42, List.of()));
    }

    /** In training a normalisation mixes the examples of a batch; what is measured is not in training. */
    @Test
    void anyMeanIsAMetricBehindANormalisation() {
        Model model = Models.of(
                "model Net {",
                "    input x: float[3]",
                "    target kind: class(3)",
                "    logits = x -> batch_norm -> dense(3)",
                "    output logits",
                "    loss cross_entropy(logits, kind)",
                "    metric surprise = 2 * cross_entropy(logits, kind)",
                "}");
        assertThat(model.metrics())
                .singleElement()
                .satisfies(metric -> assertThat(metric.kind()).isEqualTo("MEAN"));
    }

    @Test
    void denseStartsAsInPyTorch() {
        Model model = Models.example("models/mlp");
        assertThat(model.weights().get(0).initial()).isEqualTo(Initial.of(Initial.Kind.UNIFORM, -1.0 / 28, 1.0 / 28));
        assertThat(model.weights().get(1).initial()).isEqualTo(Initial.of(Initial.Kind.UNIFORM, -1.0 / 28, 1.0 / 28));
        assertThat(Models.example("models/custom").weights().get(3).initial())
                .isEqualTo(Initial.of(Initial.Kind.CONSTANT, -1.0));
    }

    @Test
    void parametersAreSetFromOutside() {
        String text = Models.read("models/mlp");
        assertThat(Models.weights(Models.of(text, Map.of("hidden", "64"))))
                .contains("logits.dense.weight f32[64,784]", "logits.dense2.weight f32[32,64]");
    }

    @Test
    void standardizedTargetIsUndoneByTheSameStatistics() {
        Model model = Models.example("models/diabetes");
        assertThat(model.standardizations())
                .containsExactlyInAnyOrder(
                        new Standardization("progression", -1, "unit.mean", "unit.deviation"),
                        new Standardization(
                                "measurements", -1, "estimate.standardize.mean", "estimate.standardize.deviation"));
    }

    @Test
    void dropoutDrawsInTrainingAlone() {
        Model model = Models.example("models/digits");
        assertThat(draws(model.inference())).isEmpty();
        assertThat(draws(model.phases().get(0).forward())).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "mean_squared_error(y, x); false",
                "mean_squared_error(y, x, reduce = sum); true",
                "2 * sum(square(y - x)) - 1 + 0.1 * sum(abs(head.weight)); true",
                "sum(abs(head.weight)) + mean(y); false",
                "sum(y) / size(y, 0); true",
                "sum(y) + mean(x); false",
                "-sum(y); true",
                "sum(y) / sum(x); false"
            })
    void aLossThatAddsUpIsToldFromAMean(String loss, boolean summed) {
        Model model = Models.of("""
                model Net {
                    input x: float[4]
                    layer head = dense(4)
                    y = x -> head
                    output y
                    loss %s
                }
                """.formatted(loss), Map.of());
        assertThat(model.phases().get(0).summed()).isEqualTo(summed);
    }

    @Test
    void aNamedValueIsOneDrawInEveryPhase() {
        Model model = Models.example("models/gan");
        Phase judging = model.phases().get(0);
        Phase fooling = model.phases().get(1);
        int fake = draws(model.inference()).get(0);
        assertThat(draws(judging.forward())).hasSize(3).doesNotHaveDuplicates().contains(fake);
        assertThat(draws(fooling.forward())).hasSize(2).contains(fake);
    }

    @Test
    void eachPhaseMovesItsOwnWeights() {
        Model model = Models.example("models/gan");
        assertThat(model.phases()).extracting(Phase::name).containsExactly("judging", "fooling");
        assertThat(model.phases().get(0).weights())
                .allMatch(name -> name.startsWith("critic."))
                .hasSize(4);
        assertThat(model.phases().get(1).weights())
                .allMatch(name -> name.startsWith("generator."))
                .hasSize(4);
        assertThat(model.phases().get(0).settings()).containsEntry("rate", 2e-4).containsEntry("beta1", 0.5);
        assertThat(model.phases().get(0).settings().keySet().iterator().next()).isEqualTo("rate");
    }

    @Test
    void predictingReadsOnlyWhatTheOutputsNeed() {
        Model model = Models.example("models/gan");
        Graph outputs = model.inference()
                .withResults(model.inference().results(Result.Kind.OUTPUT).toList());
        assertThat(inputs(Pruning.prune(outputs))).isEmpty();
    }

    @Test
    void anEntryHasItsOwnInputsAndTheModelsWeights() {
        Model model = Models.example("models/vae");
        assertThat(model.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.name()).isEqualTo("draw");
            assertThat(entry.inputs())
                    .singleElement()
                    .satisfies(input -> assertThat(input.type()).hasToString("f32[b,20]"));
            assertThat(inputs(entry.graph())).containsExactly("sample");
            assertThat(entry.graph().nodes().stream()
                            .filter(node -> node.op() instanceof Leaf leaf && leaf.kind() == Leaf.Kind.PARAMETER)
                            .map(node -> ((Leaf) node.op()).leaf()))
                    .containsExactlyInAnyOrder(
                            "decoder.dense.weight",
                            "decoder.dense.bias",
                            "decoder.dense2.weight",
                            "decoder.dense2.bias");
        });
    }

    @Test
    void updatesWorkOnAllWeightsLaidEndToEnd() {
        Phase phase = Models.example("models/perceptron").phases().get(0);
        assertThat(phase.weights()).containsExactly("logit.dense.weight", "logit.dense.bias");
        assertThat(phase.slots()).isEmpty();
        assertThat(phase.schedule()).isEqualTo(Schedule.CONSTANT);
        assertThat(phase.update().results()).singleElement().satisfies(result -> {
            assertThat(result.name()).isEqualTo("parameters");
            assertThat(phase.update().type(result.node())).hasToString("f32[31]");
        });
    }

    @Test
    void clippingIsASettingAndSchedulesAreKept() {
        Model model = Models.of(
                "model Net {",
                "    input x: float[3]",
                "    target t: float[1]",
                "    y = x -> dense(1)",
                "    output y",
                "    loss mean_squared_error(y, t)",
                "}",
                "train Net {",
                "    optimizer sgd(rate = cosine(0.1, to = 0, warmup = 200), momentum = 0.9)",
                "    clip norm(2)",
                "    stop early(patience = 3)",
                "}");
        Phase phase = model.phases().get(0);
        assertThat(phase.settings())
                .containsExactlyInAnyOrderEntriesOf(Map.of("rate", 0.1, "momentum", 0.9, "clip", 2.0));
        assertThat(phase.slots()).containsExactly("velocity");
        assertThat(phase.schedule().kind()).isEqualTo("cosine");
        assertThat(phase.schedule().arguments()).containsEntry("to", 0.0).containsEntry("warmup", 200.0);
        assertThat(model.training().stopping()).isEqualTo(new Stopping(3, "loss", Stopping.Better.USUAL));
    }

    @Test
    void augmentationIsKeptInTheOrderInWhichItIsWritten() {
        Model model = Models.of(
                "model Net {",
                "    input image: float[3, 8, 8]",
                "    y = image -> flatten -> dense(1)",
                "    output y",
                "    loss mean(y * y)",
                "}",
                "train Net {",
                "    augment shift(2), flip(vertical), flip, crop(3 / 4, input = image)",
                "}");
        assertThat(model.training().augmentations())
                .containsExactly(
                        new Augmentation(Augmentation.Kind.SHIFT, "image", 2),
                        new Augmentation(Augmentation.Kind.FLIP_VERTICAL, "image", 0),
                        new Augmentation(Augmentation.Kind.FLIP_HORIZONTAL, "image", 0),
                        new Augmentation(Augmentation.Kind.CROP, "image", 0.75));
    }

    @Test
    void withoutATrainBlockPlainDescentMovesTheWeights() {
        Model model = Models.of(
                "model Net {",
                "    input x: float[3]",
                "    y = x -> dense(1)",
                "    output y",
                "    loss mean(y * y)",
                "}");
        assertThat(model.training()).isEqualTo(Training.DEFAULT);
        assertThat(model.phases().get(0).settings()).containsExactly(Map.entry("rate", 0.01));
    }

    @Test
    void eachLossMayHaveItsOptimizer() {
        Model model = Models.of(
                "model Net {",
                "    input x: float[3]",
                "    layer a = dense(1)",
                "    layer b = dense(1)",
                "    output y = x -> a",
                "    output z = x -> b",
                "    loss first = mean(y * y) updates a",
                "    loss second = mean(z * z) updates b",
                "}",
                "train Net {",
                "    optimizer adam(rate = 0.1)",
                "    optimizer sgd(rate = 0.2, loss = second)",
                "}");
        assertThat(model.phases().get(0).slots()).hasSize(2);
        assertThat(model.phases().get(1).slots()).isEmpty();
        assertThat(model.phases().get(1).settings()).containsEntry("rate", 0.2);
    }

    private static List<Integer> draws(Graph graph) {
        return graph.nodes().stream()
                .map(Node::op)
                .filter(Random.class::isInstance)
                .map(op -> ((Random) op).place())
                .toList();
    }

    private static List<String> inputs(Graph graph) {
        return graph.nodes().stream()
                .filter(node -> node.op() instanceof Leaf leaf && leaf.kind() == Leaf.Kind.INPUT)
                .map(node -> ((Leaf) node.op()).leaf())
                .toList();
    }
}
