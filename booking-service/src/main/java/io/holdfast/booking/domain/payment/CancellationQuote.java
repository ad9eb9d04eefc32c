package io.holdfast.booking.domain.payment;

import java.time.Instant;

import io.holdfast.booking.domain.CancellationPolicy;
import io.holdfast.booking.domain.Money;

/**
 * What somebody would get back who cancelled now.
 *
 * @param refundPercentage of what was paid
 * @param refund           what goes back now: that part, rounded half up, less what went back already; never below 0
 * @param until            up to when, inclusive, this holds
 */
public record CancellationQuote(int refundPercentage, Money refund, Instant until) {

    private static final int EVERYTHING = 100;

    /** By the policy, for a client. */
    public static CancellationQuote of(CancellationPolicy policy, Paid paid, Instant start, Instant now) {
        Instant limit = policy.fullRefundUntil(start);
        return now.isAfter(limit) ? of(policy.laterRefundPercent(), paid, start) : of(EVERYTHING, paid, limit);
    }

    public static CancellationQuote of(int percentage, Paid paid, Instant until) {
        long now = Math.max(0, paid.amount().percent(percentage).minorUnits() - paid.goneBack());
        return new CancellationQuote(percentage, new Money(now, paid.amount().currency()), until);
    }

    /**
     * What was paid.
     *
     * @param goneBack what of it went back already or is on its way, in minor units
     */
    public record Paid(Money amount, long goneBack) {}
}
