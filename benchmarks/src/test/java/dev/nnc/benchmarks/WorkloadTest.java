package dev.nnc.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said of a workload beside its model holds for the model. */
class WorkloadTest {

    @ParameterizedTest
    @EnumSource
    void stepsHaveTheBatchOfTheModel(Workload workload) {
        assertThat(workload.network(1).signature().maxBatch()).isEqualTo(workload.batch());
    }

    /** Two operations for each of 784 x 256 products, twice, and of the 256 x 128 and 128 x 10 others, thrice, for 64 examples. */
    @Test
    void aStepComputesProductsForwardAndForGradients() {
        assertThat(Workload.MLP.flopsPerStep()).isEqualTo(2L * 64 * (2 * 200704 + 3 * (32768 + 1280)));
    }
}
