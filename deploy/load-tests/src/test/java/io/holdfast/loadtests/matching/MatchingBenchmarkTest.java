package io.holdfast.loadtests.matching;

import java.util.List;

import io.holdfast.testsupport.infrastructure.Infrastructure;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The benchmark measures what it says, with a handful of searches. */
class MatchingBenchmarkTest {

    @Test
    void allAreScoredByOneRoundTripWhereTheDriversFirstBatchWouldNotDo() {
        List<MatchingBenchmark.Figures> figures =
                new MatchingBenchmark(3, 0, 2, 150).run(Infrastructure.forTests().mongodbUri());

        assertThat(figures).extracting(MatchingBenchmark.Figures::professionals).containsExactly(2, 150);
        assertThat(figures).allSatisfy(f -> {
            assertThat(f.suitable()).isEqualTo(f.professionals());
            assertThat(f.roundTrips()).isEqualTo(1);
            assertThat(f.search().count()).isEqualTo(3);
            assertThat(f.text()).contains("ratio at p50");
        });
    }
}
