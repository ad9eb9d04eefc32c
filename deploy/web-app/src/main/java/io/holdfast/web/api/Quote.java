package io.holdfast.web.api;

import java.time.Instant;

/**
 * What is given back if the booking is cancelled now.
 *
 * @param until up to when, inclusive, this holds
 */
public record Quote(int refundPercentage, Money refund, Instant until) {}
