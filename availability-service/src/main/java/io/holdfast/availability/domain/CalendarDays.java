package io.holdfast.availability.domain;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The calendar days. */
public interface CalendarDays {

    /**
     * The days as they are now, in one round trip to the store; has every date that was asked for, empty where nothing
     * was ever reserved.
     */
    Map<LocalDate, CalendarDay> find(TenantId tenant, ProfessionalId professional, Collection<LocalDate> dates);

    /** The same for looking around: as they are now or were at most a minute ago. Nothing is decided by these. */
    Map<LocalDate, CalendarDay> glance(TenantId tenant, ProfessionalId professional, Collection<LocalDate> dates);

    /** Every day from {@code first} on that was ever opened, as it is now. */
    List<CalendarDay> openedFrom(TenantId tenant, ProfessionalId professional, LocalDate first);

    /**
     * Decides on the day as it is and stores what changed together with the events, as one write. {@code decide} runs
     * again when somebody else was faster. The day is opened, which is to say stored, before {@code decide} runs, so
     * that a change of schedule finds and fences it whatever is being decided.
     */
    Decision change(DayId id, Function<CalendarDay, Decision> decide);
}
