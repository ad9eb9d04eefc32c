package io.holdfast.notification.saga;

import java.time.Instant;
import java.util.Map;

import io.holdfast.notification.BookingFacts;
import io.holdfast.notification.Money;
import io.holdfast.notification.Notification;
import io.holdfast.notification.Reader;
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
        @Nullable String meetingUrl,
        @Nullable Address address,
        @Nullable String notes,
        @Nullable Map<String, String> intake) {

    Reader reader() {
        return client.reads(language, displayZone);
    }

    Notification.About about(String tenantId) {
        var facts = new BookingFacts(
                number,
                offering.name(),
                professional.displayName(),
                client.name(),
                ServiceRecipient.nameOf(recipient),
                start,
                end,
                price,
                Address.lineOf(address),
                meetingUrl,
                null,
                Intake.visit(client, recipient, notes, intake),
                null,
                null);
        return new Notification.About(tenantId, bookingId, revision, facts);
    }
}
