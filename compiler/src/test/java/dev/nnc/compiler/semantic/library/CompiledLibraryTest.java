package dev.nnc.compiler.semantic.library;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The library's mathematics in generated Java: losses, gradients and updates beside their reference meaning. */
class CompiledLibraryTest {
    private static final String DATA = """
            model Sample {
                input x: float[6]
                input m: float[4, 6]
                target label: class(6)
                target yes: class(no, yes)
                target y: float[6]
                h = x -> dense(6)
                g = m -> dense(6)
                seen = mean(square(g)) + mean(one_hot(label, 6)) * mean(y) * binary_cross_entropy(h -> dense(1), yes)
                output h
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "h -> relu -> relu6 -> leaky_relu(0.2) -> hard_tanh(low = -2, high = 2) -> identity",
                "h -> elu(0.5) -> selu -> celu(alpha = 0.7) -> gelu -> gelu(approximate = tanh)",
                "h -> silu -> swish -> mish -> hard_sigmoid -> tanh -> hard_swish -> softsign",
                "h -> softplus(sharpness = 2) -> log_sigmoid -> sigmoid",
                "(g -> softmax(axis = 0) -> log_softmax) + concat(g -> glu, g -> glu)",
                "h -> exp -> log1p -> expm1 -> log2 -> exp -> log10 -> square -> exp -> log",
                "sin(h) * cos(h) + tan(0.1 * h) + erf(h) + abs(h) - rsqrt(1 + square(h))",
                "stop_gradient(h) * clamp(h, -0.1, 0.1) + where(h > 0, h, pow(exp(h), 1.5))",
                "max(g, axis = 0) + min(g, axis = 0) + max(h, 0.1) * min(h, x)",
                "var(g, axis = 0) + std(g, axis = 0) + logsumexp(g, axis = 0) + norm(g, axis = 0)",
                "cosine_similarity(g, m) + mean(g, axis = 1) + norm(normalize(g), axis = 1)",
                "matmul(g, transpose(g)) + split(slice(g, from = 2), 1, 0)",
                "concat(h, g -> flatten) * concat(g -> reshape(24), ones(6) + arange(6))"
            })
    void functions(String expression) throws ReflectiveOperationException {
        check("mean(square(" + expression + "))", "sgd(rate = 0.1)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mean_squared_error(h, y) + mean_absolute_error(h, y, reduce = sum)",
                "huber(h, y, delta = 0.5) + smooth_l1(h, y, 0.5) + log_cosh(h, y) + quantile(h, y, q = 0.9)",
                "binary_cross_entropy(h -> dense(1), yes, positive_weight = 3) + binary_focal(h -> dense(1), yes)",
                "binary_cross_entropy_probabilities(h -> dense(1) -> sigmoid, yes) + hinge(h -> dense(1), yes)",
                "cross_entropy(h, label, smoothing = 0.1, weights = [1, 2, 3, 4, 5, 6]) + focal(h, label)",
                "cross_entropy(h, softmax(y)) + cross_entropy_probabilities(softmax(h), label)",
                "negative_log_likelihood(log_softmax(h), label) + kl_divergence(log_softmax(h), softmax(y))",
                "poisson(h, y) + gaussian_nll(h, y, exp(h)) + cosine(h, y) + squared_hinge(h, y)"
            })
    void losses(String expression) throws ReflectiveOperationException {
        check(expression, "sgd(rate = 0.1)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sgd(0.1, momentum = 0.9, nesterov = true, decay = 0.01) \n clip value(0.1)",
                "adam \n clip norm(0.5)",
                "adam(amsgrad = true)",
                "adamw",
                "adagrad",
                "adadelta",
                "rmsprop(momentum = 0.5, centered = true)",
                "adamax",
                "nadam",
                "radam",
                "rprop",
                "lion(decay = 0.1)"
            })
    void optimizers(String expression) throws ReflectiveOperationException {
        check("mean_squared_error(h, y)", expression);
    }

    private static void check(String loss, String optimizer) throws ReflectiveOperationException {
        String text = DATA + "loss " + loss + " + seen\n}\ntrain Sample {\noptimizer " + optimizer + "\n}\n";
        try (CompiledSample sample = new CompiledSample(text)) {
            sample.check();
        }
    }
}
