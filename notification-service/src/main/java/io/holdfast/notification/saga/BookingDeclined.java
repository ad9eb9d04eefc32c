package io.holdfast.notification.saga;

import java.time.Instant;

import io.holdfast.notification.BookingFacts;
import io.holdfast.notification.Kind;
import io.holdfast.notification.Money;
import io.holdfast.notification.Notification;
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
        @Nullable Actor by,
        String reason,
        Money refund) {

    /** In which role somebody declined. */
    enum Actor {
        CLIENT,
        PROFESSIONAL,
        ADMIN,
        PLATFORM
    }

    // What a professional declines, or leaves unanswered, is given back in full.
    private static final int REFUND_PERCENTAGE = 100;

    /** Nobody declines for the platform: it ends what was not answered in time. */
    Kind kind() {
        return by == Actor.PLATFORM ? Kind.UNANSWERED : Kind.DECLINED;
    }

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
                null,
                null,
                null,
                new BookingFacts.Cancellation(reason, refund, REFUND_PERCENTAGE, null),
                null);
        return new Word(
                new Notification.About(tenantId, bookingId, revision, facts), client.reads(language, displayZone));
    }
}
