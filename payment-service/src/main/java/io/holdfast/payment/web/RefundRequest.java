package io.holdfast.payment.web;

import io.holdfast.defaults.web.TextBlock;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/**
 * A refund that an admin asks for.
 *
 * @param reason kept with the refund; goes to nobody else
 */
record RefundRequest(
        @NotNull(message = "is missing") @Valid Amount amount,
        @NotNull(message = "is missing") @TextBlock(max = 500, required = true) String reason) {}
