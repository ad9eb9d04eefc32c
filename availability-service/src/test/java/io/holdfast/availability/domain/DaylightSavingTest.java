package io.holdfast.availability.domain;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DaylightSavingTest {

    private static final Hours NIGHT = new Hours(LocalTime.of(0, 0), LocalTime.of(5, 0));

    @Test
    void gapIsSkipped() {
        var newYork = schedule("America/New_York", NIGHT);
        LocalDate springForward = LocalDate.parse("2026-03-08");

        assertThat(times(newYork, springForward)).contains(LocalTime.of(1, 45), LocalTime.of(3, 0))
                .doesNotContain(LocalTime.of(2, 0), LocalTime.of(2, 45)).hasSize(16);
        assertThat(newYork.on(springForward).open().getFirst().length()).isEqualTo(Duration.ofHours(4));
        assertThat(newYork.on(springForward).isStart(Instant.parse("2026-03-08T07:00:00Z"))).isTrue();
    }

    @Test
    void overlapIsNotDoubled() {
        var newYork = schedule("America/New_York", NIGHT);
        LocalDate fallBack = LocalDate.parse("2026-11-01");

        assertThat(times(newYork, fallBack)).doesNotHaveDuplicates().hasSize(20);
        assertThat(newYork.on(fallBack).open().getFirst().length()).isEqualTo(Duration.ofHours(6));
        assertThat(newYork.on(fallBack).isStart(Instant.parse("2026-11-01T05:30:00Z"))).as("the first 01:30").isTrue();
        assertThat(newYork.on(fallBack).isStart(Instant.parse("2026-11-01T06:30:00Z"))).as("the second 01:30").isFalse();
    }

    @Test
    void hoursThatBeginOrEndInAGapBeginOrEndWithIt() {
        LocalDate springForward = LocalDate.parse("2026-03-08");
        var begins = schedule("America/New_York", new Hours(LocalTime.of(2, 30), LocalTime.of(5, 0)));
        var ends = schedule("America/New_York", new Hours(LocalTime.of(1, 0), LocalTime.of(2, 30)));
        var within = schedule("America/New_York", new Hours(LocalTime.of(2, 0), LocalTime.of(3, 0)));

        Instant gap = Instant.parse("2026-03-08T07:00:00Z");
        assertThat(begins.on(springForward).open().getFirst().start()).isEqualTo(gap);
        assertThat(ends.on(springForward).open().getFirst().end()).isEqualTo(gap);
        assertThat(within.on(springForward).open()).isEmpty();
    }

    @Test
    void theSameWallTimeIsAnotherInstantAfterTheChange() {
        var berlin = Schedule.standard(ZoneId.of("Europe/Berlin"));

        assertThat(berlin.on(LocalDate.parse("2026-10-23")).starts().getFirst())
                .isEqualTo(Instant.parse("2026-10-23T07:00:00Z"));
        assertThat(berlin.on(LocalDate.parse("2026-10-26")).starts().getFirst())
                .isEqualTo(Instant.parse("2026-10-26T08:00:00Z"));
    }

    /** Lord Howe Island moves its clocks by half an hour. */
    @Test
    void aGapShorterThanTheStepBringsNoTwoStartsNearerToEachOther() {
        var lordHowe = schedule("Australia/Lord_Howe", new Hours(LocalTime.of(0, 30), LocalTime.of(6, 0)), 60);
        LocalDate springForward = LocalDate.parse("2026-10-04");

        assertThat(times(lordHowe, springForward)).containsExactly(
                LocalTime.of(0, 30), LocalTime.of(1, 30), LocalTime.of(3, 30), LocalTime.of(4, 30), LocalTime.of(5, 30));
    }

    @Test
    void hoursMayLastUntilTheEndOfTheDay() {
        var beirut = schedule("Asia/Beirut", Hours.of("22:00", "24:00"));
        // At midnight the clocks go back to 23:00, so the day's last hour comes twice.
        LocalDate fallBack = LocalDate.parse("2026-10-24");

        assertThat(beirut.on(fallBack).open().getFirst().length()).isEqualTo(Duration.ofHours(3));
        assertThat(beirut.on(fallBack.plusDays(7)).open().getFirst().length()).isEqualTo(Duration.ofHours(2));
        assertThat(beirut.on(fallBack.plusDays(7)).open().getFirst().end())
                .isEqualTo(beirut.startOf(fallBack.plusDays(8)));
    }

    /** Samoa crossed the date line and had no 30 December 2011. */
    @Test
    void aDateThatAZoneSkippedHasNothing() {
        var apia = schedule("Pacific/Apia", Hours.of("00:00", "24:00"));

        assertThat(apia.on(LocalDate.parse("2011-12-30")).slots(Duration.ofMinutes(30))).isEmpty();
        assertThat(apia.on(LocalDate.parse("2011-12-30")).whole()).isEmpty();
        assertThat(apia.on(LocalDate.parse("2011-12-31")).slots(Duration.ofMinutes(30))).hasSize(95);
    }

    private static List<LocalTime> times(Schedule schedule, LocalDate date) {
        return schedule.on(date).starts().stream().map(schedule::timeOf).toList();
    }

    private static Schedule schedule(String zone, Hours everyDay) {
        return schedule(zone, everyDay, 15);
    }

    private static Schedule schedule(String zone, Hours everyDay, int step) {
        var week = Arrays.stream(DayOfWeek.values())
                .collect(Collectors.toMap(day -> day, day -> new WeeklyHours.DayHours(everyDay, true)));
        return new Schedule(
                ZoneId.of(zone), step, new WeeklyHours(week), List.of(), List.of(), List.of(), Buffers.NONE);
    }
}
