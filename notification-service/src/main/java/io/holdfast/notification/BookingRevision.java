package io.holdfast.notification;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A booking as it is or was at one of its revisions: what a notification is about.
 *
 * @param client         {@link Person#NOBODY} where whoever is told is not to know
 * @param professionalId null while nobody is found
 * @param guest whether the client has no account and needs the booking's manage link
 */
public record BookingRevision(
        TenantId tenantId,
        String bookingId,
        int revision,
        Person client,
        boolean guest,
        @Nullable String professionalId,
        BookingFacts facts) {

    /** Whose it is; only where it is somebody's. */
    String professional() {
        return Objects.requireNonNull(professionalId, "nobody is found yet");
    }

    public BookingRevision saying(BookingFacts others) {
        return new BookingRevision(tenantId, bookingId, revision, client, guest, professionalId, others);
    }

    /** What is kept when the client is erased. */
    BookingRevision ofNobody() {
        return new BookingRevision(
                tenantId, bookingId, revision, client.erased(), guest, professionalId, facts.ofNobody());
    }

    /** What is kept when nobody needs to go there or to call any more. */
    BookingRevision whenOver() {
        return new BookingRevision(
                tenantId, bookingId, revision, client.withoutPhone(), guest, professionalId, facts.whereverItIs());
    }
}
