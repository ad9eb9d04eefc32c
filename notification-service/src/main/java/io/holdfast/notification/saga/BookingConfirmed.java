package io.holdfast.notification.saga;

import java.time.Instant;

import io.holdfast.notification.Money;
import org.jspecify.annotations.Nullable;

/** What this service reads of {@code booking.confirmed.v1}. */
record BookingConfirmed(
        String bookingId,
        String number,
        int revision,
        Offering offering,
        ProfessionalRef professional,
        Client client,
        String language,
        @Nullable ServiceRecipient recipient,
        Instant start,
        Instant end,
        String displayZone,
        Money price,
        @Nullable String meetingUrl) {

    record ServiceRecipient(String name) {}
}
