package io.holdfast.booking.domain.booking;

import io.holdfast.messaging.aggregates.Refusal;

/**
 * Why a booking does not do what somebody asked of it.
 *
 * @param code of the rule, or of what is in the way
 */
public record CommandRefusal(Ground ground, String code, String why) implements Refusal {

    /** What is against a command. */
    public enum Ground {
        /** Where the booking stands. */
        STATE,
        /** A policy that was agreed when it was requested. */
        RULE
    }

    static CommandRefusal state(String code, String why) {
        return new CommandRefusal(Ground.STATE, code, why);
    }

    static CommandRefusal rule(String code, String why) {
        return new CommandRefusal(Ground.RULE, code, why);
    }
}
