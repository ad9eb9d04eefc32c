package io.holdfast.gateway;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.holdfast.gateway.RequestLimit.Standing;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RequestRateTest {

    private final AtomicLong now = new AtomicLong(-5);
    private final RequestRate rate = new RequestRate("requests", 2, now::get);

    @Test
    void theNextMinuteBeginsAnew() {
        assertThat(rate.take("a")).isEqualTo(new Standing(true, 2, 1, Duration.ofMinutes(1)));
        now.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(rate.take("a")).isEqualTo(new Standing(true, 2, 0, Duration.ofMinutes(1)));
        now.addAndGet(Duration.ofSeconds(20).toNanos());
        assertThat(rate.take("a")).isEqualTo(new Standing(false, 2, 0, Duration.ofSeconds(40)));
        assertThat(rate.take("b").allowed()).isTrue();
        now.addAndGet(Duration.ofSeconds(40).toNanos());
        assertThat(rate.take("a").allowed()).isTrue();
    }

    @Test
    void howManyCallersAreRememberedIsBounded() {
        for (int i = 0; i < 100_010; i++) {
            assertThat(rate.take("address-" + i).allowed()).isTrue();
        }
        for (int i = 0; i < 5; i++) {
            assertThat(rate.take("address-100005").allowed()).isTrue();
        }
        rate.take("address-1");
        assertThat(rate.take("address-1").allowed()).isFalse();
    }
}
