package dev.nnc.compiler.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nnc.compiler.passes.Pipeline;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is printed can be read again. */
class GraphReaderTest {
    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readsWhatIsPrinted(long seed) {
        Graph graph = RandomGraphs.make(seed, 60);
        Graph read = GraphReader.read(graph.toString());
        assertThat(read).isEqualTo(withoutOrigins(graph));
        Graph simpler = withoutOrigins(Pipeline.standard().run(graph));
        assertThat(GraphReader.read(simpler.toString())).isEqualTo(simpler);
    }

    @Test
    void theFormIsForPeople() {
        String text = """
                graph forward {
                  %0: f32[b,4] = input{x}
                  %1: f32[3,4] = parameter{dense.weight}
                  %2: f32[b,3] = contract{bi,oi->bo} %0, %1
                  %3: f32[] = constant{-0.5}
                  %4: f32[b,3] = broadcast{places=[]} %3
                  %5: bool[b,3] = lt %2, %4
                  %6: f32[b,3] = select %5, %4, %2
                  %7: f32[b,T<=5] = normal{place=0}
                  return output y = %6
                  return update noise.mean = %7
                }
                """;
        assertThat(GraphReader.read(text)).hasToString(text);
    }

    @Test
    void originsAreComments() {
        GraphBuilder graph = new GraphBuilder("g").at(new Origin("two", "m.nn", 3));
        graph.constant(2, TensorType.f32());
        assertThat(graph.build()).hasToString("graph g {\n  %0: f32[] = constant{2.0}  ; two m.nn:3\n}\n");
    }

    @Test
    void aLineThatIsNoNodeIsNamed() {
        assertThatThrownBy(() -> GraphReader.read("graph g {\n  %0 = add\n}"))
                .hasMessage("neither a node nor a result: %0 = add");
        assertThatThrownBy(() -> GraphReader.read("graph g {\n  %0: f32[] = ad %0, %0\n}"))
                .hasMessage("no operator 'ad': %0: f32[] = ad %0, %0");
        assertThatThrownBy(() -> GraphReader.read("grph g {\n}")).hasMessage("no graph: grph g {");
    }

    static Graph withoutOrigins(Graph graph) {
        return new Graph(
                graph.name(),
                graph.nodes().stream()
                        .map(node -> new Node(node.id(), node.op(), node.inputs(), node.type(), Origin.NONE))
                        .toList(),
                graph.results());
    }
}
