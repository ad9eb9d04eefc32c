package io.holdfast.availability.saga;

import java.time.Instant;
import java.util.List;

import io.holdfast.availability.domain.BookingRevision;
import io.holdfast.availability.domain.Slot;
import io.holdfast.availability.domain.Wish;
import io.holdfast.messaging.PoisonMessage;
import org.jspecify.annotations.Nullable;

/** What is read here of booking-service's events. */
final class BookingEvents {

    private BookingEvents() {}

    /** @param manual absent where no admin asks */
    record Requested(
            String bookingId,
            String number,
            int revision,
            String offeringId,
            @Nullable String professionalId,
            Instant start,
            Instant end,
            @Nullable Boolean manual) {

        Wish wish() {
            return new Wish(
                    new BookingRevision(bookingId, revision), number, slotOf(start, end), Boolean.TRUE.equals(manual), 1);
        }
    }

    /** @param manual absent where no admin asks */
    record RescheduleRequested(
            String bookingId,
            String number,
            int revision,
            String offeringId,
            String professionalId,
            Instant start,
            Instant end,
            RevisedSlot from,
            @Nullable Boolean manual,
            @Nullable Integer attempt) {

        Wish wish() {
            return new Wish(
                    new BookingRevision(bookingId, revision),
                    number,
                    slotOf(start, end),
                    Boolean.TRUE.equals(manual),
                    attempt == null ? 1 : attempt);
        }

        BookingRevision previous() {
            return new BookingRevision(bookingId, from.revision());
        }
    }

    /** @param offeringId absent in what was published before it was there */
    record Paid(
            String bookingId,
            int revision,
            @Nullable String professionalId,
            Instant start,
            Instant end,
            @Nullable String offeringId) {

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

    record Rescheduled(String bookingId, RevisedSlot previous) {

        Ended left() {
            return previous.of(bookingId);
        }
    }

    /** Declined or expired, or one slot that a booking has no more. */
    record Ended(String bookingId, int revision, @Nullable String professionalId, Instant start, Instant end) {

        BookingRevision booking() {
            return new BookingRevision(bookingId, revision);
        }

        Slot slot() {
            return slotOf(start, end);
        }
    }

    /** @param pendingSlot what a reschedule had asked for; absent where none was under way */
    record Cancelled(
            String bookingId,
            int revision,
            @Nullable ProfessionalRef professional,
            Instant start,
            Instant end,
            @Nullable RevisedSlot pendingSlot) {

        /** All that it has or could still get. The professional may be missing: one is found last in MATCH mode. */
        List<Ended> slots() {
            var own = new Ended(bookingId, revision, professional == null ? null : professional.id(), start, end);
            return pendingSlot == null
                    ? List.of(own)
                    : List.of(own, pendingSlot.of(bookingId));
        }
    }

    record ProfessionalRef(String id) {}

    record RevisedSlot(int revision, String professionalId, Instant start, Instant end) {

        private Ended of(String bookingId) {
            return new Ended(bookingId, revision, professionalId, start, end);
        }
    }

    private static Slot slotOf(Instant start, Instant end) {
        if (!start.isBefore(end)) {
            throw new PoisonMessage("The booking ends at " + end + ", not after its start at " + start + ".", null);
        }
        return new Slot(start, end);
    }
}
