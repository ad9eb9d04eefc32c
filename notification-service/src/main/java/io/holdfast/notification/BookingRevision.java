package io.holdfast.notification;

/**
 * A booking as it is or was at one of its revisions: what a notification is about.
 *
 * @param guest whether the client has no account and needs the booking's manage link
 */
public record BookingRevision(
        TenantId tenantId,
        String bookingId,
        int revision,
        Person client,
        boolean guest,
        String professionalId,
        BookingFacts facts) {

    public BookingRevision saying(BookingFacts others) {
        return new BookingRevision(tenantId, bookingId, revision, client, guest, professionalId, others);
    }

    /** What is kept when nobody needs to go there or to call any more. */
    BookingRevision whenOver() {
        return new BookingRevision(
                tenantId, bookingId, revision, client.withoutPhone(), guest, professionalId, facts.whereverItIs());
    }
}
