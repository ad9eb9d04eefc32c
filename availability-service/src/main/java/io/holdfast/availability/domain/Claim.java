package io.holdfast.availability.domain;

import org.jspecify.annotations.Nullable;

/**
 * What a reservation takes up of a calendar day, by the rules that applied when it was made.
 *
 * @param occupied the slot and its buffers
 * @param offering null where a message did not say; such a claim shares its slot with nobody
 * @param capacity how many reservations of this offering may share the slot
 */
public record Claim(Slot slot, Slot occupied, @Nullable OfferingId offering, int capacity) {

    /** A slot of which nothing else is known. */
    public static Claim of(Slot slot) {
        return new Claim(slot, slot, null, 1);
    }

    boolean meets(Claim other) {
        return occupied.overlaps(other.occupied);
    }

    /** Whether both want the same session of a group: only then can they have it together. */
    boolean canShareWith(Claim other) {
        return capacity > 1 && offering != null && offering.equals(other.offering) && slot.equals(other.slot);
    }
}
