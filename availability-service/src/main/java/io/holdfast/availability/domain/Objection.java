package io.holdfast.availability.domain;

import java.util.List;

/**
 * Why a time cannot be had.
 *
 * @param reason   what clients are told
 * @param inTheWay live reservations that stand in the way, where it is them
 * @param blocks   blocks that stand in the way, where it is them
 */
public record Objection(Rule rule, Refusal reason, List<Reservation> inTheWay, List<Block> blocks) {

    private static final int MOST_NAMED = 50;

    public Objection {
        inTheWay = List.copyOf(inTheWay);
        blocks = List.copyOf(blocks);
    }

    static Objection of(Rule rule, Refusal reason) {
        return new Objection(rule, reason, List.of(), List.of());
    }

    /** The bookings in the way, for somebody who may know of them; the first ones, where there are many. */
    public List<Conflict> conflicts() {
        return inTheWay.stream().limit(MOST_NAMED).map(Reservation::asConflict).toList();
    }
}
