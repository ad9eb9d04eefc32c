package io.holdfast.availability.domain;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;

/** The calendar days. */
public interface CalendarDays {

    /** The day as it is now; empty when nothing was ever reserved on it. */
    CalendarDay find(DayId id);

    /** The same for many dates in one round trip to the store; has every date that was asked for. */
    Map<LocalDate, CalendarDay> findAll(TenantId tenant, ProfessionalId professional, Collection<LocalDate> dates);

    /**
     * Decides on the day as it is and stores what changed together with the events, as one write. {@code decide} runs
     * again when somebody else was faster.
     */
    Decision change(DayId id, Function<CalendarDay, Decision> decide);
}
