package io.holdfast.availability.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.holdfast.messaging.aggregates.Decision;
import org.junit.jupiter.api.Test;

import static io.holdfast.availability.domain.Examples.EMPTY_DAY;
import static io.holdfast.availability.domain.Examples.INDIA;
import static io.holdfast.availability.domain.Examples.NOW;
import static io.holdfast.availability.domain.Examples.SARAH;
import static io.holdfast.availability.domain.Examples.TEN;
import static io.holdfast.availability.domain.Examples.TUESDAY;
import static io.holdfast.availability.domain.Examples.booking;
import static io.holdfast.availability.domain.Examples.hourFrom;
import static io.holdfast.availability.domain.Examples.occupancy;
import static io.holdfast.availability.domain.Examples.request;
import static io.holdfast.availability.domain.Examples.rules;
import static io.holdfast.availability.domain.Examples.violation;
import static org.assertj.core.api.Assertions.assertThat;

/** What other calendars do to a day: they close time, and move nobody. */
class BusyTimesTest {

    private static final BookingRevision ANNA = booking("anna");
    private static final BookingRevision BEN = booking("ben");
    private static final Slot ELEVEN = hourFrom("2026-12-01T05:30:00Z");
    private static final Slot TWELVE = hourFrom("2026-12-01T06:30:00Z");
    private static final Slot HALF_PAST_TEN = hourFrom("2026-12-01T05:00:00Z");

    @Test
    void aBusyTimeIsClosedAndItsNeighboursAreNot() {
        CalendarDay day = busy(EMPTY_DAY, "google", ELEVEN);

        Violation closed = violation(day.hold(request(ANNA, HALF_PAST_TEN), rules(), NOW)).orElseThrow();
        assertThat(closed.rule()).isEqualTo(Rule.BUSY);
        assertThat(closed.reason()).isEqualTo(RejectionReason.CLOSED);
        assertThat(closed.conflicts()).as("what it is, nobody is told").isEmpty();
        assertThat(closed.blocks()).isEmpty();
        assertThat(violation(day.hold(request(ANNA, TEN), rules(), NOW))).isEmpty();
        assertThat(violation(day.hold(request(ANNA, TWELVE), rules(), NOW))).isEmpty();
        assertThat(day.freeTime(Schedule.standard(INDIA), NOW)).containsExactly(
                new Slot(Instant.parse("2026-12-01T03:30:00Z"), ELEVEN.start()),
                new Slot(ELEVEN.end(), Instant.parse("2026-12-01T11:30:00Z")));
    }

    @Test
    void whatIsReservedStaysAndIsNamed() {
        CalendarDay booked = EMPTY_DAY.hold(request(ANNA, TEN), rules(), NOW).aggregate()
                .confirm(ANNA, occupancy(TEN), NOW).aggregate()
                .hold(request(BEN, ELEVEN), rules(), NOW).aggregate();

        CalendarDay day = busy(booked, "google", new Slot(TEN.start(), ELEVEN.end()));

        assertThat(day.reservations()).isEqualTo(booked.reservations());
        assertThat(day.confirm(BEN, occupancy(ELEVEN), NOW).events()).containsExactly(new SlotEvent.Booked(BEN, SARAH, ELEVEN));
        assertThat(day.reservations()).allSatisfy(reservation -> assertThat(day.busyDuring(reservation))
                .containsExactly(new BusyTime("google", new Slot(TEN.start(), ELEVEN.end()))));
        assertThat(busy(day, "google", TWELVE).busyDuring(day.find(ANNA).orElseThrow())).isEmpty();
    }

    @Test
    void aBookingThatIsMetIsToldOfOnce() {
        CalendarDay booked = EMPTY_DAY.hold(request(ANNA, TEN), rules(), NOW).aggregate()
                .confirm(ANNA, occupancy(TEN), NOW).aggregate()
                .hold(request(BEN, ELEVEN), rules(), NOW).aggregate();

        Decision<CalendarDay, SlotEvent> met =
                booked.replaceBusy("google", List.of(new Slot(TEN.start(), ELEVEN.end())), true, NOW);

        assertThat(met.events()).containsExactly(
                new SlotEvent.TimeOffChanged(SARAH, TUESDAY, List.of(new Slot(TEN.start(), ELEVEN.end()))),
                new SlotEvent.Conflicted(ANNA, SARAH, TEN));
        assertThat(met.aggregate().replaceBusy("outlook", List.of(TEN), true, NOW).events()).as("by another one, too").isEmpty();
        assertThat(booked.replaceBusy("google", List.of(TEN), true, TEN.end()).events())
                .as("it is over").noneMatch(SlotEvent.Conflicted.class::isInstance);
    }

    @Test
    void aCalendarReplacesWhatItSaidAndNothingElse() {
        CalendarDay day = busy(busy(EMPTY_DAY, "google", TEN, ELEVEN), "outlook", ELEVEN);

        Decision<CalendarDay, SlotEvent> less = day.replaceBusy("google", List.of(TEN), true, NOW);

        assertThat(less.events()).as("another calendar still has that hour").isEmpty();
        assertThat(less.aggregate().busyBy("google")).containsExactly(TEN);
        assertThat(less.aggregate().busyBy("outlook")).containsExactly(ELEVEN);
        assertThat(less.aggregate().replaceBusy("outlook", List.of(), true, NOW).events())
                .containsExactly(new SlotEvent.TimeOffChanged(SARAH, TUESDAY, List.of(TEN)));
        Decision<CalendarDay, SlotEvent> same = less.aggregate().replaceBusy("google", List.of(TEN, TEN), true, NOW);
        assertThat(same).isInstanceOf(Decision.Unchanged.class);
    }

