package io.holdfast.web.booking;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.holdfast.web.api.AvailabilityApi;
import io.holdfast.web.api.AvailableDates;
import io.holdfast.web.api.Day;
import org.springframework.stereotype.Component;

/** When something is free, with somebody or with anyone. */
@Component
class FreeTimes {

    /** The booking window is a month, so it reaches into the next one. */
    private static final int MONTHS = 2;

    private final AvailabilityApi availability;

    FreeTimes(AvailabilityApi availability) {
        this.availability = availability;
    }

    AvailableDates dates(Where where, YearMonth month, int duration) {
        return where.professional() == null
                ? availability.datesOfAnyone(where.offering(), month, duration, null)
                : availability.dates(where.professional(), where.offering(), month, duration);
    }

    Day day(Where where, LocalDate date, int duration) {
        return where.professional() == null
                ? availability.dayOfAnyone(where.offering(), date, duration, null)
                : availability.day(where.professional(), where.offering(), date, duration, null);
    }

    /** The first date with a free time, from a month on. */
    Optional<LocalDate> firstDate(Where where, YearMonth from, int duration) {
        for (int ahead = 0; ahead < MONTHS; ahead++) {
            Optional<LocalDate> first = dates(where, from.plusMonths(ahead), duration).availableDates().stream().findFirst();
            if (first.isPresent()) {
                return first;
            }
        }
        return Optional.empty();
    }

    /** The first free time, from a month on. */
    Optional<Day.Slot> first(Where where, YearMonth from, int duration) {
        return firstDate(where, from, duration).flatMap(date -> day(where, date, duration).slots().stream()
                .filter(Day.Slot::available)
                .findFirst());
    }

    /** Free times closest to one that is not: of that day, and where it has too few, of the next one that has any. */
    List<Day.Slot> nearest(Where where, LocalDate date, Instant wanted, int duration, int most) {
        var free = new ArrayList<>(free(where, date, duration));
        if (free.size() < most) {
            dates(where, YearMonth.from(date), duration).availableDates().stream()
                    .filter(next -> next.isAfter(date))
                    .findFirst()
                    .ifPresent(next -> free.addAll(free(where, next, duration)));
        }
        return free.stream()
                .sorted(Comparator.comparing(slot -> Duration.between(wanted, slot.start()).abs()))
                .limit(most)
                .sorted(Comparator.comparing(Day.Slot::start))
                .toList();
    }

    private List<Day.Slot> free(Where where, LocalDate date, int duration) {
        return day(where, date, duration).slots().stream().filter(Day.Slot::available).toList();
    }
}
