package io.holdfast.notification.saga;

import java.time.Instant;

import io.holdfast.notification.BookingFacts;
import io.holdfast.notification.Money;
import io.holdfast.notification.Notification;
import io.holdfast.notification.Reader;
import org.jspecify.annotations.Nullable;

/**
 * What this service reads of {@code booking.declined.v1}. Whom it was for came to the event later than the rest, so an
 * older one may be without.
 */
record BookingDeclined(
        String bookingId,
        String number,
        int revision,
        @Nullable Offering offering,
        @Nullable ProfessionalRef professional,
        @Nullable Client client,
        @Nullable String language,
        Instant start,
        Instant end,
        @Nullable String displayZone,
        String reason,
        Money refund) {

    // What a professional declines, or leaves unanswered, is given back in full.
    private static final int REFUND_PERCENTAGE = 100;

    /** Who is told what; null when the event does not say enough to write to anybody. */
    @Nullable Word word(String tenantId) {
        if (client == null || offering == null || language == null || displayZone == null) {
            return null;
        }
        var facts = new BookingFacts(
                number,
                offering.name(),
                professional == null ? null : professional.displayName(),
                client.name(),
                null,
                start,
                end,
                null,
                null,
                new BookingFacts.Cancellation(reason, refund, REFUND_PERCENTAGE),
                null);
        return new Word(
                new Notification.About(tenantId, bookingId, revision, facts), client.reads(language, displayZone));
    }

    record Word(Notification.About about, Reader reader) {}
}
