package dev.nnc.compiler.passes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.GraphReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each file in {@code resources/passes} names passes in its first line and holds a graph before and after them; results are
 * named after what was written.
 */
class BeforeAndAfterTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sums",
                "products",
                "powers",
                "choices",
                "pieces",
                "pieces-in-sums",
                "movement",
                "broadcasts",
                "reductions",
                "factors",
                "common-factors",
                "deviations",
                "softmax",
                "pools",
                "contractions",
                "tables",
                "fold",
                "share",
                "steps"
            })
    void passesSimplify(String name) throws IOException {
        String file = text("/passes/" + name + ".graph");
        String[] parts = file.split("\n; after\n");
        List<String> names =
                List.of(parts[0].substring(2, parts[0].indexOf('\n')).split(", "));
        Graph graph = GraphReader.read(parts[0].substring(parts[0].indexOf('\n') + 1));
        for (String pass : names) {
            graph = pass(pass).run(graph);
        }
        assertThat(graph).hasToString(parts[1]);
    }

    private static Pass pass(String name) {
        return Stream.of(Pipeline.forward(), Pipeline.standard())
                .flatMap(pipeline -> pipeline.passes().stream())
                .filter(pass -> pass.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = BeforeAndAfterTest.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
