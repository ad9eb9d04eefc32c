package io.holdfast.notification;

/** A booking as it is or was at one of its revisions: what a notification is about. */
public record BookingRevision(TenantId tenantId, String bookingId, int revision, BookingFacts facts) {

    BookingRevision saying(BookingFacts others) {
        return new BookingRevision(tenantId, bookingId, revision, others);
    }
}
