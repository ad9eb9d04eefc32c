package io.holdfast.availability.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import io.holdfast.messaging.aggregates.Decision;
import org.junit.jupiter.api.Test;

import static io.holdfast.availability.domain.Examples.EMPTY_DAY;
import static io.holdfast.availability.domain.Examples.INDIA;
import static io.holdfast.availability.domain.Examples.NOW;
import static io.holdfast.availability.domain.Examples.SARAH;
import static io.holdfast.availability.domain.Examples.TEN;
import static io.holdfast.availability.domain.Examples.booking;
import static io.holdfast.availability.domain.Examples.consultation;
import static io.holdfast.availability.domain.Examples.hourFrom;
import static io.holdfast.availability.domain.Examples.occupancy;
import static io.holdfast.availability.domain.Examples.offer;
import static io.holdfast.availability.domain.Examples.reason;
import static io.holdfast.availability.domain.Examples.request;
import static io.holdfast.availability.domain.Examples.rules;
import static org.assertj.core.api.Assertions.assertThat;

/** A slot that is kept for somebody on a waitlist while they are asked, and what becomes of it. */
class WaitlistOfferTest {

    private static final BookingRevision OFFER = booking("offer");
    private static final BookingRevision BEN = booking("ben");
    private static final BookingRevision ANNA = booking("anna");
    private static final BookingRevision ANNA_MOVED = new BookingRevision("anna", 2);
    private static final Instant DEADLINE = NOW.plus(Duration.ofMinutes(35));
    private static final Slot NOON = hourFrom("2026-12-01T06:30:00Z");

    private final CalendarDay offered = offered(EMPTY_DAY, rules());

    @Test
    void itIsKeptFromOthersUntilItsDeadlineAndThenWhoeverComesHasIt() {
        Decision<CalendarDay, SlotEvent> inTime = offered.hold(request(BEN, TEN), rules(), DEADLINE.minusMillis(1));
        Decision<CalendarDay, SlotEvent> later = offered.hold(request(BEN, TEN), rules(), DEADLINE);

        assertThat(reason(inTime)).contains(RejectionReason.HELD);
        assertThat(later.refusal()).isEmpty();
        assertThat(later.aggregate().find(OFFER)).as("nobody pays for an offer, so nothing is remembered of it").isEmpty();
        assertThat(reason(later.aggregate().hold(request(OFFER, TEN), rules(), DEADLINE)))
                .as("who accepts now hears that somebody was faster").contains(RejectionReason.HELD);
    }

    @Test
    void whoAcceptsHasAsLongToPayAsAnybodyAndAskingAgainDoesNotMakeItLonger() {
        Instant accepted = NOW.plus(Duration.ofMinutes(29));
        Instant payBy = accepted.plus(Duration.ofMinutes(15));

        Decision<CalendarDay, SlotEvent> held = offered.hold(request(OFFER, TEN), rules(), accepted);

        assertThat(held.events()).containsExactly(new SlotEvent.Reserved(OFFER, SARAH, TEN, payBy));
        Decision<CalendarDay, SlotEvent> again =
                held.aggregate().hold(request(OFFER, TEN), rules(), accepted.plus(Duration.ofMinutes(5)));
        assertThat(again.events()).isEqualTo(held.events());
        assertThat(held.aggregate().live(payBy.minusMillis(1))).hasSize(1);
        assertThat(held.aggregate().live(payBy)).isEmpty();
    }

    @Test
    void whoAcceptsInTimeIsNotAskedForHoursAndNoticeAgainAndWhoIsLateIs() {
        SlotRules closed = closedThatDay();

        assertThat(offered.hold(request(OFFER, TEN), closed, DEADLINE.minusMillis(1)).refusal()).isEmpty();
        assertThat(reason(offered.hold(request(OFFER, TEN), closed, DEADLINE))).contains(RejectionReason.CLOSED);
    }

    @Test
    void nothingIsOfferedThatWouldBeOverWhenItIsHeard() {
        assertThat(reason(EMPTY_DAY.offer(offer(OFFER, TEN), rules(), NOW, NOW))).contains(RejectionReason.TOO_LATE);
    }

    @Test
    void theRulesForClientsHoldAndWhatThePlatformFindsSomebodyForIsNotOffered() {
        assertThat(reason(EMPTY_DAY.offer(
                        offer(OFFER, hourFrom("2026-12-01T04:37:00Z")), rules(), DEADLINE, NOW)))
                .contains(RejectionReason.OFF_STEP);
        Instant anHourBefore = TEN.start().minus(Duration.ofHours(1));
        assertThat(reason(EMPTY_DAY.offer(offer(OFFER, TEN), rules(), TEN.start(), anHourBefore)))
                .contains(RejectionReason.TOO_SOON);
        Offering usual = rules().offering();
        var matched = new Offering(
                usual.id(), usual.name(), usual.durations(), 1, usual.rules(), true, false, usual.tariff());
        assertThat(reason(EMPTY_DAY.offer(
                        offer(OFFER, TEN), rules(Schedule.standard(INDIA), matched), DEADLINE, NOW)))
                .contains(RejectionReason.CLOSED);
    }

