package io.holdfast.availability.domain;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Working hours by day of the week; a day that is missing is not worked. */
public record WeeklyHours(Map<DayOfWeek, DayHours> days) {

    public static final Hours NINE_TO_FIVE = new Hours(LocalTime.of(9, 0), LocalTime.of(17, 0));

    public WeeklyHours {
        days = Map.copyOf(days);
    }

    /** Monday to Friday 09:00 to 17:00; the weekend has the same hours, switched off. */
    public static WeeklyHours standard() {
        var days = new EnumMap<DayOfWeek, DayHours>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            days.put(day, new DayHours(NINE_TO_FIVE, day.compareTo(DayOfWeek.SATURDAY) < 0));
        }
        return new WeeklyHours(days);
    }

    Optional<Hours> on(DayOfWeek day) {
        return Optional.ofNullable(days.get(day)).filter(DayHours::enabled).map(DayHours::hours);
    }

    /** @param enabled false keeps the hours for the day they are switched on again */
    public record DayHours(Hours hours, boolean enabled) {}
}
