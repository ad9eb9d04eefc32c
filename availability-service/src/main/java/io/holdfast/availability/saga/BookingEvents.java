package io.holdfast.availability.saga;

import java.time.Instant;

import io.holdfast.availability.domain.BookingRevision;
import io.holdfast.availability.domain.Slot;
import io.holdfast.messaging.PoisonMessage;
import org.jspecify.annotations.Nullable;

/** What is read here of booking-service's events. */
final class BookingEvents {

    private BookingEvents() {}

    record Requested(
            String bookingId,
            int revision,
            String offeringId,
            @Nullable String professionalId,
            Instant start,
            Instant end) {

        BookingRevision booking() {
            return new BookingRevision(bookingId, revision);
        }

        Slot slot() {
            return slotOf(start, end);
        }
    }

    record Paid(String bookingId, int revision, @Nullable String professionalId, Instant start, Instant end) {

        BookingRevision booking() {
            return new BookingRevision(bookingId, revision);
        }

        Slot slot() {
            return slotOf(start, end);
        }
    }

    record Rejected(String bookingId, int revision) {

        BookingRevision booking() {
            return new BookingRevision(bookingId, revision);
        }
    }

    /** Declined or expired. */
    record Ended(String bookingId, int revision, @Nullable String professionalId, Instant start, Instant end) {

        BookingRevision booking() {
            return new BookingRevision(bookingId, revision);
        }

        Slot slot() {
            return slotOf(start, end);
        }
    }

    record Cancelled(
            String bookingId, int revision, @Nullable ProfessionalRef professional, Instant start, Instant end) {

        /** The professional may be missing: one is found last in MATCH mode. */
        Ended asEnded() {
            return new Ended(bookingId, revision, professional == null ? null : professional.id(), start, end);
        }
    }

    record ProfessionalRef(String id) {}

    private static Slot slotOf(Instant start, Instant end) {
        if (!start.isBefore(end)) {
            throw new PoisonMessage("The booking ends at " + end + ", not after its start at " + start + ".", null);
        }
        return new Slot(start, end);
    }
}
