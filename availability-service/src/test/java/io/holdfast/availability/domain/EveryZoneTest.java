package io.holdfast.availability.domain;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Slots in every IANA zone, 2024 to 2030: by default on the days around each change of the clocks and on some others,
 * with {@code -Dholdfast.availability.exhaustive=true} on every day; listing against holding on a few days of each
 * different zone, or on all days around a change in every zone, every five minutes.
 */
class EveryZoneTest {

    private static final boolean EXHAUSTIVE = Boolean.getBoolean("holdfast.availability.exhaustive");
    private static final LocalDate FIRST = LocalDate.parse("2024-01-01");
    private static final LocalDate LAST = LocalDate.parse("2030-12-31");
    private static final int ORDINARY_DAYS = 4;

    private final long seed = Long.getLong("holdfast.availability.seed", new Random().nextLong());
    private final Random random = new Random(seed);

    @Test
    void slotsAreApartOutsideGapsAndADaysOpenMinutesAreThoseThatItHas() {
        System.out.println("holdfast.availability.seed=" + seed);
        int days = 0;
        for (ZoneId zone : allZones()) {
            for (LocalDate date : EXHAUSTIVE ? everyDate() : interestingDates(zone, ORDINARY_DAYS)) {
                areApart(from(anyMinute(), zone, anyStep()), date);
                hasItsMinutes(allDay(zone), date);
                days++;
            }
        }
        assertThat(days).isGreaterThan(600 * ORDINARY_DAYS);
    }

    @Test
    void whatIsListedAndNothingElseCanBeHeld() {
        System.out.println("holdfast.availability.seed=" + seed);
        Map<ZoneRules, ZoneId> different = new LinkedHashMap<>();
        allZones().forEach(zone -> different.putIfAbsent(zone.getRules(), zone));
        for (ZoneId zone : EXHAUSTIVE ? allZones() : List.copyOf(different.values())) {
            List<LocalDate> dates = new ArrayList<>(interestingDates(zone, EXHAUSTIVE ? ORDINARY_DAYS : 1));
            Collections.shuffle(dates, random);
            for (LocalDate date : EXHAUSTIVE ? dates : dates.subList(0, Math.min(4, dates.size()))) {
                listingAndHoldingAgree(from(anyMinute(), zone, anyStep()), date);
            }
        }
    }

    private static void areApart(Schedule schedule, LocalDate date) {
        String where = schedule.zone() + " " + date + " step " + schedule.slotStep();
        Duration step = Duration.ofMinutes(schedule.slotStep());
        int first = schedule.hoursOn(date).getFirst().startMinute();
        var wallTimes = new HashSet<LocalTime>();
        Instant free = Instant.MIN;
        for (Slot slot : schedule.on(date).slots(step)) {
            LocalDateTime wall = LocalDateTime.ofInstant(slot.start(), schedule.zone());
            require(wall.toLocalDate().equals(date), "another date", where, wall);
            // What a clock there shows is never in a gap; what a gap swallowed would show beside the grid.
            require((wall.toLocalTime().toSecondOfDay() - first * 60L) % step.toSeconds() == 0, "beside the grid", where, wall);
            require(wallTimes.add(wall.toLocalTime()), "doubled", where, wall);
            require(!slot.start().isBefore(free), "overlaps", where, wall);
            free = slot.end();
        }
    }

    /** Of millions of slots: each with an assertion of its own, and its words, takes longer than what is tested. */
    private static void require(boolean right, String mistake, String where, LocalDateTime wall) {
        if (!right) {
            throw new AssertionError(where + " " + mistake + " at " + wall);
        }
    }

    private static void hasItsMinutes(Schedule schedule, LocalDate date) {
        long open = schedule.on(date).open().stream().mapToLong(stretch -> stretch.length().toMinutes()).sum();
        assertThat(open).as(schedule.zone() + " " + date).isEqualTo(minutesOf(date, schedule.zone().getRules()));
    }

