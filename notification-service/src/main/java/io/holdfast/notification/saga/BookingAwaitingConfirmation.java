package io.holdfast.notification.saga;

import java.time.Instant;
import java.util.Map;

import io.holdfast.notification.BookingFacts;
import io.holdfast.notification.Money;
import io.holdfast.notification.Notification;
import org.jspecify.annotations.Nullable;

/**
 * What this service reads of {@code booking.awaiting-confirmation.v1}. Whom it is for came to the event later than the
 * rest, so an older one may be without.
 */
record BookingAwaitingConfirmation(
        String bookingId,
        String number,
        int revision,
        @Nullable Offering offering,
        ProfessionalRef professional,
        @Nullable Client client,
        @Nullable String language,
        @Nullable ServiceRecipient recipient,
        Instant start,
        Instant end,
        @Nullable String displayZone,
        @Nullable Money price,
        @Nullable Address address,
        @Nullable String notes,
        @Nullable Map<String, String> intake,
        Instant deadline) {

    /** Who is told what; null when the event does not say enough to write to anybody. */
    @Nullable Word word(String tenantId) {
        if (client == null || offering == null || language == null || displayZone == null) {
            return null;
        }
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
                null,
                deadline,
                Intake.visit(client, recipient, notes, intake),
                null,
                null);
        return new Word(
                new Notification.About(tenantId, bookingId, revision, facts), client.reads(language, displayZone));
    }
}
