package io.holdfast.availability.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import io.holdfast.availability.domain.SlotRules.Offer;
import org.junit.jupiter.api.Test;

import static io.holdfast.availability.domain.Examples.CONSULTATION;
import static io.holdfast.availability.domain.Examples.DEMO;
import static io.holdfast.availability.domain.Examples.NOW;
import static io.holdfast.availability.domain.Examples.TEN;
import static io.holdfast.availability.domain.Examples.TUESDAY;
import static io.holdfast.availability.domain.Examples.booking;
import static io.holdfast.availability.domain.Examples.consultation;
import static io.holdfast.availability.domain.Examples.hourFrom;
import static org.assertj.core.api.Assertions.assertThat;

/** Whoever has the time: what is free, in whose days, and who is asked first. */
class AnyoneTest {

    private static final String INDIA = "Asia/Kolkata";
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void aTimeIsFreeWhenSomebodyHasIt() {
        Anyone anyone = anyone(pro("a", INDIA), pro("b", INDIA));
        Slot day = dayIn(INDIA, TUESDAY);
        CalendarDay busy = held(anyone.providers().getFirst().dayOn(TUESDAY), TEN);
        CalendarDay other = CalendarDay.empty(anyone.providers().getLast().dayOn(TUESDAY));

        assertThat(at(TEN, anyone.offersIn(day, List.of(busy, other), HOUR, NOW)).isFree()).isTrue();
        Offer taken = at(TEN, anyone.offersIn(day, List.of(busy, held(other.id(), TEN)), HOUR, NOW));
        assertThat(taken.violation().map(Violation::reason)).contains(RejectionReason.HELD);
        assertThat(anyone.offersIn(day, List.of(busy, other), HOUR, NOW)).hasSize(29);
    }

    @Test
    void theReasonNearestToBeingFreeIsTold() {
        Anyone anyone = anyone(pro("a", INDIA), pro("b", INDIA));
        CalendarDay held = held(anyone.providers().getFirst().dayOn(TUESDAY), TEN);
        CalendarDay blocked = CalendarDay.empty(anyone.providers().getLast().dayOn(TUESDAY))
                .block(new Block("block", TEN, ""), NOW).aggregate();

        for (List<CalendarDay> days : List.of(List.of(held, blocked), List.of(blocked, held))) {
            assertThat(at(TEN, anyone.offersIn(dayIn(INDIA, TUESDAY), days, HOUR, NOW)).violation().map(Violation::reason))
                    .contains(RejectionReason.HELD);
        }
    }

    @Test
    void aDayIsThatOfWhoeverAsksAcrossZones() {
        Anyone anyone = anyone(pro("a", INDIA), pro("b", "America/New_York"));
        Slot day = dayIn("Europe/London", TUESDAY);

        List<DayId> looked = anyone.daysOf(day);
        List<Offer> offers = anyone.offersIn(day, looked.stream().map(CalendarDay::empty).toList(), HOUR, NOW);

        assertThat(looked).extracting(DayId::date)
                .containsExactly(TUESDAY, TUESDAY.plusDays(1), TUESDAY.minusDays(1), TUESDAY);
        // 09:00 to 16:00 in India is 03:30 to 10:30 in London, and in New York 14:00 to 21:00.
        assertThat(offers.getFirst().slot()).isEqualTo(hourFrom("2026-12-01T03:30:00Z"));
        assertThat(offers.getLast().slot()).isEqualTo(hourFrom("2026-12-01T21:00:00Z"));
        assertThat(offers).hasSize(58).allMatch(offer -> day.contains(offer.slot().start()));
        assertThat(Anyone.freeDates(offers, ZoneId.of("Pacific/Auckland"))).containsExactly(TUESDAY, TUESDAY.plusDays(1));
    }

