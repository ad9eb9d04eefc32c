package io.holdfast.booking.domain;

import java.time.Instant;

/**
 * What somebody would get back who cancelled now.
 *
 * @param refundPercentage of what was paid
 * @param refund           that part of it, rounded half up
 * @param until            up to when, inclusive, this holds
 */
public record CancellationQuote(int refundPercentage, Money refund, Instant until) {

    static CancellationQuote of(int percentage, Money paid, Instant until) {
        return new CancellationQuote(percentage, paid.percent(percentage), until);
    }
}
