package io.holdfast.availability.domain;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class DaylightSavingTest {

    private static final Hours NIGHT = new Hours(LocalTime.of(0, 0), LocalTime.of(5, 0));
    private static final Hours ALL_DAY = new Hours(LocalTime.of(0, 0), LocalTime.of(23, 45));
    private static final Duration HALF_HOUR = Duration.ofMinutes(30);

    /** Half-hour shifts, gaps at midnight, none at all, south and north. */
    static Stream<String> zones() {
        return Stream.of("America/New_York", "Europe/Berlin", "Europe/Dublin", "Australia/Lord_Howe", "America/Santiago",
                "Africa/Cairo", "Asia/Beirut", "Africa/Casablanca", "America/Havana", "Asia/Kolkata", "Pacific/Chatham");
    }

    @Test
    void gapIsSkipped() {
        var newYork = schedule("America/New_York", NIGHT);
        LocalDate springForward = LocalDate.parse("2026-03-08");

        assertThat(times(newYork, springForward)).contains(LocalTime.of(1, 45), LocalTime.of(3, 0))
                .doesNotContain(LocalTime.of(2, 0), LocalTime.of(2, 45)).hasSize(16);
        assertThat(newYork.openOn(springForward).orElseThrow().length()).isEqualTo(Duration.ofHours(4));
        assertThat(newYork.isStart(Instant.parse("2026-03-08T07:00:00Z"))).isTrue();
    }

    @Test
    void overlapIsNotDoubled() {
        var newYork = schedule("America/New_York", NIGHT);
        LocalDate fallBack = LocalDate.parse("2026-11-01");

        assertThat(times(newYork, fallBack)).doesNotHaveDuplicates().hasSize(20);
        assertThat(newYork.openOn(fallBack).orElseThrow().length()).isEqualTo(Duration.ofHours(6));
        assertThat(newYork.isStart(Instant.parse("2026-11-01T05:30:00Z"))).as("the first 01:30").isTrue();
        assertThat(newYork.isStart(Instant.parse("2026-11-01T06:30:00Z"))).as("the second 01:30").isFalse();
    }

    @Test
    void hoursThatBeginOrEndInAGapBeginOrEndWithIt() {
        LocalDate springForward = LocalDate.parse("2026-03-08");
        var begins = schedule("America/New_York", new Hours(LocalTime.of(2, 30), LocalTime.of(5, 0)));
        var ends = schedule("America/New_York", new Hours(LocalTime.of(1, 0), LocalTime.of(2, 30)));
        var within = schedule("America/New_York", new Hours(LocalTime.of(2, 0), LocalTime.of(3, 0)));

        Instant gap = Instant.parse("2026-03-08T07:00:00Z");
        assertThat(begins.openOn(springForward).orElseThrow().start()).isEqualTo(gap);
        assertThat(ends.openOn(springForward).orElseThrow().end()).isEqualTo(gap);
        assertThat(within.openOn(springForward)).isEmpty();
    }

    @Test
    void theSameWallTimeIsAnotherInstantAfterTheChange() {
        var berlin = Schedule.standard(ZoneId.of("Europe/Berlin"));

        assertThat(berlin.startsOn(LocalDate.parse("2026-10-23")).getFirst())
                .isEqualTo(Instant.parse("2026-10-23T07:00:00Z"));
        assertThat(berlin.startsOn(LocalDate.parse("2026-10-26")).getFirst())
                .isEqualTo(Instant.parse("2026-10-26T08:00:00Z"));
    }

    @ParameterizedTest
    @MethodSource("zones")
    void everyDayOfSevenYearsIsSoundAndListedAsHeld(String zone) {
        var allDay = schedule(zone, ALL_DAY);
        for (LocalDate date : interestingDates(allDay.zone())) {
            isSound(allDay, date);
            listingAndHoldingAgree(allDay, date);
        }
    }

    private static void isSound(Schedule schedule, LocalDate date) {
        List<Instant> starts = schedule.startsOn(date);
        assertThat(starts).isSorted().doesNotHaveDuplicates().allSatisfy(start -> {
            assertThat(schedule.dateOf(start)).isEqualTo(date);
            assertThat(schedule.timeOf(start).getMinute() % 15).isZero();
            assertThat(schedule.isStart(start)).isTrue();
        });
        assertThat(starts.stream().map(schedule::timeOf)).doesNotHaveDuplicates();

        // Independently of the code under test: the day's wall times in real minutes.
        Instant from = date.atStartOfDay(schedule.zone()).toInstant();
        Instant to = date.plusDays(1).atStartOfDay(schedule.zone()).toInstant();
        Duration day = Duration.between(from, to);
        Duration open = schedule.openOn(date).map(Slot::length).orElse(Duration.ZERO);
        boolean changesInTheLastQuarter = !schedule.zone().getRules().getOffset(to.minusSeconds(900))
                .equals(schedule.zone().getRules().getOffset(to));
        boolean lastQuarterComesTwice = schedule.zone().getRules().getValidOffsets(date.atTime(23, 45)).size() == 2;
        if (!changesInTheLastQuarter && !lastQuarterComesTwice && !day.isZero()) {
            assertThat(open).as("%s %s", schedule.zone(), date).isEqualTo(day.minusMinutes(15));
        }
    }

    private static void listingAndHoldingAgree(Schedule schedule, LocalDate date) {
        var offering = Examples.consultation(
                1, new OfferingRules(Duration.ZERO, 30, true, Buffers.NONE, Duration.ofMinutes(15)));
        var rules = Examples.rules(schedule, offering);
        var day = CalendarDay.empty(new DayId(Examples.DEMO, Examples.SARAH, date));
        Instant now = date.minusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant();
        var listed = rules.slotsOn(date, HALF_HOUR).stream()
                .filter(slot -> rules.refusal(slot, day, now).isEmpty())
                .collect(Collectors.toSet());

        Instant from = date.atStartOfDay(schedule.zone()).toInstant().minus(Duration.ofHours(2));
        var held = new HashSet<Slot>();
        for (int minute = 0; minute < 29 * 60; minute += 5) {
            Slot probed = Slot.starting(from.plus(Duration.ofMinutes(minute)), HALF_HOUR);
            boolean canBeHeld = day.hold(Examples.booking("b"), probed, rules, now).refusal().isEmpty();
            if (schedule.dateOf(probed.start()).equals(date) && canBeHeld) {
                held.add(probed);
            }
        }
        assertThat(held).as("%s %s", schedule.zone(), date).isEqualTo(listed).isNotEmpty();
    }

    /** All around every change of the clocks, and a day in each month. */
    private static List<LocalDate> interestingDates(ZoneId zone) {
        Instant end = Instant.parse("2031-01-01T00:00:00Z");
        var changes = Stream.iterate(
                        zone.getRules().nextTransition(Instant.parse("2024-01-01T00:00:00Z")),
                        change -> change != null && change.getInstant().isBefore(end),
                        change -> zone.getRules().nextTransition(change.getInstant()))
                .map(ZoneOffsetTransition::getDateTimeBefore)
                .flatMap(change -> Stream.of(-1L, 0L, 1L).map(days -> change.toLocalDate().plusDays(days)));
        var ordinary = LocalDate.parse("2024-01-15").datesUntil(LocalDate.parse("2031-01-01"), java.time.Period.ofMonths(1));
        return Stream.concat(changes, ordinary).distinct().toList();
    }

    private static List<LocalTime> times(Schedule schedule, LocalDate date) {
        return schedule.startsOn(date).stream().map(schedule::timeOf).toList();
    }

    private static Schedule schedule(String zone, Hours everyDay) {
        var week = Arrays.stream(DayOfWeek.values())
                .collect(Collectors.toMap(day -> day, day -> new WeeklyHours.DayHours(everyDay, true)));
        return new Schedule(ZoneId.of(zone), 15, new WeeklyHours(week), List.of(), List.of(), Buffers.NONE);
    }
}
