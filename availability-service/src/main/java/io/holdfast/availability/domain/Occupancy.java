package io.holdfast.availability.domain;

/**
 * The time that a reservation takes up of a calendar day, by the rules that applied when it was made.
 *
 * @param occupied the slot and its buffers
 * @param capacity how many reservations of this offering may share the slot
 */
public record Occupancy(Slot slot, Slot occupied, OfferingId offering, int capacity) {

    /** A slot of an offering whose rules do not matter or are not known: without buffers, and shared with nobody. */
    public static Occupancy of(Slot slot, OfferingId offering) {
        return new Occupancy(slot, slot, offering, 1);
    }

    boolean meets(Occupancy other) {
        return occupied.overlaps(other.occupied);
    }

    /** Whether both want the same session of a group: only then can they have it together. */
    boolean canShareWith(Occupancy other) {
        return capacity > 1 && offering.equals(other.offering) && slot.equals(other.slot);
    }
}
