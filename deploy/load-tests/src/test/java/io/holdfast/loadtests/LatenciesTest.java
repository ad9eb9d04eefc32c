package io.holdfast.loadtests;

import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LatenciesTest {

    @Test
    void aPercentileIsTheSmallestValueThatSoManyDoNotExceed() {
        var latencies = new Latencies();
        LongStream.rangeClosed(1, 2_000).map(i -> 2_001 - i).forEach(latencies::add);

        assertThat(latencies.percentile(50)).isEqualTo(1_000);
        assertThat(latencies.percentile(99)).isEqualTo(1_980);
        assertThat(latencies.percentile(100)).isEqualTo(2_000);
    }

    @Test
    void onlyOneValueIsEveryPercentile() {
        var latencies = new Latencies();
        latencies.add(TimeUnit.MILLISECONDS.toNanos(7));

        assertThat(latencies.summary()).isEqualTo("p50 7.0  p95 7.0  p99 7.0  max 7.0 ms");
    }
}