    @Test
    void itTakesOnePlaceOfAGroup() {
        CalendarDay day = offered(EMPTY_DAY, rules(3));
        for (String id : List.of("a", "b")) {
            day = day.hold(request(booking(id), TEN), rules(3), NOW).aggregate();
        }

        assertThat(reason(day.hold(request(BEN, TEN), rules(3), NOW))).contains(RejectionReason.FULL);
        assertThat(day.withdrawOffer(OFFER).aggregate().hold(request(BEN, TEN), rules(3), NOW).refusal()).isEmpty();
    }

    @Test
    void noBlockIsPlacedOverItWhileItLasts() {
        var lunch = new Block("lunch", TEN, "");

        assertThat(offered.block(lunch, DEADLINE.minusMillis(1)).refusal()).isPresent();
        CalendarDay blocked = offered.block(lunch, DEADLINE).aggregate();
        assertThat(blocked.blocks()).hasSize(1);
        assertThat(blocked.find(OFFER)).isEmpty();
    }

    @Test
    void whoMovesEarlierTakesItOverAndLeavesTheirOldTimeInOneWrite() {
        CalendarDay day = offered(withAnnaAt(NOON), rules());

        Decision<CalendarDay, SlotEvent> moved = day.takeOver(request(ANNA_MOVED, TEN), ANNA, OFFER, rules(), NOW);

        assertThat(moved.events()).as("what was offered is never free between").containsExactly(
                new SlotEvent.Booked(ANNA_MOVED, SARAH, TEN), new SlotEvent.Released(ANNA, SARAH, NOON));
        assertThat(moved.aggregate().find(OFFER)).isEmpty();
        assertThat(moved.aggregate().live(NOW)).extracting(Reservation::booking).containsExactly(ANNA_MOVED);
        Decision<CalendarDay, SlotEvent> again =
                moved.aggregate().takeOver(request(ANNA_MOVED, TEN), ANNA, OFFER, rules(), NOW);
        assertThat(again.events()).containsExactly(new SlotEvent.Booked(ANNA_MOVED, SARAH, TEN));
        assertThat(again.aggregate()).isEqualTo(moved.aggregate());
    }

    @Test
    void whoMovesInTimeIsNotAskedForHoursAgainAndWhereALateOneCannotItIsFree() {
        CalendarDay day = offered(withAnnaAt(NOON), rules());

        Decision<CalendarDay, SlotEvent> inTime =
                day.takeOver(request(ANNA_MOVED, TEN), ANNA, OFFER, closedThatDay(), DEADLINE.minusMillis(1));
        Decision<CalendarDay, SlotEvent> late =
                day.takeOver(request(ANNA_MOVED, TEN), ANNA, OFFER, closedThatDay(), DEADLINE);

        assertThat(inTime.events()).contains(new SlotEvent.Booked(ANNA_MOVED, SARAH, TEN));
        assertThat(late.events()).containsExactly(
                new SlotEvent.Rejected(ANNA_MOVED, 1, RejectionReason.CLOSED, List.of()),
                new SlotEvent.Released(OFFER, SARAH, TEN));
        assertThat(late.aggregate().live(DEADLINE)).extracting(Reservation::booking).containsExactly(ANNA);
    }

    @Test
    void aMoveToAnOfferThatSomebodyElseHasByNowIsRefusedAndKeepsWhatTheBookingHas() {
        CalendarDay taken = offered(withAnnaAt(NOON), rules()).hold(request(BEN, TEN), rules(), DEADLINE).aggregate();

        Decision<CalendarDay, SlotEvent> moved = taken.takeOver(request(ANNA_MOVED, TEN), ANNA, OFFER, rules(), DEADLINE);

        assertThat(moved.events())
                .containsExactly(new SlotEvent.Rejected(ANNA_MOVED, 1, RejectionReason.HELD, List.of()));
        assertThat(moved.aggregate().find(ANNA)).map(Reservation::status).contains(Reservation.Status.BOOKED);
    }

    @Test
    void aMoveNeverTakesWhatABookingHasThatCameOfTheOffer() {
        CalendarDay accepted = offered(withAnnaAt(NOON), rules()).hold(request(OFFER, TEN), rules(), NOW).aggregate();

        Decision<CalendarDay, SlotEvent> moved = accepted.takeOver(request(ANNA_MOVED, TEN), ANNA, OFFER, rules(), NOW);

        assertThat(moved.events())
                .containsExactly(new SlotEvent.Rejected(ANNA_MOVED, 1, RejectionReason.HELD, List.of()));
        assertThat(moved.aggregate().find(OFFER)).map(Reservation::status).contains(Reservation.Status.HELD);
    }

    private static CalendarDay withAnnaAt(Slot slot) {
        return EMPTY_DAY.hold(request(ANNA, slot), rules(), NOW).aggregate()
                .confirm(ANNA, occupancy(slot), NOW).aggregate();
    }

    private static CalendarDay offered(CalendarDay day, SlotRules rules) {
        Decision<CalendarDay, SlotEvent> decision = day.offer(offer(OFFER, TEN), rules, DEADLINE, NOW);
        assertThat(decision.events()).containsExactly(new SlotEvent.Offered(OFFER, SARAH, TEN, DEADLINE));
        return decision.aggregate();
    }

    private static SlotRules closedThatDay() {
        var closed = new DateOverride(LocalDate.parse("2026-12-01"), Optional.empty());
        return rules(
                Examples.schedule(WeeklyHours.standard(), List.of(), List.of(closed)),
                consultation(1, OfferingRules.standard()));
    }
}
