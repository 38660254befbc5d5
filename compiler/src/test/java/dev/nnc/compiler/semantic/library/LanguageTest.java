package dev.nnc.compiler.semantic.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nnc.compiler.diagnostics.CompilationFailed;
import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Problems;
import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.model.Initial;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.ir.model.Phase;
import dev.nnc.compiler.ir.model.Weight;
import dev.nnc.compiler.semantic.Semantics;
import dev.nnc.compiler.semantic.StandardLibrary;
import dev.nnc.compiler.semantic.builtin.Library;
import dev.nnc.compiler.syntax.Syntax;
import dev.nnc.compiler.syntax.ast.Program;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every built-in of the library, called as people write it. */
class LanguageTest {
    private static final Pattern WORD = Pattern.compile("[a-z_0-9]+");

    private static final Map<String, String> DATA = new TreeMap<>(Map.of(
            "x", "input x: float[6]",
            "m", "input m: float[4, 6]",
            "words", "input words: class(5)[4]",
            "some", "input some: float[T <= 9, 6]",
            "label", "target label: class(6)",
            "yes", "target yes: class(no, yes)",
            "steps", "target steps: class(6)[4]",
            "spans", "target spans: class(6)[T]",
            "y", "target y: float[6]",
            "one", "target one: float[1]"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x -> relu -> relu6 -> leaky_relu(0.2) -> hard_tanh(low = -2, high = 2) -> identity | [b,6]",
                "x -> elu(0.5) -> selu -> celu(alpha = 0.7) -> gelu -> gelu(approximate = tanh) | [b,6]",
                "x -> silu -> swish -> mish -> hard_sigmoid -> tanh -> hard_swish -> softsign | [b,6]",
                "x -> softplus(sharpness = 2) -> log_sigmoid -> sigmoid | [b,6]",
                "m -> softmax(axis = 0) -> log_softmax | [b,4,6]",
                "m -> glu | [b,4,3]",
                "x -> exp -> expm1 -> log -> log1p -> log2 -> log10 -> sqrt -> rsqrt | [b,6]",
                "x -> square -> abs -> sign -> floor -> ceil -> round -> sin -> cos -> tan -> erf | [b,6]",
                "stop_gradient(x) -> pow(2) -> clamp(-1, 1) -> clamp(low = 0) | [b,6]",
                "pow(x, m) | [b,4,6]",
                "where(x > 0 and x < 3, x, 0) -> max(1) -> min(x) | [b,6]",
                "max(m, axis = 0) + min(m, axis = 0) | [b,6]",
                "sum(m, axis = [0, 1]) | [b]",
                "mean(m, axis = -1, keep = true) | [b,4,1]",
                "var(m, axis = 0) + std(m, axis = 0, correction = 0) | [b,6]",
                "logsumexp(m, axis = 1) + norm(m, axis = 1) | [b,4]",
                "mean(some, axis = T) -> normalize | [b,6]",
                "cosine_similarity(m, 2 * m) | [b,4]",
                "matmul(m, transpose(m)) | [b,4,4]",
                "m -> reshape(3, 8) -> transpose(0, 1) -> flatten | [b,24]",
                "concat(x, x, m -> flatten) | [b,36]",
                "concat(m, m, axis = 0) | [b,8,6]",
                "slice(m, 1, -1) + slice(m, from = 2) + slice(m, to = 4) | [b,4,4]",
                "slice(m, 0, 4, 2, axis = 0) | [b,2,6]",
                "split(m, 3, 1) + split(m, 3, part = -1, axis = -1) | [b,4,2]",
                "x * ones(6) + zeros(6) + arange(6) | [b,6]",
                "one_hot(words, 5) | [b,4,5]",
                "one_hot(argmax(m), 6) | [b,4,6]",
                "m -> last | [b,6]",
                "m -> max_pool1d(2) -> avg_pool1d(3) | [b,4,1]",
                "m -> reshape(1, 4, 6) -> max_pool(2) -> global_max_pool | [b,1]",
                "m -> reshape(1, 4, 6) -> avg_pool(2) -> global_avg_pool | [b,1]",
                "m -> reshape(4, 2, 3) -> pixel_shuffle(2) -> pad(1) -> upsample(2) | [b,1,12,16]"
            })
    void functions(String expression, String shape) {
        Model model = model("output out = " + expression, "");
        assertThat(model.outputs().get(0).type().toString()).endsWith(shape);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mean_squared_error(x, y)",
                "mean_absolute_error(x, y, reduce = sum)",
                "mean(mean_absolute_error(x, y, reduce = none))",
                "huber(x, y, delta = 0.5) + smooth_l1(x, y, 0.5) + log_cosh(x, y)",
                "quantile(x, y, q = 0.9)",
                "binary_cross_entropy(x -> dense(1), yes)",
                "binary_cross_entropy(x -> dense(1), yes, positive_weight = 3)",
                "binary_cross_entropy(x -> dense(1), ones(1))",
                "binary_cross_entropy_probabilities(x -> dense(1) -> sigmoid, yes)",
                "binary_focal(x -> dense(1), yes, positive_share = 0.25)",
                "cross_entropy(x, label)",
                "cross_entropy(m, steps, smoothing = 0.1)",
                "cross_entropy(x, label, weights = [1, 2, 3, 4, 5, 6])",
                "cross_entropy(x, y -> softmax)",
                "cross_entropy(some, spans)",
                "cross_entropy_probabilities(softmax(x), label)",
                "negative_log_likelihood(log_softmax(x), label)",
                "focal(x, label, gamma = 1)",
                "hinge(x -> dense(1), yes) + squared_hinge(x, y)",
                "kl_divergence(log_softmax(x), y -> softmax)",
                "poisson(x, y)",
                "gaussian_nll(x, y, exp(x)) + gaussian_nll(x, y, 1)",
                "cosine(x, y)"
            })
    void losses(String expression) {
        Model model = model("", expression);
        assertThat(model.phases()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "accuracy(x, label) | ACCURACY | 2",
                "accuracy(m, steps) | ACCURACY | 2",
                "accuracy(some, spans) | ACCURACY | 2",
                "accuracy(x -> dense(1), yes) | ACCURACY | 2",
                "accuracy(x -> dense(2), yes) | ACCURACY | 2",
                "top_k(x, label, 3) | TOP_K | 2",
                "precision(x, label) | PRECISION | 18",
                "recall(x -> dense(1), yes) | RECALL | 3",
                "f1(x -> dense(2), yes) | F1 | 3",
                "auc(x -> dense(1) -> sigmoid, yes) | AUC | 2",
                "mean_absolute_error(x, y) | MEAN_ABSOLUTE_ERROR | 2",
                "mean_squared_error(x, y) | MEAN | 2",
                "rmse(x, y) | RMSE | 2",
                "r2(x, y) | R2 | 12",
                "perplexity(m, steps) | PERPLEXITY | 2",
                "mean(abs(x - y)) | MEAN | 2",
                "abs(x - y) | MEAN | 2",
                "cross_entropy(x, label, weights = [1, 2, 3, 4, 5, 6]) | MEAN | 2",
                "cross_entropy(some, spans) | MEAN | 2",
                "2 * huber(x, y) - log_cosh(x, y) | MEAN | 2"
            })
    void metrics(String expression, String kind, int width) {
        Model model = model("output x2 = x\nmetric " + expression, "");
        assertThat(model.metrics()).hasSize(1);
        assertThat(model.metrics().get(0).kind()).isEqualTo(kind);
        assertThat(model.metrics().get(0).width()).isEqualTo(width);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sqrt(mean(square(x - y)))", "sum(x)", "x - mean(x)", "max(x)", "mean(square(x - mean(x)))"})
    void valuesThatMixExamplesAreNoMetrics(String expression) {
        assertThatThrownBy(() -> model("output x2 = x\nmetric " + expression, ""))
                .hasMessageContaining("a metric is a mean over the examples of a whole split");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sgd(rate = 0.1)",
                "sgd(0.1, momentum = 0.9, nesterov = true, decay = 1e-4)",
                "adam",
                "adam(rate = 1e-3, beta1 = 0.5, amsgrad = true)",
                "adamw(rate = cosine(1e-3, to = 1e-5, warmup = 100), decay = 0.01)",
                "adagrad(rate = step(0.1, every = 10))",
                "adadelta(rate = multi_step(1, at = [10, 20], factor = 0.5))",
                "rmsprop(rate = exponential(0.1, factor = 0.99), momentum = 0.5, centered = true)",
                "adamax(rate = polynomial(0.1, power = 2))",
                "nadam(rate = cosine_restarts(0.1, first = 10, factor = 2))",
                "radam(rate = linear(0.1, to = 0.1))",
                "rprop(rate = one_cycle(0.1))",
                "lion(rate = cyclic(0.1, low = 0.01, up = 5))",
                "lamb(rate = 0.1)",
                "lbfgs(rate = plateau(0.1, factor = 0.5), history = 2)",
                "sgd(rate = inverse_sqrt(0.1, reference = 100))",
                "sgd(rate = constant(0.1, warmup = 10))"
            })
    void optimizers(String expression) {
        Model model = train(expression);
        assertThat(model.phases().get(0).settings().keySet()).startsWith("rate");
        Phase phase = model.phases().get(0);
        int kept = (phase.slots().size() + 1) * phase.sections().size();
        assertThat(phase.update().results(Result.Kind.UPDATE)).hasSize(kept);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zeros | CONSTANT",
                "ones | CONSTANT",
                "constant(-1) | CONSTANT",
                "uniform(-0.1, 0.1) | UNIFORM",
                "normal(0, 0.02) | NORMAL",
                "truncated_normal(deviation = 0.02) | TRUNCATED_NORMAL",
                "xavier_uniform(gain = 2) | UNIFORM",
                "xavier_normal | NORMAL",
                "kaiming_uniform(nonlinearity = relu) | UNIFORM",
                "kaiming_normal(mode = fan_out) | NORMAL",
                "lecun_uniform | UNIFORM",
                "lecun_normal | NORMAL",
                "orthogonal(gain = 2) | ORTHOGONAL",
                "identity | IDENTITY"
            })
    void initialisers(String expression, Initial.Kind kind) {
        Model model = model("output out = x -> dense(6, init = " + expression + ", bias = false)", "");
        assertThat(model.weights().stream().map(Weight::initial).map(Initial::kind))
                .contains(kind);
    }

    @Test
    void everyBuiltInIsCalledHere() {
        Set<String> called = new TreeSet<>();
        for (var method : LanguageTest.class.getDeclaredMethods()) {
            CsvSource table = method.getAnnotation(CsvSource.class);
            ValueSource list = method.getAnnotation(ValueSource.class);
            List<String> texts =
                    table != null ? List.of(table.value()) : list != null ? List.of(list.strings()) : List.of();
            texts.forEach(text -> WORD.matcher(text).results().forEach(match -> called.add(match.group())));
        }
        Library library = StandardLibrary.LIBRARY;
        assertThat(called).containsAll(library.losses().keySet());
        assertThat(called).containsAll(library.metrics().keySet());
        assertThat(called).containsAll(library.initialisers().keySet());
        assertThat(called).containsAll(library.optimizers().keySet());
        assertThat(called).containsAll(library.schedules().keySet());
        Set<String> elsewhere = Set.of("scale", "normal", "uniform", "bernoulli");
        assertThat(called)
                .containsAll(library.functions().keySet().stream()
                        .filter(name -> !elsewhere.contains(name))
                        .toList());
    }

    private static Model train(String optimizer) {
        return elaborate(text("", "mean_squared_error(x, y)") + "train Sample {\noptimizer " + optimizer + "\n}\n");
    }

    private static Model model(String statement, String loss) {
        return elaborate(text(statement, loss));
    }

    /** A model with the inputs and targets that are mentioned, and a layer to train. */
    private static String text(String statement, String loss) {
        String all = statement + "\n" + (loss.isEmpty() ? "" : "loss " + loss + " + mean(square(x -> dense(1)))");
        Set<String> words = WORD.matcher(all).results().map(MatchResult::group).collect(Collectors.toSet());
        StringBuilder text = new StringBuilder("model Sample {\n");
        DATA.forEach((name, declaration) -> {
            boolean axis = name.equals("some") && words.contains("spans");
            if (words.contains(name) || axis) {
                text.append(declaration).append('\n');
            }
        });
        String output = statement.contains("output") ? "" : "output probe = x -> dense(1)\n";
        return text.append(all).append('\n').append(output).append("}\n").toString();
    }

    private static Model elaborate(String text) {
        Problems problems = new Problems();
        try {
            Program program = Syntax.parse(new Source("sample.nn", text), problems);
            return Semantics.elaborate(program, "Sample", Map.of(), problems);
        } catch (CompilationFailed failed) {
            throw new AssertionError(
                    failed.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")) + "\n" + text,
                    failed);
        }
    }
}
