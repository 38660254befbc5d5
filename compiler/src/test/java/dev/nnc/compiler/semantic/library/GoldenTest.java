package dev.nnc.compiler.semantic.library;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.library.activation.Activations;
import dev.nnc.compiler.semantic.library.activation.Rectifiers;
import dev.nnc.compiler.semantic.library.activation.Softmax;
import dev.nnc.compiler.semantic.library.loss.Losses;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the library's formulas, in double precision, against what PyTorch computed in single precision. */
class GoldenTest {
    static Stream<Arguments> activations() {
        return Stream.of(
                of("relu"),
                of("relu6"),
                of("leaky_relu", "slope", 0.1),
                of("elu"),
                of("selu"),
                of("celu", "alpha", 0.7),
                of("gelu"),
                arguments("activation_gelu_tanh", "gelu", List.of("approximate", "tanh")),
                of("silu"),
                arguments("activation_silu", "swish", List.of()),
                of("mish"),
                of("sigmoid"),
                of("hard_sigmoid"),
                of("log_sigmoid"),
                of("tanh"),
                of("hard_tanh"),
                of("hard_swish"),
                of("softplus"),
                of("softsign"),
                of("softmax"),
                of("log_softmax"),
                of("glu"),
                of("identity"));
    }

    private static Arguments of(String name, Object... parameters) {
        return arguments("activation_" + name, name, List.of(parameters));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("activations")
    void activationsAreTheirs(String golden, String name, List<Object> parameters) {
        GoldenNetwork network = new GoldenNetwork(golden);
        int dense = network.dense("net.0", network.input);
        Value output = call(network, SampleCall.named(Activations.all(), name), "x", dense, parameters);
        network.ending(output.node(), (y, t) -> loss(network, "mean_squared_error", "prediction", y, t))
                .check();
    }

    @Test
    void aTrainedSlopeIsTheirs() {
        GoldenNetwork network = new GoldenNetwork("activation_prelu");
        int dense = network.dense("net.0", network.input);
        int output = Rectifiers.leaky(network.math, dense, network.parameter("net.1.weight"));
        network.ending(output, (y, t) -> loss(network, "mean_squared_error", "prediction", y, t))
                .check();
    }

    static Stream<Arguments> losses() {
        return Stream.of(
                arguments("mse", "mean_squared_error", "prediction", List.of()),
                arguments("mae", "mean_absolute_error", "prediction", List.of()),
                arguments("huber", "huber", "prediction", List.of("delta", 0.7)),
                arguments("smooth_l1", "smooth_l1", "prediction", List.of("beta", 0.5)),
                arguments("log_cosh", "log_cosh", "prediction", List.of()),
                arguments("quantile", "quantile", "prediction", List.of("q", 0.9)),
                arguments("cross_entropy", "cross_entropy", "logits", List.of()),
                arguments("cross_entropy_sum", "cross_entropy", "logits", List.of("reduce", "sum")),
                arguments("cross_entropy_smoothed", "cross_entropy", "logits", List.of("smoothing", 0.1)),
                arguments("cross_entropy_soft", "cross_entropy", "logits", List.of()),
                arguments("bce_logits", "binary_cross_entropy", "logits", List.of()),
                arguments("bce_logits_weighted", "binary_cross_entropy", "logits", List.of("positive_weight", 2.5)),
                arguments("hinge", "hinge", "prediction", List.of()),
                arguments("squared_hinge", "squared_hinge", "prediction", List.of()),
                arguments("poisson_nll", "poisson", "log_rate", List.of()),
                arguments("focal", "focal", "logits", List.of()),
                arguments("cosine", "cosine", "prediction", List.of()));
    }

    @ParameterizedTest(name = "loss_{0}")
    @MethodSource("losses")
    void lossesAreTheirs(String golden, String name, String prediction, List<Object> parameters) {
        GoldenNetwork network = new GoldenNetwork("loss_" + golden);
        int dense = network.dense("net.0", network.input);
        network.ending(dense, (y, t) -> loss(network, name, prediction, y, t, parameters.toArray()))
                .check();
    }

    @Test
    void lossesOfLogarithmsAreTheirs() {
        for (String name : List.of("negative_log_likelihood", "kl_divergence")) {
            GoldenNetwork network = new GoldenNetwork(name.equals("kl_divergence") ? "loss_kl_div" : "loss_nll");
            int dense = network.dense("net.0", network.input);
            network.ending(dense, (y, t) -> loss(network, name, "log_probabilities", logSoftmax(network, y), t))
                    .check();
        }
    }

    @Test
    void theLossOfProbabilitiesIsThatOfTheirLogits() {
        for (String golden : List.of("cross_entropy", "cross_entropy_soft")) {
            GoldenNetwork network = new GoldenNetwork("loss_" + golden);
            int dense = network.dense("net.0", network.input);
            network.ending(dense, (y, t) -> {
                        int probabilities = Softmax.of(network.graph, y, 1);
                        return loss(network, "cross_entropy_probabilities", "probabilities", probabilities, t);
                    })
                    .check();
        }
        GoldenNetwork network = new GoldenNetwork("loss_bce_logits");
        int dense = network.dense("net.0", network.input);
        network.ending(dense, (y, t) -> {
                    int probabilities = network.math.sigmoid(y);
                    return loss(network, "binary_cross_entropy_probabilities", "probabilities", probabilities, t);
                })
                .check();
    }

    private static int logSoftmax(GoldenNetwork network, int x) {
        return Softmax.logarithm(network.graph, x, 1);
    }

    static Stream<Arguments> optimizers() {
        return Stream.of(
                arguments("sgd", "sgd", List.of("rate", 0.1)),
                arguments("momentum", "sgd", List.of("rate", 0.1, "momentum", 0.9)),
                arguments("nesterov", "sgd", List.of("rate", 0.1, "momentum", 0.9, "nesterov", true)),
                arguments("sgd_decay", "sgd", List.of("rate", 0.1, "momentum", 0.9, "decay", 0.01)),
                arguments("adam", "adam", List.of("rate", 0.01)),
                arguments("adamw", "adamw", List.of("rate", 0.01, "decay", 0.1)),
                arguments("amsgrad", "adam", List.of("rate", 0.01, "amsgrad", true)),
                arguments("adagrad", "adagrad", List.of("rate", 0.1)),
                arguments("adadelta", "adadelta", List.of("rate", 1.0, "rho", 0.9)),
                arguments("rmsprop", "rmsprop", List.of("rate", 0.01)),
                arguments(
                        "rmsprop_momentum",
                        "rmsprop",
                        List.of("rate", 0.01, "alpha", 0.9, "momentum", 0.5, "centered", true)),
                arguments("adamax", "adamax", List.of("rate", 0.01)),
                arguments("nadam", "nadam", List.of("rate", 0.01)),
                arguments("radam", "radam", List.of("rate", 0.01)),
                arguments("rprop", "rprop", List.of("rate", 0.01)));
    }

    @ParameterizedTest(name = "optimizer_{0}")
    @MethodSource("optimizers")
    void optimizersMoveAsTheirsDo(String golden, String name, List<Object> parameters) {
        perceptron("optimizer_" + golden).train(SampleUpdate.of(name, parameters.toArray()));
    }

    @Test
    void clippingBoundsAsTheirsDoes() {
        var sgd = SampleUpdate.of("sgd", "rate", 0.1).optimizer;
        perceptron("clip_value").train(new SampleUpdate(sgd, SampleUpdate.Bound.VALUE, 0.01));
        perceptron("clip_global_norm").train(new SampleUpdate(sgd, SampleUpdate.Bound.NORM, 0.05));
    }

    private static GoldenNetwork perceptron(String golden) {
        GoldenNetwork network = new GoldenNetwork(golden);
        int hidden = network.math.tanh(network.dense("net.0", network.input));
        return network.ending(network.dense("net.2", hidden), (y, t) -> loss(network, "cross_entropy", "logits", y, t));
    }

    private static int loss(GoldenNetwork network, String name, String prediction, int y, int t, Object... parameters) {
        List<Object> arguments = new ArrayList<>(List.of("target", t));
        arguments.addAll(List.of(parameters));
        return call(network, SampleCall.named(Losses.all(), name), prediction, y, arguments)
                .node();
    }

    private static Value call(
            GoldenNetwork network, Builtin<Value> builtin, String formal, int x, List<Object> parameters) {
        List<Object> arguments = new ArrayList<>(List.of(formal, x));
        arguments.addAll(parameters);
        return SampleCall.call(network.graph, builtin, arguments.toArray());
    }
}
