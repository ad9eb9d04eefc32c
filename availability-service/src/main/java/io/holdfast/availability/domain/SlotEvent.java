package io.holdfast.availability.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** What became of a slot, for the booking that asked, or of a date's time, for whoever counts on it. */
public sealed interface SlotEvent {

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

    /** Another calendar of the professional has something in the booking's time, which stays its own. */
    record Conflicted(BookingRevision booking, ProfessionalId professional, Slot slot) implements SlotEvent {}

    /**
     * The professional keeps another part of the date for something else than before.
     *
     * @param closed all of it, in order and apart from each other
     */
    record TimeOffChanged(ProfessionalId professional, LocalDate date, List<Slot> closed) implements SlotEvent {
        public TimeOffChanged {
            closed = List.copyOf(closed);
        }
    }
}
