package io.holdfast.loadtests.availability;

import java.util.List;

import io.holdfast.testsupport.infrastructure.Infrastructure;
import io.holdfast.testsupport.scenario.InTurn;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The benchmark measures what it says, with a handful of requests. */
@InTurn(2)
class AvailabilityBenchmarkTest {

    @Test
    void figuresComeForEachSizeWithoutRedisAndWithIt() throws Exception {
        List<AvailabilityBenchmark.Figures> figures =
                new AvailabilityBenchmark(5, 0, 1, 3).run(Infrastructure.forTests().mongodbUri());

        assertThat(figures).extracting(AvailabilityBenchmark.Figures::professionals).containsExactly(1, 1, 3, 3);
        assertThat(figures).allSatisfy(f -> {
            assertThat(f.day().count()).isEqualTo(5);
            assertThat(f.month().percentile(50)).isPositive();
            assertThat(f.text()).contains("ratio at p50");
        });
    }
}
