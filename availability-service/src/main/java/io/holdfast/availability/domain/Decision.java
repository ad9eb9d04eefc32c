package io.holdfast.availability.domain;

import java.util.List;
import java.util.Optional;

/**
 * What a calendar day decided about a message.
 *
 * @param day     the day from now on; the same when nothing changed
 * @param events  what there is to say, stored with the day
 * @param refusal why a hold was refused; the day neither changes nor remembers it then
 */
public record Decision(CalendarDay day, List<SlotEvent> events, Optional<Refusal> refusal) {

    public Decision {
        events = List.copyOf(events);
    }

    static Decision of(CalendarDay day, SlotEvent... events) {
        return new Decision(day, List.of(events), Optional.empty());
    }

    static Decision refused(CalendarDay day, Refusal reason) {
        return new Decision(day, List.of(), Optional.of(reason));
    }
}
