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
import org.jspecify.annotations.Nullable;
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

    /** @param moving the booking that is to be moved, whose own time is no obstacle; null for none */
    Calendar of(Where where, int duration, @Nullable String moving) {
        return new Free(this, where, duration, moving);
    }

    private record Free(FreeTimes freeTimes, Where where, int duration, @Nullable String moving) implements Calendar {

        @Override
        public AvailableDates dates(YearMonth month) {
            return freeTimes.dates(where, month, duration);
        }

        @Override
        public Day day(LocalDate date) {
            return freeTimes.day(where, date, duration, moving);
        }
    }

    AvailableDates dates(Where where, YearMonth month, int duration) {
        return where.professional() == null
                ? availability.datesOfAnyone(where.offering(), month, duration, null)
                : availability.dates(where.professional(), where.offering(), month, duration);
    }

    Day day(Where where, LocalDate date, int duration) {
        return day(where, date, duration, null);
    }

    private Day day(Where where, LocalDate date, int duration, @Nullable String moving) {
        return where.professional() == null
                ? availability.dayOfAnyone(where.offering(), date, duration, null)
                : availability.day(where.professional(), where.offering(), date, duration, moving);
    }

    /** The first date with a free time, from a month on. */
    static Optional<LocalDate> firstDate(Calendar calendar, YearMonth from) {
        for (int ahead = 0; ahead < MONTHS; ahead++) {
            Optional<LocalDate> first = calendar.dates(from.plusMonths(ahead)).availableDates().stream().findFirst();
            if (first.isPresent()) {
                return first;
            }
        }
        return Optional.empty();
    }

    /** The first free time, from a month on. */
    Optional<Day.Slot> first(Where where, YearMonth from, int duration) {
        return firstDate(of(where, duration, null), from).flatMap(date -> day(where, date, duration).slots().stream()
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
