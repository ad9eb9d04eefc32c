package io.holdfast.booking.domain;

import java.time.Instant;

/**
 * What somebody would get back who cancelled now.
 *
 * @param refundPercentage of what was paid
 * @param refund           what goes back now: that part, rounded half up, less what went back already; never below 0
 * @param until            up to when, inclusive, this holds
 */
public record CancellationQuote(int refundPercentage, Money refund, Instant until) {

    static CancellationQuote of(int percentage, Paid paid, Instant until) {
        long now = Math.max(0, paid.amount().percent(percentage).amount() - paid.goneBack());
        return new CancellationQuote(percentage, new Money(now, paid.amount().currency()), until);
    }

    /**
     * What was paid.
     *
     * @param goneBack what of it went back already or is on its way, in minor units
     */
    record Paid(Money amount, long goneBack) {}
}
