package dev.nnc.compiler.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.syntax.ast.Argument;
import dev.nnc.compiler.syntax.ast.BlockDeclaration;
import dev.nnc.compiler.syntax.ast.BooleanLiteral;
import dev.nnc.compiler.syntax.ast.Call;
import dev.nnc.compiler.syntax.ast.ClassType;
import dev.nnc.compiler.syntax.ast.Classes;
import dev.nnc.compiler.syntax.ast.Dimension;
import dev.nnc.compiler.syntax.ast.EntryDeclaration;
import dev.nnc.compiler.syntax.ast.FunctionDeclaration;
import dev.nnc.compiler.syntax.ast.Identifier;
import dev.nnc.compiler.syntax.ast.InputDeclaration;
import dev.nnc.compiler.syntax.ast.LayerDeclaration;
import dev.nnc.compiler.syntax.ast.ListLiteral;
import dev.nnc.compiler.syntax.ast.LossDeclaration;
import dev.nnc.compiler.syntax.ast.MetricDeclaration;
import dev.nnc.compiler.syntax.ast.ModelDeclaration;
import dev.nnc.compiler.syntax.ast.Name;
import dev.nnc.compiler.syntax.ast.NumberLiteral;
import dev.nnc.compiler.syntax.ast.OutputDeclaration;
import dev.nnc.compiler.syntax.ast.Parameter;
import dev.nnc.compiler.syntax.ast.ParameterDeclaration;
import dev.nnc.compiler.syntax.ast.StateDeclaration;
import dev.nnc.compiler.syntax.ast.StringLiteral;
import dev.nnc.compiler.syntax.ast.TargetDeclaration;
import dev.nnc.compiler.syntax.ast.Type;
import dev.nnc.compiler.syntax.ast.ValueDefinition;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each construct becomes. */
class SyntaxTreeTest {
    @Test
    void inputsAndTypes() {
        InputDeclaration words = (InputDeclaration)
                Parsing.model("input words: class(vocabulary)[T <= 2 * n, 3]").get(0);
        assertThat(words.name().text()).isEqualTo("words");
        ClassType type = (ClassType) words.type();
        assertThat(((Classes.Count) type.classes()).count().at().text()).isEqualTo("vocabulary");
        Dimension.Varying length = (Dimension.Varying) type.dimensions().get(0);
        assertThat(length.name().text()).isEqualTo("T");
        assertThat(Grouping.of(length.limit())).isEqualTo("(2 * n)");
        assertThat(type.dimensions().get(1)).isInstanceOf(Dimension.Size.class);
    }

    @Test
    void classNames() {
        TargetDeclaration target = (TargetDeclaration)
                Parsing.model("target y: class(\"not sick\", sick, loss)").get(0);
        Classes.Names names = (Classes.Names) ((ClassType) target.type()).classes();
        assertThat(names.names()).extracting(Identifier::text).containsExactly("not sick", "sick", "loss");
        assertThat(names.at().text()).isEqualTo("\"not sick\", sick, loss");
    }

    @Test
    void aTypeNeedsNoShape() {
        Type type = ((InputDeclaration) Parsing.model("input x: float").get(0)).type();
        assertThat(type.dimensions()).isEmpty();
    }

    @Test
    void outputs() {
        OutputDeclaration plain =
                (OutputDeclaration) Parsing.model("output logits").get(0);
        assertThat(plain.value()).isEqualTo(new Name("logits", plain.name().at()));
        assertThat(plain.of()).isEmpty();
        OutputDeclaration full = (OutputDeclaration)
                Parsing.model("output p of label = softmax(x)").get(0);
        assertThat(full.of().orElseThrow().text()).isEqualTo("label");
        assertThat(full.value()).isInstanceOf(Call.class);
        assertThat(full.at().text()).isEqualTo("output p of label = softmax(x)");
    }

    @Test
    void lossesAndMetrics() {
        LossDeclaration plain =
                (LossDeclaration) Parsing.model("loss focal(a, b)").get(0);
        assertThat(plain.name()).isEmpty();
        assertThat(plain.updates()).isEmpty();
        LossDeclaration phase = (LossDeclaration)
                Parsing.model("loss judging = f(a) updates critic, judge").get(0);
        assertThat(phase.name().orElseThrow().text()).isEqualTo("judging");
        assertThat(phase.updates()).extracting(Identifier::text).containsExactly("critic", "judge");
        MetricDeclaration metric =
                (MetricDeclaration) Parsing.model("metric top = top_k(a, b, 5)").get(0);
        assertThat(metric.name().orElseThrow().text()).isEqualTo("top");
    }

