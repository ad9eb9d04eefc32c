package io.holdfast.booking.domain;

import java.util.List;

/** What a booking decided about a message or a command. */
public sealed interface Outcome {

    /** The booking changed, or its answer is due again; {@code events} may be none when only its view of others moved. */
    record Changed(List<BookingEvent> events) implements Outcome {
        public Changed {
            events = List.copyOf(events);
        }
    }

    /** Nothing changed; {@code why} is for logs. */
    record Unchanged(String why) implements Outcome {}

    /**
     * The booking does not do what somebody asked of it.
     *
     * @param code of the rule, or of what is in the way
     * @param why  a sentence for whoever asked
     */
    record Refused(Because because, String code, String why) implements Outcome {}

    /** What is against a command. */
    enum Because {
        /** Where the booking stands. */
        STATE,
        /** A policy that was agreed when it was requested. */
        RULE
    }
}
