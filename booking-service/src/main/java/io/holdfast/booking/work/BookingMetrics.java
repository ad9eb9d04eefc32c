package io.holdfast.booking.work;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import io.holdfast.booking.domain.Mode;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingEvent;
import io.holdfast.booking.domain.booking.BookingStatus;
import io.holdfast.booking.domain.payment.Payment;
import io.holdfast.booking.domain.payment.PaymentFact;
import io.holdfast.messaging.Traces;
import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.messaging.mongo.Aggregates;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.springframework.stereotype.Component;

/**
 * Figures of bookings: {@code holdfast.bookings.requested} by {@code offering}, {@code mode} and {@code region},
 * {@code holdfast.bookings.reached} by {@code status} and {@code offering}, and how long it took from the request until it
 * could be paid ({@code holdfast.booking.payable}) and until it stood ({@code holdfast.booking.confirmed}). And each span of a
 * booking bears its number.
 */
@Component
class BookingMetrics {

    private static final Duration[] WAITED = {
        Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(30),
        Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofDays(1)
    };

    private final MeterRegistry metrics;
    private final Timer payable;
    private final Timer confirmed;

    BookingMetrics(MeterRegistry metrics, Aggregates<Booking, BookingEvent, ?> bookings) {
        this.metrics = metrics;
        payable = waited("holdfast.booking.payable", "From the request until the booking could be paid");
        confirmed = waited("holdfast.booking.confirmed", "From the request until the booking stood for the first time");
        bookings.afterCommit(decided -> happened(decided));
    }

    private Timer waited(String name, String description) {
        return Timer.builder(name).description(description).serviceLevelObjectives(WAITED).register(metrics);
    }

    private void happened(Decided<Booking, BookingEvent> decided) {
        Optional<Booking> before = decided.before();
        Booking after = decided.after();
        Traces.nameBooking(after.terms().number().value());
        String offering = after.terms().offering().id().value();
        if (before.isEmpty()) {
            requested(offering, after.terms().mode(), regionOf(after));
        }
        if (before.map(Booking::status).filter(after.status()::equals).isEmpty()) {
            reached(after.status(), offering);
            if (after.status() == BookingStatus.CONFIRMED && before.stream().noneMatch(BookingMetrics::stood)) {
                confirmed.record(since(after, after.state().lastChange().at()));
            }
        }
        if (before.flatMap(BookingMetrics::orderedAt).isEmpty()) {
            orderedAt(after).ifPresent(at -> payable.record(since(after, at)));
        }
    }

    private static boolean stood(Booking booking) {
        return booking.state().confirmedAt() != null;
    }

    private void requested(String offering, Mode mode, String region) {
        Counter.builder("holdfast.bookings.requested")
                .description("Bookings that were asked for")
                .tag("offering", offering)
                .tag("mode", mode.name().toLowerCase(Locale.ROOT))
                .tag("region", region)
                .register(metrics)
                .increment();
    }

    private void reached(BookingStatus status, String offering) {
        Counter.builder("holdfast.bookings.reached")
                .description("Bookings that came to a status")
                .tag("status", status.name().toLowerCase(Locale.ROOT))
                .tag("offering", offering)
                .register(metrics)
                .increment();
    }

    private static Duration since(Booking booking, Instant at) {
        Duration waited = Duration.between(booking.terms().requestedAt(), at);
        return waited.isNegative() ? Duration.ZERO : waited;
    }

    /** The part of the world whose time the client reads: a dozen there are. */
    private static String regionOf(Booking booking) {
        String zone = booking.terms().displayZone().getId();
        int slash = zone.indexOf('/');
        return slash > 0 ? zone.substring(0, slash) : "elsewhere";
    }

    /** When we learned of what is to be paid, if anything is. */
    private static Optional<Instant> orderedAt(Booking booking) {
        Payment payment = booking.state().payment();
        return payment == null
                ? Optional.empty()
                : payment.facts().stream()
                        .filter(fact -> fact.kind() == PaymentFact.Kind.ORDER_CREATED)
                        .map(fact -> fact.received().at())
                        .findFirst();
    }
}
