package io.holdfast.notification.saga;

import java.time.Instant;

import io.holdfast.notification.Money;
import org.jspecify.annotations.Nullable;

/** What this service reads of {@code booking.cancelled.v1}. */
record BookingCancelled(
        String bookingId,
        String number,
        int revision,
        Offering offering,
        @Nullable ProfessionalRef professional,
        Client client,
        String language,
        Instant start,
        Instant end,
        String displayZone,
        String reason,
        int refundPercentage,
        Money refund,
        boolean wasConfirmed,
        @Nullable String meetingUrl) {}
