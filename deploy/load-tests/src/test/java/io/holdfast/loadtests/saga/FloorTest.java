package io.holdfast.loadtests.saga;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FloorTest {

    @Test
    void theFloorDoesEachOfTheSagasWritesOnce() {
        assertThat(SagaShape.total()).isEqualTo(SagaShape.WRITES);
    }

    @Test
    void theFloorRunsInAJvmOfItsOwn() throws InterruptedException {
        Floor.Figures figures = Floor.measure(4, 0, 2);

        assertThat(figures.perSecond()).isPositive();
        assertThat(figures.cpu()).isPositive();
        assertThat(figures.latencies()).startsWith("p50 ");
    }
}
