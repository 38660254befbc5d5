package dev.nnc.compiler.semantic.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.semantic.builtin.Rate;
import dev.nnc.compiler.semantic.library.schedule.Schedules;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The arguments of the schedules. */
class ScheduleTest {
    @Test
    void argumentsKeepTheirNames() {
        Rate cosine = rate("cosine", "rate", 0.1, "to", 0.01, "warmup", 200);
        assertThat(cosine.rate()).isEqualTo(0.1);
        assertThat(cosine.schedule().kind()).isEqualTo("cosine");
        assertThat(cosine.schedule().arguments()).isEqualTo(Map.of("to", 0.01, "warmup", 200.0, "warmup_from", 0.01));
        Rate cycle = rate("one_cycle", "rate", 0.1, "total", 40);
        assertThat(cycle.schedule().arguments())
                .isEqualTo(Map.of("total", 40.0, "rising", 0.3, "start_divisor", 25.0, "end_divisor", 1e4));
    }

    @Test
    void whatIsLeftOutFollowsFromTheRest() {
        assertThat(rate("cyclic", "rate", 0.1, "low", 0.01, "up", 5).schedule().arguments())
                .isEqualTo(Map.of("low", 0.01, "up", 5.0, "down", 5.0));
    }

    @Test
    void milestonesAreNumbered() {
        Rate steps = rate("multi_step", "rate", 0.1, "at", List.of(5.0, 20.0));
        assertThat(steps.schedule().arguments()).isEqualTo(Map.of("at0", 5.0, "at1", 20.0, "factor", 0.1));
        RejectionAssert.rejects(
                () -> rate("multi_step", "rate", 0.1, "at", List.of(20.0, 5.0)),
                "milestones",
                "`at` needs whole numbers of steps above 0 that ascend");
    }

    @Test
    void nonsenseIsRefused() {
        RejectionAssert.rejects(() -> rate("constant", "rate", 0.0), "out-of-range", "`rate` must be above 0, not 0");
        RejectionAssert.rejects(
                () -> rate("cosine", "rate", 0.1, "total", 100, "warmup", 100),
                "long-warmup",
                "`warmup` must be less than `total`");
        RejectionAssert.rejects(
                () -> rate("exponential", "rate", 0.1, "factor", -1.0),
                "out-of-range",
                "`factor` must be at least 0, not -1");
    }

    private static Rate rate(String name, Object... arguments) {
        return SampleCall.call(new GraphBuilder("none"), SampleCall.named(Schedules.all(), name), arguments);
    }
}
