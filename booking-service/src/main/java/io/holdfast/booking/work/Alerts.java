package io.holdfast.booking.work;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingEvent;
import io.holdfast.booking.domain.booking.BookingStatus;
import io.holdfast.booking.domain.booking.Cause;
import io.holdfast.messaging.mongo.Aggregates;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Alerts that a booking ended because another service did not answer in time: a warning in the log with the
 * booking's number, and the metric {@code holdfast.booking.alerts} with the status that it {@code waited} in, from zero
 * on so that its rise is seen. The same stands in the booking's status history.
 */
@Component
class Alerts {

    private static final Logger log = LoggerFactory.getLogger(Alerts.class);

    private static final Set<Cause> TIMED_OUT =
            EnumSet.of(Cause.REQUEST_TIMED_OUT, Cause.CONFIRMING_TIMED_OUT, Cause.MATCH_TIMED_OUT);

    /** Where a booking waits for another service, and not for people. */
    private final Map<BookingStatus, Counter> unanswered = new EnumMap<>(BookingStatus.class);

    Alerts(MeterRegistry metrics, Aggregates<Booking, BookingEvent, ?> bookings) {
        for (BookingStatus status : List.of(BookingStatus.REQUESTED, BookingStatus.CONFIRMING, BookingStatus.PENDING_MATCH)) {
            unanswered.put(status, Counter.builder("holdfast.booking.alerts")
                    .description("Bookings that ended because another service did not answer in time")
                    .tag("waited", status.name())
                    .register(metrics));
        }
        bookings.afterCommit(decided -> decided.before().ifPresent(before -> stored(before, decided.after())));
    }

    private void stored(Booking before, Booking after) {
        Cause cause = after.state().lastChange().cause();
        Counter counter = unanswered.get(before.status());
        if (counter != null && TIMED_OUT.contains(cause)) {
            counter.increment();
            log.warn("ALERT unanswered: booking {} waited in {} beyond its deadline and is {}",
                    after.terms().number(), before.status(), after.status());
        }
    }
}
