package io.holdfast.defaults.metrics;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BoundedTagTest {

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    BoundedTagTest() {
        metrics.config().meterFilter(new BoundedTag("offering", 2));
    }

    @Test
    void theFirstValuesAreToldApartAndTheRestIsOther() {
        for (String offering : new String[] {"massage", "reading", "call", "visit", "massage"}) {
            metrics.counter("holdfast.bookings.requested", "offering", offering, "mode", "direct").increment();
        }

        assertThat(count("massage")).isEqualTo(2);
        assertThat(count("reading")).isEqualTo(1);
        assertThat(count("other")).isEqualTo(2);
        assertThat(metrics.getMeters()).hasSize(3);
        assertThat(metrics.get("holdfast.bookings.requested").tag("offering", "other").tag("mode", "direct").counter()).isNotNull();
    }

    @Test
    void whatIsNotOursStaysAsItIs() {
        for (String offering : new String[] {"a", "b", "c"}) {
            metrics.counter("somebody.elses", "offering", offering).increment();
        }

        assertThat(metrics.getMeters()).hasSize(3);
    }

    private double count(String offering) {
        return metrics.get("holdfast.bookings.requested").tag("offering", offering).counter().count();
    }
}
