package io.holdfast.web.booking;

import org.jspecify.annotations.Nullable;

/**
 * The payment of a held time.
 *
 * @param until     when the hold ends; null where that is not known
 * @param machine   the same for scripts
 * @param failed    why the last try failed; null when none did
 * @param orderId   null until the provider has made the order
 * @param amount    in minor units
 * @param callback  where the provider's page sends the reader back, where it cannot open beside ours
 * @param simulated whether the simulator's sheet is shown instead of the provider's checkout
 */
public record PayView(
        String id,
        String number,
        String what,
        @Nullable String professional,
        String when,
        String price,
        @Nullable String until,
        @Nullable String machine,
        @Nullable String failed,
        @Nullable String orderId,
        @Nullable String keyId,
        long amount,
        String currency,
        String name,
        String email,
        String phone,
        String policy,
        String callback,
        boolean simulated) {}
