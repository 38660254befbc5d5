package dev.nnc.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The tables of results, on results that are made up. */
class TableTest {

    @Test
    void ratiosAreToTheBestPeerAndToTheFloor() {
        Table table = new Table(List.of("ceiling", "nnc", "torch-eager", "jax-jit", "onnxruntime"));
        table.add(
                Workload.MLP,
                List.of(
                        result("{'system':'ceiling','gflops':100}"),
                        result("{'system':'nnc','step_us':966.84,'infer1_us':5}"),
                        result("{'system':'torch-eager','step_us':3000,'infer1_us':40}"),
                        result("{'system':'jax-jit','missing':'no jax'}"),
                        result("{'system':'onnxruntime','infer1_us':20.04}")));
        assertThat(table.toString()).isEqualTo("""
                        | training, µs a step | GFLOP/s | floor |   nnc | torch-eager | best peer / nnc | nnc / floor |
                        |---------------------|--------:|------:|------:|------------:|----------------:|------------:|
                        | mlp                 |   100.0 | 644.5 | 966.8 |       3,000 |            3.10 |        1.50 |

                        The floor is the step's multiply-adds at the GFLOP/s measured beside it.

                        | prediction, µs |  nnc | torch-eager | onnxruntime | best peer / nnc |
                        |----------------|-----:|------------:|------------:|----------------:|
                        | mlp            | 5.00 |        40.0 |        20.0 |            4.01 |

                        - jax-jit is missing: no jax
                        """);
    }

    @Test
    void whatWasNotMeasuredIsADash() {
        Table table = new Table(List.of("ceiling", "nnc", "torch-eager"));
        table.add(
                Workload.GRU,
                List.of(
                        result("{'system':'ceiling','error':'it ended without a result'}"),
                        result("{'system':'nnc','step_us':5}"),
                        result("{'system':'torch-eager','error':'out of memory'}")));
        assertThat(table.toString())
                .contains("| gru                 |       - |     - | 5.00 |               - |           - |")
                .contains("- torch-eager failed on gru: out of memory")
                .doesNotContain("prediction");
    }

    @Test
    void whatASystemCannotExpressIsSaidOfIt() {
        Table table = new Table(List.of("ceiling", "nnc", "smile"));
        table.add(
                Workload.LSTM,
                List.of(
                        result("{'system':'ceiling','gflops':100}"),
                        result("{'system':'nnc','step_us':5}"),
                        result("{'system':'smile','unsupported':'it has dense layers alone'}")));
        assertThat(table.toString()).contains("- smile has no lstm: it has dense layers alone");
    }

    private static Result result(String fields) {
        return Result.parse(fields.replace('\'', '"'));
    }
}
