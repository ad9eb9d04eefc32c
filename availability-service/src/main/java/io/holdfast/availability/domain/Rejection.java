package io.holdfast.availability.domain;

import java.util.List;

/**
 * A request that could not be met, remembered beside the day so that refusals do not make the day grow.
 *
 * @param attempt see {@link Wish}
 * @param conflicts the bookings that were in the way, where whoever asked may know of them
 */
public record Rejection(
        BookingRevision booking, int attempt, ProfessionalId professional, Slot slot, Refusal reason, List<Conflict> conflicts) {

    public Rejection {
        conflicts = List.copyOf(conflicts);
    }
}
