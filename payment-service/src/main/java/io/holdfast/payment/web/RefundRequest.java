package io.holdfast.payment.web;

import io.holdfast.defaults.web.TextBlock;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;

/**
 * What an admin gives back.
 *
 * @param reason kept with the refund; goes to nobody else
 */
record AdminRefundRequest(
        @NotNull(message = "is missing") @Valid Amount amount,
        @NotNull(message = "is missing") @TextBlock(max = 500, required = true) String reason) {

    /** @param amount in the currency's minor unit */
    record Amount(
            @NotNull(message = "is missing") @Positive(message = "must be more than nothing") Long amount,
            @NotNull(message = "is missing") @Pattern(regexp = "[A-Z]{3}", message = "is not an ISO 4217 code")
                    String currency) {}
}
