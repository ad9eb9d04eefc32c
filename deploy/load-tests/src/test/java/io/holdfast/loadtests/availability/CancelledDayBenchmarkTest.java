package io.holdfast.loadtests.availability;

import io.holdfast.testsupport.infrastructure.Infrastructure;
import io.holdfast.testsupport.scenario.InTurn;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The benchmark measures what it says, with a handful of guests. */
@InTurn(1)
class CancelledDayBenchmarkTest {

    @Test
    void figuresComeOfTheFirstGuestsAndOfTheLast() throws Exception {
        CancelledDayBenchmark.Figures[] figures =
                new CancelledDayBenchmark(30, 0).run(Infrastructure.forTests().mongodbUri());

        assertThat(figures[0].before()).isZero();
        assertThat(figures[1].before()).isEqualTo(27);
        assertThat(figures).allSatisfy(f -> {
            assertThat(f.latencies().count()).isEqualTo(3);
            assertThat(f.bytes()).isPositive();
        });
    }
}
