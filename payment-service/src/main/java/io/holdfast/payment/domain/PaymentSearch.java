package io.holdfast.payment.domain;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Which payments of a tenant somebody wants to see.
 *
 * @param status only these; {@code REFUND_FAILED} is also what has any refund that failed for good; null for any
 * @param from   whose deadline is then or later; null for any
 * @param to     whose deadline is before; null for any
 * @param words  that each begin a word of what it is found by: the booking's number and id, the offering's name, the provider's
 *               ids of order, payments and refunds; none for any
 */
public record PaymentSearch(
        TenantId tenant,
        @Nullable PaymentStatus status,
        @Nullable Instant from,
        @Nullable Instant to,
        List<String> words) {

    public PaymentSearch {
        words = List.copyOf(words);
    }

    /**
     * Where a payment stands in what is found.
     *
     * @param deadline null for one that has none, which come last
     * @param id       by which those with the same deadline are in order
     */
    public record Position(@Nullable Instant deadline, String id) {}
}
