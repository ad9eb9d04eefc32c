package io.holdfast.availability.domain;

import java.util.List;

import io.holdfast.messaging.aggregates.Refusal;

/**
 * The rule that a time breaks, so that it cannot be had.
 *
 * @param reason   what clients are told
 * @param inTheWay live reservations that stand in the way, where it is them
 * @param blocks   blocks that stand in the way, where it is them
 */
public record Violation(Rule rule, RejectionReason reason, List<Reservation> inTheWay, List<Block> blocks)
        implements Refusal {

    private static final int MOST_NAMED = 50;

    public Violation {
        inTheWay = List.copyOf(inTheWay);
        blocks = List.copyOf(blocks);
    }

    /** One for which nothing in particular stands in the way. */
    public static Violation of(Rule rule, RejectionReason reason) {
        return new Violation(rule, reason, List.of(), List.of());
    }

    @Override
    public String why() {
        return "The rule " + rule.code() + " keeps this time from being had.";
    }

    /** The bookings in the way, for somebody who may know of them; the first ones, where there are many. */
    public List<Conflict> conflicts() {
        return inTheWay.stream().limit(MOST_NAMED).map(Reservation::asConflict).toList();
    }
}
