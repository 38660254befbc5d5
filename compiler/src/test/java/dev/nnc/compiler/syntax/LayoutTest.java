package dev.nnc.compiler.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.syntax.ast.Body;
import dev.nnc.compiler.syntax.ast.Call;
import dev.nnc.compiler.syntax.ast.Conditional;
import dev.nnc.compiler.syntax.ast.Repeat;
import dev.nnc.compiler.syntax.ast.Setting;
import dev.nnc.compiler.syntax.ast.TrainDeclaration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which line ends end a statement, and how lines and columns are counted. */
class LayoutTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "x = a\n -> f\n\n -> g",
                "x = a ->\n f ->\n g",
                "x = a // why\n // more\n -> f /* and\n */ -> g",
                "x =\n a -> f -> g",
                "x = (a\n)\n -> f -> g",
            })
    void pipelinesGoOverLines(String line) {
        assertThat(AstPrinter.print(Parsing.program("model A {\n" + line + "\ny = x\n}")))
                .isEqualTo("model A {\n    x = %s -> g\n    y = x\n}\n".formatted("a -> f"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a +\nb", "a\n+ b", "a + // sum\n\n b", "(a\n+\nb\n)", "a +\r\nb", "a\r+ b"})
    void operatorsJoinLinesInsideBracketsOrAtTheEndOfALine(String text) {
        String inBrackets = "f(" + text + ")";
        assertThat(Parsing.grouped(inBrackets)).isEqualTo("f((a + b))");
    }

    @Test
    void aCommaJoinsLines() {
        Setting data = Parsing.program("train A {\n data \"a\",\n \"b\"\n batch 3\n}")
                .declarations(TrainDeclaration.class)
                .get(0)
                .settings()
                .get(0);
        assertThat(data.values()).hasSize(2);
    }

    @Test
    void settingsMayShareALine() {
        List<Setting> settings = Parsing.program("train A { optimizer sgd(rate = 0.01)  batch 32 epochs 3 }")
                .declarations(TrainDeclaration.class)
                .get(0)
                .settings();
        assertThat(settings)
                .extracting(setting -> setting.name().text())
                .containsExactly("optimizer", "batch", "epochs");
    }

    @Test
    void bracesInsideBracketsHoldLines() {
        Call call = (Call) Parsing.result("f(repeat 2 {\n x = in\n x + in\n}, 3)");
        Body body = ((Repeat) call.arguments().get(0).value()).body();
        assertThat(body.statements()).hasSize(1);
        assertThat(Grouping.of(body.result())).isEqualTo("(x + in)");
    }

    @Test
    void bracesMayShareLines() {
        Conditional conditional = (Conditional) Parsing.result("if a { b\n} else if c { d } else {\n e }");
        Conditional inner = (Conditional) conditional.otherwise().result();
        assertThat(inner.otherwise().result().at().text()).isEqualTo("e");
    }

    @Test
    void aMinusAtTheStartOfALineStartsAStatement() {
        assertThat(Parsing.problems("block A {\n a\n - b\n}"))
                .extracting(Problem::id)
                .containsExactly("unused-value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void everyLineEndCounts(String end) {
        String text = String.join(end, "model A {", "    a = b", "\tc = \"é😀\" $", "}");
        Problem problem = Parsing.problems(text).get(0);
        assertThat(problem.at()).hasToString("model.nn:3:11");
        assertThat(problem.at().text()).isEqualTo("$");
        assertThat(problem.at().end()).isEqualTo(problem.at().start() + 1);
    }

    @Test
    void aByteOrderMarkIsNoText() {
        assertThat(Parsing.program("\uFEFFblock A { in }").declarations()).hasSize(1);
    }

    @Test
    void aLastLineNeedsNoEnd() {
        assertThat(Parsing.program("block A { in } // end").declarations()).hasSize(1);
        assertThat(Parsing.program("function f(x) = x").declarations()).hasSize(1);
    }
}
