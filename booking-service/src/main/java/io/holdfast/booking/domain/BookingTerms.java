package io.holdfast.booking.domain;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What was agreed when a booking was requested. Offerings, prices and policies may change afterwards; these do not.
 *
 * @param intake      answers to the offering's questions, by field
 * @param displayZone the zone in which the client reads times
 * @param requestHash hash of the request, where it came with an idempotency key: the key's next use must match it
 */
public record BookingTerms(
        BookingId id,
        TenantId tenant,
        BookingNumber number,
        Mode mode,
        OfferingRef offering,
        ConfirmationPolicy confirmation,
        CancellationPolicy cancellation,
        PriceDetails price,
        Client client,
        @Nullable Recipient recipient,
        @Nullable Address address,
        Map<String, String> intake,
        String language,
        ZoneId displayZone,
        @Nullable String notes,
        @Nullable String requestHash,
        Instant requestedAt) {

    public BookingTerms {
        intake = Map.copyOf(intake);
    }
}