    @Test
    void parametersAndLayers() {
        ParameterDeclaration weights = (ParameterDeclaration)
                Parsing.model("parameter w: float[2, n] = normal(0, 0.02)").get(0);
        assertThat(weights.type().dimensions()).hasSize(2);
        assertThat(weights.initialiser()).isInstanceOf(Call.class);
        LayerDeclaration layer = (LayerDeclaration)
                Parsing.model("layer encode = dense(3) -> relu").get(0);
        assertThat(Grouping.of(layer.layer())).isEqualTo("(dense(3) -> relu)");
    }

    @Test
    void entries() {
        EntryDeclaration entry = (EntryDeclaration) Parsing.model(
                        "entry write(letter: class(n), at: float[2]) {",
                        "state s: memory",
                        "y = letter",
                        "output y",
                        "}")
                .get(0);
        assertThat(entry.inputs()).extracting(input -> input.name().text()).containsExactly("letter", "at");
        assertThat(entry.statements(StateDeclaration.class).get(0).layer().text())
                .isEqualTo("memory");
        assertThat(entry.statements()).hasSize(3);
    }

    @Test
    void declarationParameters() {
        String text = "block B(a, kernel = 3) { in }\nmodel M(hidden: int = 256) { output x }\nfunction f() { 3 }";
        BlockDeclaration block =
                Parsing.program(text).declarations(BlockDeclaration.class).get(0);
        assertThat(block.parameters().get(0).defaultValue()).isEmpty();
        assertThat(block.parameters().get(1).defaultValue()).isPresent();
        Parameter hidden = Parsing.program(text)
                .declarations(ModelDeclaration.class)
                .get(0)
                .parameters()
                .get(0);
        assertThat(hidden.type().orElseThrow().text()).isEqualTo("int");
        assertThat(Parsing.program(text)
                        .declarations(FunctionDeclaration.class)
                        .get(0)
                        .parameters())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "input",
                "target",
                "output",
                "layer",
                "loss",
                "metric",
                "entry",
                "state",
                "of",
                "updates",
                "model",
                "block",
                "train",
                "function",
                "parameter",
                "float",
                "class",
                "mean"
            })
    void keywordsAreNamesToo(String word) {
        ValueDefinition value =
                (ValueDefinition) Parsing.model(word + " = " + word + " -> " + word + "(" + word + " = 1)")
                        .get(0);
        assertThat(value.name().text()).isEqualTo(word);
        assertThat(Grouping.of(Parsing.result("\n" + word + "\n"))).isEqualTo(word);
        assertThat(Grouping.of(Parsing.result("\n" + word + " - 1\n"))).isEqualTo("(" + word + " - 1)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0.5", "1e-3", "5E4", "10.50", "007", "1e+2", "0.1e-10"})
    void numbersAreExact(String text) {
        assertThat(((NumberLiteral) Parsing.result(text)).value()).isEqualTo(new BigDecimal(text));
    }

    @Test
    void literals() {
        Call call = (Call) Parsing.result("f([0, -1], [], true, false, \"a \\\"b\\\" \\\\ \\n\\t é\")");
        assertThat(((ListLiteral) call.arguments().get(0).value()).elements()).hasSize(2);
        assertThat(((ListLiteral) call.arguments().get(1).value()).elements()).isEmpty();
        assertThat(((BooleanLiteral) call.arguments().get(2).value()).value()).isTrue();
        assertThat(((BooleanLiteral) call.arguments().get(3).value()).value()).isFalse();
        assertThat(((StringLiteral) call.arguments().get(4).value()).value()).isEqualTo("a \"b\" \\ \n\t é");
    }

    @Test
    void argumentsKeepTheirOrder() {
        Call call = (Call) Parsing.result("conv(6, 5, padding = same, stride = 2)");
        assertThat(call.positional())
                .extracting(argument -> argument.at().text())
                .containsExactly("6", "5");
        assertThat(call.named()).extracting(argument -> argument.name().text()).containsExactly("padding", "stride");
        assertThat(call.arguments()).hasSize(4).last().isInstanceOf(Argument.Named.class);
    }
}
