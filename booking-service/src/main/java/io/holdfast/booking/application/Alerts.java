package io.holdfast.booking.application;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.holdfast.booking.domain.Booking;
import io.holdfast.booking.domain.BookingStatus;
import io.holdfast.booking.domain.Bookings;
import io.holdfast.booking.domain.Outcome;
import io.holdfast.booking.domain.StatusChange;
import io.holdfast.booking.domain.TriggeredBy;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Calls somebody when a booking ended because another service did not answer in time: a warning in the log with the
 * booking's number, and the metric {@code holdfast.booking.alerts} with the status that it {@code waited} in, from zero
 * on so that its rise is seen. The same stands in the booking's status history.
 */
@Component
public class Alerts {

    private static final Logger log = LoggerFactory.getLogger(Alerts.class);

    /** Where a booking waits for another service, and not for people. */
    private final Map<BookingStatus, Counter> unanswered = new EnumMap<>(BookingStatus.class);

    Alerts(MeterRegistry metrics) {
        for (BookingStatus status : List.of(BookingStatus.REQUESTED, BookingStatus.CONFIRMING)) {
            unanswered.put(status, Counter.builder("holdfast.booking.alerts")
                    .description("Bookings that ended because another service did not answer in time")
                    .tag("waited", status.name())
                    .register(metrics));
        }
    }

    /** Told of everything that was decided about a deadline, right after it was stored. */
    void decided(Bookings.Decided decided) {
        if (decided.outcome() instanceof Outcome.Changed changed && !changed.events().isEmpty()) {
            ended(decided.booking());
        }
    }

    private void ended(Booking booking) {
        List<StatusChange> history = booking.state().history();
        if (history.size() < 2 || history.getLast().triggeredBy() != TriggeredBy.SCHEDULER) {
            return;
        }
        BookingStatus waited = history.get(history.size() - 2).status();
        Counter counter = unanswered.get(waited);
        if (counter != null) {
            counter.increment();
            log.warn("ALERT unanswered: booking {} waited in {} beyond its deadline and is {}",
                    booking.terms().number(), waited, booking.status());
        }
    }
}
