package io.holdfast.availability.domain;

import java.util.List;
import java.util.Optional;

/**
 * What a calendar day decided about a message.
 *
 * @param day       the day from now on; the same when nothing changed
 * @param events    what there is to say, stored with the day
 * @param objection why it was refused; the day neither changes nor remembers it then
 */
public record Decision(CalendarDay day, List<SlotEvent> events, Optional<Objection> objection) {

    public Decision {
        events = List.copyOf(events);
    }

    /** What clients are told of the objection. */
    public Optional<Refusal> refusal() {
        return objection.map(Objection::reason);
    }

    /** For a message about a booking that has ended: nobody waits for an answer. */
    public static Decision unchanged(CalendarDay day) {
        return of(day);
    }

    /** For a request of a time that nobody remembers, which therefore cannot be told from one that was answered. */
    public static Decision tooLate(CalendarDay day) {
        return refused(day, Objection.of(Rule.TOO_LATE, Refusal.TOO_LATE));
    }

    /** For a payment that comes after its booking's end, should somebody wait after all. */
    public static Decision lost(CalendarDay day, BookingRevision booking, Refusal reason) {
        return of(day, new SlotEvent.Lost(booking, reason.name()));
    }

    static Decision of(CalendarDay day, SlotEvent... events) {
        return new Decision(day, List.of(events), Optional.empty());
    }

    static Decision refused(CalendarDay day, Objection objection) {
        return new Decision(day, List.of(), Optional.of(objection));
    }
}
