package io.holdfast.availability.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;

import io.holdfast.messaging.aggregates.Decision;

/** The calendar days. */
public interface CalendarDays {

    /**
     * The days as they are now, in one round trip to the store; one for each date, in their order, empty where nothing was
     * ever reserved.
     */
    List<CalendarDay> find(Professional professional, List<LocalDate> dates);

    /** The same for looking around: as they are now or were at most a minute ago. Nothing is decided by these. */
    List<CalendarDay> findCached(Professional professional, List<LocalDate> dates);

    /** Like {@link #find(Professional, List)}, of several professionals. */
    List<CalendarDay> find(List<DayId> days);

    /** Like {@link #findCached(Professional, List)}, of several professionals. */
    List<CalendarDay> findCached(List<DayId> days);

    /** Every day from {@code first} on that was ever opened, as it is now. */
    List<CalendarDay> openedFrom(Professional professional, LocalDate first);

    /**
     * Decides on the day as it is and stores what changed together with the events, as one write; again when somebody
     * else was faster. The day is opened, which is to say stored, before it decides, so that a change of schedule finds
     * and fences it whatever is being decided.
     */
    Decision<CalendarDay, SlotEvent> decide(DayId id, Function<CalendarDay, Decision<CalendarDay, SlotEvent>> decision);
}
