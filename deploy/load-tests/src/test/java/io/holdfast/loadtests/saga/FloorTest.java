package io.holdfast.loadtests.saga;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class FloorTest {

    @Test
    void theFloorDoesEachOfTheSagasWritesOnce() {
        assertThat(SagaShape.total()).isEqualTo(SagaShape.WRITES);
    }

    @ParameterizedTest
    @EnumSource
    void theFloorRunsInAJvmOfItsOwn(Floor.Kind kind) throws InterruptedException {
        Floor.Figures figures = Floor.measure(kind, 4, 0, 2);

        assertThat(figures.perSecond()).isPositive();
        assertThat(figures.cpu()).isPositive();
        assertThat(figures.latencies()).startsWith("p50 ");
    }
}
