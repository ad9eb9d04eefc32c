package io.holdfast.booking.domain.payment;

import org.jspecify.annotations.Nullable;

/**
 * What an admin who cancels says about the refund. Without a word they cancel for the business, and everything goes back.
 *
 * @param percentage  this part of what was paid; null for what the policy says
 * @param onBehalfOf  for whom they cancel, whose policy then applies; null for the business
 */
public record RefundChoice(@Nullable Integer percentage, Cancellation.@Nullable By onBehalfOf) {

    /** By the policy, for whoever cancels. */
    public static final RefundChoice POLICY = new RefundChoice(null, null);

    public static RefundChoice percent(int percentage) {
        return new RefundChoice(percentage, null);
    }

    public static RefundChoice onBehalfOf(Cancellation.By whom) {
        return new RefundChoice(null, whom);
    }
}
