package io.holdfast.payment.web;

import java.time.Instant;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * Which of the provider's orders are held against what is known here.
 *
 * @param from when the backup was begun, or sooner
 * @param to   when the services had started again
 * @param skip how many of each were looked at before; none when left out
 */
record ReconciliationRequest(
        @NotNull(message = "is missing") Instant from,
        @NotNull(message = "is missing") Instant to,
        @Nullable @Min(0) @Max(1_000_000) Integer skip) {}
