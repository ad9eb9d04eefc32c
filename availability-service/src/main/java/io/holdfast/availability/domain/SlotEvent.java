package io.holdfast.availability.domain;

import java.time.Instant;
import java.util.List;

/** What became of a slot, for the booking that asked. */
public sealed interface SlotEvent {

    BookingRevision booking();

    /** Held until {@code holdUntil}. */
    record Reserved(BookingRevision booking, ProfessionalId professional, Slot slot, Instant holdUntil)
            implements SlotEvent {}

    /** Held until {@code holdUntil} for somebody on a waitlist, who is asked. */
    record Offered(BookingRevision booking, ProfessionalId professional, Slot slot, Instant holdUntil) implements SlotEvent {}

    /** Not to be had for somebody on a waitlist. */
    record NotOffered(BookingRevision booking, RejectionReason reason) implements SlotEvent {}

    /**
     * Not to be had.
     *
     * @param attempt see {@link SlotRequest}
     * @param conflicts the bookings in the way, where whoever asked may know of them
     */
    record Rejected(BookingRevision booking, int attempt, RejectionReason reason, List<Conflict> conflicts) implements SlotEvent {
        public Rejected {
            conflicts = List.copyOf(conflicts);
        }
    }

    /** Finally the booking's. */
    record Booked(BookingRevision booking, ProfessionalId professional, Slot slot) implements SlotEvent {}

    /** The hold is gone and the slot cannot be had any more. */
    record Lost(BookingRevision booking, String reason) implements SlotEvent {}

    /** Free again. */
    record Released(BookingRevision booking, ProfessionalId professional, Slot slot) implements SlotEvent {}
}
