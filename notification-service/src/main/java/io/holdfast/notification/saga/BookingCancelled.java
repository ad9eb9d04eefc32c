package io.holdfast.notification.saga;

import java.time.Instant;

import io.holdfast.notification.BookingFacts;
import io.holdfast.notification.Money;
import io.holdfast.notification.Notification;
import io.holdfast.notification.Reader;
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
        @Nullable Money paid,
        boolean wasConfirmed,
        @Nullable String meetingUrl,
        @Nullable Address address) {

    Reader reader() {
        return client.reads(language, displayZone);
    }

    Notification.About about(String tenantId) {
        var facts = new BookingFacts(
                number,
                offering.name(),
                professional == null ? null : professional.displayName(),
                client.name(),
                null,
                start,
                end,
                null,
                Address.lineOf(address),
                meetingUrl,
                null,
                null,
                new BookingFacts.Cancellation(reason, refund, refundPercentage, paid),
                null);
        return new Notification.About(tenantId, bookingId, revision, facts);
    }
}
