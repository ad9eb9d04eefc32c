package io.holdfast.booking.domain;

import java.util.List;

/** What a booking decided about a message. */
public sealed interface Outcome {

    /** The booking changed, or its answer is due again; {@code events} may be none when only its view of money moved. */
    record Changed(List<BookingEvent> events) implements Outcome {
        public Changed {
            events = List.copyOf(events);
        }
    }

    /** Nothing changed; {@code why} is for logs and problem details. */
    record Unchanged(String why) implements Outcome {}
}
