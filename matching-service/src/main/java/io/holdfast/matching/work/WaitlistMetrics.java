package io.holdfast.matching.work;

import java.util.List;
import java.util.Locale;

import io.holdfast.matching.domain.waitlist.PassReason;
import io.holdfast.matching.domain.waitlist.WaitingEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/**
 * Figures of waiting: {@code holdfast.waitlist.joined}, and {@code holdfast.waitlist.offers} by {@code outcome}:
 * {@code offered}, {@code accepted}, or why they were passed.
 */
@Component
class WaitlistMetrics {

    private static final String OFFERED = "offered";
    private static final String ACCEPTED = "accepted";

    private final MeterRegistry metrics;
    private final Counter joined;

    WaitlistMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
        joined = Counter.builder("holdfast.waitlist.joined")
                .description("People who have begun to wait for a slot")
                .register(metrics);
        // From zero on, so that their rise is seen.
        offers(OFFERED);
        offers(ACCEPTED);
        for (PassReason reason : PassReason.values()) {
            offers(nameOf(reason));
        }
    }

    void happened(List<WaitingEvent> events) {
        for (WaitingEvent event : events) {
            switch (event) {
                case WaitingEvent.Joined e -> joined.increment();
                case WaitingEvent.Offered e -> offers(OFFERED).increment();
                case WaitingEvent.Accepted e -> offers(ACCEPTED).increment();
                case WaitingEvent.Passed e -> offers(nameOf(e.reason())).increment();
                case WaitingEvent.SlotWanted e -> { }
                case WaitingEvent.Left e -> { }
            }
        }
    }

    private Counter offers(String outcome) {
        return Counter.builder("holdfast.waitlist.offers")
                .description("Offers to people who wait, by what became of them")
                .tag("outcome", outcome)
                .register(metrics);
    }

    private static String nameOf(PassReason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }
}