    @Test
    void whatIsSaidOfADateIsWhatBlocksAndCalendarsCloseTogether() {
        CalendarDay blocked = EMPTY_DAY.block(new Block("b", TEN, "dentist"), NOW).aggregate();

        assertThat(blocked.replaceBusy("google", List.of(HALF_PAST_TEN, TWELVE), true, NOW).events()).containsExactly(
                new SlotEvent.TimeOffChanged(
                        SARAH, TUESDAY, List.of(new Slot(TEN.start(), HALF_PAST_TEN.end()), TWELVE)));
        assertThat(blocked.unblock("b").events()).containsExactly(new SlotEvent.TimeOffChanged(SARAH, TUESDAY, List.of()));
        assertThat(blocked.unblock("other").events()).isEmpty();
    }

    @Test
    void aBlockIsNotRefusedForABusyTime() {
        assertThat(busy(EMPTY_DAY, "google", TEN).block(new Block("b", TEN, ""), NOW).refusal()).isEmpty();
    }

    @Test
    void ofACalendarThatNamesNoEventsTheTimeOfBookingsIsTheirs() {
        CalendarDay booked = EMPTY_DAY.hold(request(ANNA, TEN), rules(), NOW).aggregate()
                .hold(request(BEN, ELEVEN), rules(), NOW).aggregate();
        var both = new Slot(TEN.start(), ELEVEN.end());

        assertThat(booked.replaceBusy("google", List.of(TEN), false, NOW).aggregate().busy()).isEmpty();
        assertThat(booked.replaceBusy("google", List.of(both), false, NOW).aggregate().busy()).as("Google joins them").isEmpty();
        assertThat(booked.replaceBusy("google", List.of(HALF_PAST_TEN), false, NOW).aggregate().busyBy("google"))
                .as("it begins and ends elsewhere").containsExactly(HALF_PAST_TEN);
        var longer = new Slot(TEN.start(), TWELVE.end());
        assertThat(booked.replaceBusy("google", List.of(longer), false, NOW).aggregate().busyBy("google")).containsExactly(longer);
        assertThat(booked.replaceBusy("ics", List.of(TEN), true, NOW).aggregate().busyBy("ics"))
                .as("it would have been known by its name").containsExactly(TEN);
    }

    @Test
    void ofTooManyTheShortestPausesAreFilled() {
        var many = new ArrayList<Slot>();
        for (int i = 0; i < CalendarDay.MOST_BUSY + 2; i++) {
            Instant start = TEN.start().plusSeconds(i * 60L);
            // A pause of half a minute each, but of a second behind two of them.
            many.add(new Slot(start, start.plusSeconds(i == 3 || i == 7 ? 59 : 30)));
        }

        List<Slot> kept = busy(EMPTY_DAY, "google", many.toArray(Slot[]::new)).busyBy("google");

        assertThat(kept).hasSize(CalendarDay.MOST_BUSY);
        assertThat(kept).contains(new Slot(many.get(3).start(), many.get(4).end()), new Slot(many.get(7).start(), many.get(8).end()));
        assertThat(many).allSatisfy(slot -> assertThat(kept).anyMatch(wider -> wider.contains(slot)));
    }

    @Test
    void aWindowIsCutByTheDatesOfItsZone() {
        var window = BusyWindow.of(Schedule.standard(INDIA), 30, NOW);
        assertThat(window.first()).isEqualTo("2026-11-23");
        assertThat(window.last()).isEqualTo(LocalDate.parse("2026-11-23").plusDays(30 + BusyWindow.MORE_DAYS));

        var overMidnight = new Slot(Instant.parse("2026-12-01T17:30:00Z"), Instant.parse("2026-12-01T19:30:00Z"));
        var before = new Slot(Instant.parse("2026-11-20T00:00:00Z"), Instant.parse("2026-11-22T19:30:00Z"));
        assertThat(window.byDate(List.of(before, overMidnight), Schedule.standard(INDIA))).containsExactlyInAnyOrderEntriesOf(
                Map.of(
                        LocalDate.parse("2026-11-23"),
                        List.of(new Slot(Instant.parse("2026-11-22T18:30:00Z"), Instant.parse("2026-11-22T19:30:00Z"))),
                        LocalDate.parse("2026-12-01"),
                        List.of(new Slot(overMidnight.start(), Instant.parse("2026-12-01T18:30:00Z"))),
                        LocalDate.parse("2026-12-02"),
                        List.of(new Slot(Instant.parse("2026-12-01T18:30:00Z"), overMidnight.end()))));
        assertThat(Duration.between(window.range().start(), window.range().end())).isEqualTo(Duration.ofDays(38));
        assertThat(new BusyWindow(window.first(), window.last(), ZoneId.of("UTC"))).isNotEqualTo(window);
    }

    private static CalendarDay busy(CalendarDay day, String calendar, Slot... slots) {
        return day.replaceBusy(calendar, List.of(slots), true, NOW).aggregate();
    }
}
