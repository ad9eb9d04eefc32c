package io.holdfast.gateway;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BookingRateTest {

    private final AtomicLong now = new AtomicLong(-5);
    private final BookingRate rate = new BookingRate(2, now::get);

    @Test
    void theNextMinuteBeginsAnew() {
        assertThat(rate.waitOf("a")).isZero();
        assertThat(rate.waitOf("a")).isZero();
        now.addAndGet(Duration.ofSeconds(20).toNanos());
        assertThat(rate.waitOf("a")).isEqualTo(Duration.ofSeconds(41));
        assertThat(rate.waitOf("b")).isZero();
        now.addAndGet(Duration.ofSeconds(40).toNanos());
        assertThat(rate.waitOf("a")).isZero();
    }

    @Test
    void howManyAddressesAreRememberedIsBounded() {
        for (int i = 0; i < 100_010; i++) {
            assertThat(rate.waitOf("address-" + i)).isZero();
        }
        for (int i = 0; i < 5; i++) {
            assertThat(rate.waitOf("address-100005")).isZero();
        }
        rate.waitOf("address-1");
        assertThat(rate.waitOf("address-1")).isPositive();
    }
}