    @Test
    void theZoneIsTheirsOrThatOfMostOfThem() {
        assertThat(anyone(pro("a", INDIA), pro("b", INDIA)).zone()).isEqualTo(ZoneId.of(INDIA));
        assertThat(anyone(pro("a", "Europe/Berlin"), pro("b", INDIA), pro("c", "Europe/Berlin")).zone())
                .isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(anyone(pro("a", INDIA), pro("b", "America/New_York")).zone()).isEqualTo(ZoneId.of("America/New_York"));
        assertThat(anyone().zone()).isEqualTo(ZoneId.of("UTC"));
    }

    @Test
    void whoHasTheLeastToDoThatDayIsAskedFirstThenAroundIt() {
        Anyone anyone = anyone(pro("a", INDIA), pro("b", INDIA), pro("c", INDIA), pro("d", INDIA));
        var days = new ArrayList<CalendarDay>();
        days.add(held(anyone.providers().get(0).dayOn(TUESDAY), hourFrom("2026-12-01T06:30:00Z")));
        days.add(held(anyone.providers().get(1).dayOn(TUESDAY.plusDays(1)), hourFrom("2026-12-02T06:30:00Z")));
        days.add(held(anyone.providers().get(3).dayOn(TUESDAY), TEN));

        Candidates candidates = anyone.candidates(request("b-1"), days, NOW);

        assertThat(candidates.inOrder()).extracting(ProfessionalId::value).containsExactly("c", "b", "a");
        assertThat(anyone.daysAround(TEN)).hasSize(28).contains(anyone.providers().getFirst().dayOn(TUESDAY.minusDays(3)));
    }

    @Test
    void equalOnesDrawLotsThatAreTheSameForTheSameBooking() {
        Anyone anyone = anyone(pro("a", INDIA), pro("b", INDIA), pro("c", INDIA));
        var first = new HashSet<String>();
        for (String id : IntStream.range(0, 60).mapToObj(i -> "b-" + i).toList()) {
            Candidates candidates = anyone.candidates(request(id), List.of(), NOW);
            assertThat(candidates).isEqualTo(anyone.candidates(request(id), List.of(), NOW));
            first.add(candidates.inOrder().getFirst().value());
        }
        assertThat(first).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void whereNobodyHasItTheReasonIsKept() {
        Anyone anyone = anyone(pro("a", INDIA));

        Candidates candidates = anyone.candidates(request("b-1"), List.of(held(anyone.providers().getFirst().dayOn(TUESDAY), TEN)), NOW);

        assertThat(candidates.inOrder()).isEmpty();
        assertThat(candidates.otherwise()).isEqualTo(RejectionReason.HELD);
        assertThat(anyone().candidates(request("b-1"), List.of(), NOW).otherwise())
                .isEqualTo(RejectionReason.PROFESSIONAL_UNKNOWN);
    }

    private static AnyoneRequest request(String id) {
        return new AnyoneRequest(DEMO, CONSULTATION, booking(id), "HF-2026-000001", TEN, SlotRequest.By.CLIENT);
    }

    private static Anyone anyone(Professional... providers) {
        return new Anyone(consultation(1, OfferingRules.standard()), List.of(providers));
    }

    private static Professional pro(String id, String zone) {
        return new Professional(
                DEMO,
                new ProfessionalId(id),
                1,
                true,
                Set.of(CONSULTATION),
                Optional.empty(),
                Schedule.standard(ZoneId.of(zone)),
                Optional.empty());
    }

    private static CalendarDay held(DayId day, Slot slot) {
        return CalendarDay.empty(day).hold(Examples.request(booking("theirs"), slot), Examples.rules(), NOW).aggregate();
    }

    private static Slot dayIn(String zone, LocalDate date) {
        ZoneId in = ZoneId.of(zone);
        Instant start = date.atStartOfDay(in).toInstant();
        return new Slot(start, date.plusDays(1).atStartOfDay(in).toInstant());
    }

    private static Offer at(Slot slot, List<Offer> offers) {
        return offers.stream().filter(offer -> offer.slot().equals(slot)).findFirst().orElseThrow();
    }
}
