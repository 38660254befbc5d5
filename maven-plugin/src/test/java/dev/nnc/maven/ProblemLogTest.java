package dev.nnc.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.maven.ModelCompiler.Compiled;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;

/** Tests the form of a report and the counts that end a build. */
class ProblemLogTest {
    private static final Source SOURCE = new Source("/home/a/mlp.nn", "model Mlp {\n    hidden = imagee -> relu\n}\n");
    private static final Problem ERROR =
            Problem.error("unknown-name", SOURCE.span(25, 31), "there is no value `imagee`");
    private static final Problem WARNING = Problem.warning("unused", SOURCE.span(6, 9), "`Mlp` is not used");

    private final SystemStreamLog log = new SystemStreamLog() {
        @Override
        public void error(CharSequence content) {}

        @Override
        public void warn(CharSequence content) {}
    };

    @Test
    void aReportBeginsWithThePlaceInMavensForm() {
        assertThat(ProblemLog.text(
                        ERROR.note(SOURCE.span(6, 9), "in this model").suggest("did you mean `image`?")))
                .isEqualTo("""
                        /home/a/mlp.nn:[2,14] there is no value `imagee`
                          2 |     hidden = imagee -> relu
                            |              ^^^^^^
                        /home/a/mlp.nn:1:7: note: in this model
                          1 | model Mlp {
                            |       ^^^
                        help: did you mean `image`?""");
    }

    @Test
    void errorsAreCountedOverAllModels() {
        assertThatThrownBy(() -> ProblemLog.report(
                        List.of(compiled(ERROR, WARNING, ERROR), compiled(ERROR), compiled(WARNING)), false, log))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("3 errors in 2 models");
    }

    @Test
    void oneIsNotAPlural() {
        assertThatThrownBy(() -> ProblemLog.report(List.of(compiled(ERROR)), false, log))
                .hasMessage("1 error in 1 model");
    }

    @Test
    void warningsStopTheBuildOnlyWhenTheyAreTo() {
        assertThatCode(() -> ProblemLog.report(List.of(compiled(WARNING)), false, log))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> ProblemLog.report(List.of(compiled(WARNING, WARNING)), true, log))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("2 warnings in 1 model, and failOnWarning is set");
    }

    private static Compiled compiled(Problem... problems) {
        ModelFile model = new ModelFile(Path.of("/home/a/mlp.nn"), "mlp.nn", "", SOURCE.text(), "");
        return new Compiled(model, List.of(problems), List.of());
    }
}
