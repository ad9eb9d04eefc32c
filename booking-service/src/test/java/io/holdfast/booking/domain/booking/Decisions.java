package io.holdfast.booking.domain.booking;

import io.holdfast.messaging.aggregates.Decision;

import static org.assertj.core.api.Assertions.assertThat;

/** What a test expects of a decision, and the booking after it. */
public final class Decisions {

    private Decisions() {}

    public static Booking after(Decision<Booking, BookingEvent> decision) {
        return decision.aggregate();
    }

    static Booking changes(Decision<Booking, BookingEvent> decision) {
        assertThat(decision).isInstanceOf(Decision.Changed.class);
        return decision.aggregate();
    }

    static Booking says(Decision<Booking, BookingEvent> decision, BookingEvent... events) {
        assertThat(decision).isInstanceOf(Decision.Changed.class);
        assertThat(decision.events()).containsExactly(events);
        return decision.aggregate();
    }

    static CommandRefusal refusal(Decision<Booking, BookingEvent> decision) {
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        return (CommandRefusal) decision.refusal().orElseThrow();
    }
}
