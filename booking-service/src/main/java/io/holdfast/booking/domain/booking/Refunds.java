package io.holdfast.booking.domain.booking;

import java.time.Instant;

import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.payment.Cancellation;
import io.holdfast.booking.domain.payment.CancellationQuote;
import io.holdfast.booking.domain.payment.RefundChoice;

/** What goes back when a booking is called off now: the policy's part of what was paid, less what went back already. */
public record Refunds(Booking booking, Instant now) {

    static final int EVERYTHING = 100;

    /** When somebody cancels. Says nothing about whether they may. */
    public CancellationQuote quote(TriggeredBy by, RefundChoice choice) {
        if (choice.percentage() != null) {
            return of(choice.percentage());
        }
        return switch (choice.onBehalfOf() == null ? by.canceller() : choice.onBehalfOf()) {
            case CLIENT -> owesNothing()
                    ? of(EVERYTHING)
                    : CancellationQuote.of(booking.terms().policies().cancellation(), paid(), start(), now);
            // Whose doing it is that nothing comes of it does not keep the client's money.
            case PROFESSIONAL, ADMIN, PLATFORM -> of(EVERYTHING);
        };
    }

    /** Nothing is kept of what nobody provides yet; and should a payment arrive after all, it goes back in full. */
    private boolean owesNothing() {
        return (booking.owesMoney() && !booking.wasPaid()) || booking.status() == BookingStatus.PENDING_MATCH;
    }

    /** When what was promised cannot be kept. */
    Money everything() {
        return of(EVERYTHING).refund();
    }

    /** When the platform cannot keep what was promised. */
    Cancellation byPlatform(String reason) {
        return new Cancellation(Cancellation.By.PLATFORM, reason, EVERYTHING, everything());
    }

    Cancellation cancellation(Actor by, String reason, RefundChoice choice) {
        CancellationQuote quote = quote(by.role(), choice);
        return new Cancellation(
                by.role().canceller(), reason, quote.refundPercentage(), quote.refund(), choice.onBehalfOf());
    }

    private CancellationQuote of(int percentage) {
        return CancellationQuote.of(percentage, paid(), start());
    }

    private CancellationQuote.Paid paid() {
        return booking.wasPaid()
                ? new CancellationQuote.Paid(booking.terms().owed(), booking.paymentSoFar().goneBack(now))
                : new CancellationQuote.Paid(Money.zero(booking.terms().owed().currency()), 0);
    }

    private Instant start() {
        return booking.state().slot().start();
    }
}
