package io.holdfast.notification.saga;

import java.time.Instant;
import java.util.Map;

import io.holdfast.notification.BookingFacts;
import io.holdfast.notification.Money;
import io.holdfast.notification.Notification;
import io.holdfast.notification.Reader;
import org.jspecify.annotations.Nullable;

/** What this service reads of {@code booking.rescheduled.v1}. */
record BookingRescheduled(
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
        @Nullable Map<String, String> intake,
        Previous previous,
        ProfessionalRef previousProfessional) {

    /** The slot that the booking had before. */
    record Previous(int revision, Instant start, Instant end) {}

    boolean isWithSomebodyElse() {
        return !professional.id().equals(previousProfessional.id());
    }

    Reader reader() {
        return client.reads(language, displayZone);
    }

    /** The booking as it is now. */
    Notification.About about(String tenantId) {
        var before = new BookingFacts.Previous(
                previous.revision(),
                isWithSomebodyElse() ? previousProfessional.displayName() : null,
                previous.start(),
                previous.end());
        return about(
                tenantId,
                revision,
                professional,
                start,
                end,
                Address.lineOf(address),
                meetingUrl,
                Intake.visit(client, recipient, notes, intake),
                before);
    }

    /** The booking as the professional knows it who does not have it any more. */
    Notification.About aboutPrevious(String tenantId) {
        return about(
                tenantId,
                previous.revision(),
                previousProfessional,
                previous.start(),
                previous.end(),
                // They are not to come, to call or to join.
                null,
                null,
                null,
                null);
    }

    private Notification.About about(
            String tenantId,
            int atRevision,
            ProfessionalRef with,
            Instant from,
            Instant to,
            @Nullable String place,
            @Nullable String url,
            BookingFacts.@Nullable Visit visit,
            BookingFacts.@Nullable Previous before) {
        var facts = new BookingFacts(
                number,
                offering.name(),
                with.displayName(),
                client.name(),
                ServiceRecipient.nameOf(recipient),
                from,
                to,
                price,
                place,
                url,
                null,
                visit,
                null,
                before);
        return new Notification.About(tenantId, bookingId, atRevision, facts);
    }
}
