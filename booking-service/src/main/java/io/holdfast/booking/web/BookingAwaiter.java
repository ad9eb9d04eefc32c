package io.holdfast.booking.web;

import java.time.Duration;
import java.util.function.Predicate;

import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingId;
import io.holdfast.booking.domain.booking.Bookings;
import io.holdfast.booking.domain.payment.Payment;
import io.holdfast.defaults.signals.Signals;
import org.springframework.stereotype.Component;

/** Awaits a state of a booking, for requests that prefer to wait. */
@Component
class BookingAwaiter {

    private final Bookings bookings;
    private final Signals signals;
    private final RejectionProblems rejections;

    BookingAwaiter(Bookings bookings, Signals signals, RejectionProblems rejections) {
        this.bookings = bookings;
        this.signals = signals;
        this.rejections = rejections;
    }

    /**
     * The booking as soon as it is settled, or as it is when the timeout ends.
     *
     * @throws io.holdfast.defaults.web.Problem when it was turned down
     */
    Booking awaitSettled(Booking requested, Duration timeout) {
        Booking booking = await(requested, timeout, BookingAwaiter::isSettled);
        if (isSettled(booking)) {
            rejections.of(booking).ifPresent(problem -> {
                throw problem;
            });
        }
        return booking;
    }

    /** The booking as soon as it is {@code settled}, or as it is when the timeout ends. */
    Booking await(Booking booking, Duration timeout, Predicate<Booking> settled) {
        BookingId id = booking.id();
        TenantId tenant = booking.terms().tenant();
        return signals.await(id.value(), timeout, () -> bookings.find(tenant, id).filter(settled))
                .or(() -> bookings.find(tenant, id))
                .orElse(booking);
    }

    /** Whether the client has something to do or to know: pay, be glad, or try another time. */
    static boolean isSettled(Booking booking) {
        return switch (booking.status()) {
            case REQUESTED, CONFIRMING -> false;
            case PENDING_PAYMENT -> {
                Payment payment = booking.state().payment();
                yield payment != null && payment.orderId() != null;
            }
            case PENDING_CONFIRMATION, PENDING_MATCH, CONFIRMED, IN_PROGRESS, COMPLETED, NO_SHOW, REJECTED, EXPIRED, DECLINED,
                    CANCELLED -> true;
        };
    }
}
