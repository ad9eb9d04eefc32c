package io.holdfast.web.booking;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.holdfast.web.api.AvailableDates;
import io.holdfast.web.api.Day;
import io.holdfast.web.api.Offering;

/**
 * Times to wish for where the platform finds the professional: nobody's calendar says which are free, so all within the
 * booking window at hours when people work.
 */
final class WishedTimes implements Calendar {

    private static final LocalTime FROM = LocalTime.of(8, 0);
    private static final LocalTime TO = LocalTime.of(20, 0);
    private static final Duration STEP = Duration.ofMinutes(30);

    private final int duration;
    private final ZoneId zone;
    private final Instant earliest;
    private final LocalDate last;

    WishedTimes(Offering offering, int duration, ZoneId zone, Instant now) {
        this.duration = duration;
        this.zone = zone;
        this.earliest = now.plus(Duration.ofMinutes(offering.rules().minNoticeMinutes()));
        this.last = now.atZone(zone).toLocalDate().plusDays(offering.rules().maxDaysAhead());
    }

    @Override
    public AvailableDates dates(YearMonth month) {
        List<LocalDate> dates = IntStream.rangeClosed(1, month.lengthOfMonth())
                .mapToObj(month::atDay)
                .filter(date -> !date.isAfter(last))
                .filter(date -> day(date).slots().stream().anyMatch(Day.Slot::available))
                .toList();
        return new AvailableDates(dates, zone.getId());
    }

    @Override
    public Day day(LocalDate date) {
        var slots = new ArrayList<Day.Slot>();
        for (LocalTime time = FROM; time.isBefore(TO); time = time.plus(STEP)) {
            Instant start = date.atTime(time).atZone(zone).toInstant();
            boolean possible = !start.isBefore(earliest) && !date.isAfter(last);
            slots.add(new Day.Slot(
                    start, start.plus(Duration.ofMinutes(duration)), time.toString(), possible, possible ? null : "TOO_SOON"));
        }
        return new Day(date, zone.getId(), duration, List.of(), slots);
    }
}
