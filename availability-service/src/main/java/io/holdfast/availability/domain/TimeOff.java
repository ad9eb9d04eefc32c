package io.holdfast.availability.domain;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A professional's time off, as they asked for it. The calendar days in it each have a {@link Block} of its id; this
 * remembers what is to be done until all of them have, or none.
 *
 * @param note      for the professional's own eyes; may be empty
 * @param state     how far it is
 * @param since     when it was asked for
 * @param request   hash of the request that came with an {@code Idempotency-Key}; null without one
 * @param conflicts the bookings that were in the way, when it was refused
 * @param blockedBy other time off that was in the way, when it was refused
 */
public record TimeOff(
        String id,
        TenantId tenant,
        ProfessionalId professional,
        Slot slot,
        String note,
        State state,
        Instant since,
        @Nullable String request,
        List<Conflict> conflicts,
        List<Block> blockedBy) {

    /** How far it is. */
    public enum State {
        /** Some days may have their block already. */
        PLACING,
        PLACED,
        /** Something was in the way; no day has a block. */
        REFUSED,
        /** Some days may still have their block. */
        REMOVING,
        REMOVED
    }

    public TimeOff {
        conflicts = List.copyOf(conflicts);
        blockedBy = List.copyOf(blockedBy);
    }

    /** The same, at another state. */
    public TimeOff become(State next) {
        return new TimeOff(id, tenant, professional, slot, note, next, since, request, conflicts, blockedBy);
    }

    /** The same, refused for what {@code violation} names. */
    public TimeOff refuse(Violation violation) {
        return new TimeOff(
                id, tenant, professional, slot, note, State.REFUSED, since, request, violation.conflicts(), violation.blocks());
    }

    /** Its block on the date in which {@code part} lies. */
    public Block blockOf(Slot part) {
        return new Block(id, part, note);
    }
}