    /** From the changes alone: a gap takes its part of the date away, an overlap gives its part again. */
    private static long minutesOf(LocalDate date, ZoneRules rules) {
        long minutes = 24 * 60;
        Instant around = date.atStartOfDay().toInstant(ZoneOffset.UTC);
        ZoneOffsetTransition change = rules.nextTransition(around.minus(Duration.ofDays(2)));
        while (change != null && change.getInstant().isBefore(around.plus(Duration.ofDays(3)))) {
            if (change.isGap()) {
                minutes -= minutesWithin(date, change.getDateTimeBefore(), change.getDateTimeAfter());
            } else {
                minutes += minutesWithin(date, change.getDateTimeAfter(), change.getDateTimeBefore());
            }
            change = rules.nextTransition(change.getInstant());
        }
        return minutes;
    }

    private static long minutesWithin(LocalDate date, LocalDateTime from, LocalDateTime to) {
        LocalDateTime start = from.isAfter(date.atStartOfDay()) ? from : date.atStartOfDay();
        LocalDateTime midnight = date.plusDays(1).atStartOfDay();
        LocalDateTime end = to.isBefore(midnight) ? to : midnight;
        return Math.max(0, Duration.between(start, end).toMinutes());
    }

    private void listingAndHoldingAgree(Schedule schedule, LocalDate date) {
        Duration length = Duration.ofMinutes(30);
        var offering = Examples.consultation(
                1, new OfferingRules(Duration.ZERO, 30, true, Buffers.NONE, Duration.ofMinutes(15)));
        var rules = Examples.rules(schedule, offering);
        var day = CalendarDay.empty(new DayId(Examples.DEMO, Examples.SARAH, date));
        Instant now = date.minusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant();
        var listed = rules.offersOn(day, length, now)
                .filter(SlotRules.Offer::isFree)
                .map(SlotRules.Offer::slot)
                .collect(Collectors.toSet());

        Instant from = schedule.startOf(date).minus(Duration.ofHours(2));
        var held = new HashSet<Slot>();
        int apart = EXHAUSTIVE ? 5 : 15;
        for (int minute = 0; minute < 29 * 60; minute += apart) {
            Slot probed = Slot.starting(from.plus(Duration.ofMinutes(minute)), length);
            if (schedule.dateOf(probed.start()).equals(date)
                    && day.hold(Examples.request(Examples.booking("b"), probed), rules, now).refusal().isEmpty()) {
                held.add(probed);
            }
        }
        assertThat(held).as("%s %s step %s", schedule.zone(), date, schedule.slotStep()).isEqualTo(listed).isNotEmpty();
    }

    private int anyStep() {
        return List.of(15, 30, 60).get(random.nextInt(3));
    }

    private int anyMinute() {
        return 15 * random.nextInt(4);
    }

    private static Schedule allDay(ZoneId zone) {
        return from(0, zone, Schedule.STANDARD_STEP);
    }

    /** Worked every day from that minute to its end. */
    private static Schedule from(int minute, ZoneId zone, int step) {
        var hours = new Hours(minute, Hours.WHOLE_DAY);
        var week = Arrays.stream(DayOfWeek.values())
                .collect(Collectors.toMap(
                        day -> day, day -> new WeeklyHours.DayHours(hours, true)));
        return new Schedule(zone, step, new WeeklyHours(week), List.of(), List.of(), List.of(), Buffers.NONE);
    }

    private static List<ZoneId> allZones() {
        // Libraries on a class path register zones of their own, with a ~ in the name.
        return ZoneId.getAvailableZoneIds().stream()
                .filter(name -> !name.contains("~"))
                .sorted()
                .map(ZoneId::of)
                .toList();
    }

    private static List<LocalDate> everyDate() {
        return FIRST.datesUntil(LAST.plusDays(1)).toList();
    }

    /** The days around every change of the clocks, and some others. */
    private List<LocalDate> interestingDates(ZoneId zone, int others) {
        var changes = Stream.iterate(
                        zone.getRules().nextTransition(FIRST.minusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant()),
                        change -> change != null && change.getDateTimeBefore().toLocalDate().isBefore(LAST),
                        change -> zone.getRules().nextTransition(change.getInstant()))
                .map(change -> change.getDateTimeBefore().toLocalDate())
                .flatMap(date -> Stream.of(date.minusDays(1), date, date.plusDays(1)));
        long span = LAST.toEpochDay() - FIRST.toEpochDay() + 1;
        var ordinary = random.ints(others, 0, (int) span).mapToObj(FIRST::plusDays);
        return Stream.concat(changes, ordinary).distinct().toList();
    }
}
