package io.holdfast.availability.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.holdfast.messaging.aggregates.Decision;
import org.junit.jupiter.api.Test;

import static io.holdfast.availability.domain.Examples.EMPTY_DAY;
import static io.holdfast.availability.domain.Examples.INDIA;
import static io.holdfast.availability.domain.Examples.NOW;
import static io.holdfast.availability.domain.Examples.TEN;
import static io.holdfast.availability.domain.Examples.booking;
import static io.holdfast.availability.domain.Examples.consultation;
import static io.holdfast.availability.domain.Examples.hourFrom;
import static io.holdfast.availability.domain.Examples.occupancy;
import static io.holdfast.availability.domain.Examples.request;
import static io.holdfast.availability.domain.Examples.rules;
import static io.holdfast.availability.domain.Examples.violation;
import static org.assertj.core.api.Assertions.assertThat;

class CalendarDayTest {

    private static final BookingRevision ANNA = booking("anna");
    private static final BookingRevision BEN = booking("ben");
    private static final BookingRevision CLEO = booking("cleo");
    private static final Instant DEADLINE = NOW.plus(Duration.ofMinutes(15));
    private static final Slot HALF_PAST_TEN = hourFrom("2026-12-01T05:00:00Z");

    @Test
    void aHeldSlotIsKeptFromOthersUntilItsDeadlineAndNotAMomentLonger() {
        CalendarDay day = held(EMPTY_DAY, ANNA, TEN, NOW);

        assertThat(reason(day, BEN, HALF_PAST_TEN, DEADLINE.minusMillis(1))).contains(RejectionReason.HELD);
        assertThat(reason(day, BEN, HALF_PAST_TEN, DEADLINE)).isEmpty();
    }

    @Test
    void takingOverALapsedHoldLeavesATombstone() {
        CalendarDay day = held(held(EMPTY_DAY, ANNA, TEN, NOW), BEN, HALF_PAST_TEN, DEADLINE);

        assertThat(status(day, ANNA)).isEqualTo(Reservation.Status.LAPSED);
        assertThat(status(day, BEN)).isEqualTo(Reservation.Status.HELD);
    }

    @Test
    void aPaymentAfterTheTakeoverLosesTheSlotAndStaysLost() {
        CalendarDay taken = held(held(EMPTY_DAY, ANNA, TEN, NOW), BEN, TEN, DEADLINE);

        Decision<CalendarDay, SlotEvent> lost = taken.confirm(ANNA, occupancy(TEN), DEADLINE);
        assertThat(lost.events()).containsExactly(new SlotEvent.Lost(ANNA, "HELD"));
        CalendarDay freeAgain = lost.aggregate().release(BEN).aggregate();
        Decision<CalendarDay, SlotEvent> repeated = freeAgain.confirm(ANNA, occupancy(TEN), DEADLINE);
        assertThat(repeated.events()).containsExactly(new SlotEvent.Lost(ANNA, "HELD"));
        assertThat(status(repeated.aggregate(), ANNA)).isEqualTo(Reservation.Status.LOST);
    }

    @Test
    void aPaymentAfterTheDeadlineStillGetsASlotThatNobodyTook() {
        CalendarDay day = held(EMPTY_DAY, ANNA, TEN, NOW);

        Decision<CalendarDay, SlotEvent> decision = day.confirm(ANNA, occupancy(TEN), DEADLINE.plusSeconds(3_600));

        assertThat(decision.events()).containsExactly(new SlotEvent.Booked(ANNA, Examples.SARAH, TEN));
        assertThat(reason(decision.aggregate(), BEN, TEN, DEADLINE.plusSeconds(3_601))).contains(RejectionReason.BOOKED);
    }

    @Test
    void whoPaidIsNotAskedForNoticeAgain() {
        CalendarDay day = held(EMPTY_DAY, ANNA, TEN, NOW);

        Decision<CalendarDay, SlotEvent> decision = day.confirm(ANNA, occupancy(TEN), TEN.start().plusSeconds(60));

        assertThat(decision.events()).singleElement().isInstanceOf(SlotEvent.Booked.class);
    }

    @Test
    void aReleasedSlotIsFreeAtOnce() {
        CalendarDay day = held(EMPTY_DAY, ANNA, TEN, NOW).release(ANNA).aggregate();

        assertThat(reason(day, BEN, TEN, NOW)).isEmpty();
    }

    @Test
    void bookedOutweighsHeldBecauseWaitingDoesNotHelp() {
        CalendarDay day = held(EMPTY_DAY, ANNA, TEN, NOW).confirm(ANNA, occupancy(TEN), NOW).aggregate();
        day = held(day, BEN, hourFrom("2026-12-01T05:30:00Z"), NOW);

        assertThat(reason(day, CLEO, HALF_PAST_TEN, NOW)).contains(RejectionReason.BOOKED);
    }

    @Test
    void asManyShareASlotAsItsCapacitySaysAndLapsedHoldsDoNotCount() {
        SlotRules three = rules(3);
        CalendarDay day = EMPTY_DAY;
        for (String id : List.of("a", "b", "c")) {
            day = hold(day, booking(id), TEN, three, NOW).aggregate();
        }

        assertThat(Examples.reason(hold(day, ANNA, TEN, three, NOW))).contains(RejectionReason.FULL);
        assertThat(Examples.reason(hold(day, ANNA, HALF_PAST_TEN, three, NOW)))
                .as("another session of the group would be another slot").contains(RejectionReason.HELD);
        CalendarDay later = day.confirm(booking("a"), occupancy(TEN), NOW).aggregate();
        Decision<CalendarDay, SlotEvent> joins = hold(later, ANNA, TEN, three, DEADLINE);
        assertThat(joins.refusal()).isEmpty();
        Decision<CalendarDay, SlotEvent> late = joins.aggregate().confirm(booking("b"), occupancy(TEN), DEADLINE);
        assertThat(late.events())
                .as("there is still room for one who pays late").containsExactly(
                        new SlotEvent.Booked(booking("b"), Examples.SARAH, TEN));
        assertThat(late.aggregate().confirm(booking("c"), occupancy(TEN), DEADLINE).events())
                .as("but not for two").containsExactly(new SlotEvent.Lost(booking("c"), "FULL"));
    }

    @Test
    void buffersKeepNeighboursAway() {
        var withPause = new OfferingRules(
                Duration.ofHours(2), 30, true, Buffers.ofMinutes(0, 15), Duration.ofMinutes(15));
        var rules = rules(
                new Schedule(INDIA, 15, WeeklyHours.standard(), List.of(), List.of(), List.of(), Buffers.ofMinutes(0, 10)),
                consultation(1, withPause));
        CalendarDay day = hold(EMPTY_DAY, ANNA, TEN, rules, NOW).aggregate();

        assertThat(Examples.reason(hold(day, BEN, hourFrom("2026-12-01T05:30:00Z"), rules, NOW))).contains(RejectionReason.HELD);
        assertThat(Examples.reason(hold(day, BEN, hourFrom("2026-12-01T05:45:00Z"), rules, NOW))).isEmpty();
        assertThat(Examples.reason(hold(day, BEN, hourFrom("2026-12-01T03:30:00Z"), rules, NOW))).contains(RejectionReason.HELD);
    }

    @Test
    void aBookingThatMovesIsNotInItsOwnWayAndLeavesItsOldTimeInTheSameWrite() {
        CalendarDay day = held(EMPTY_DAY, ANNA, TEN, NOW).confirm(ANNA, occupancy(TEN), NOW).aggregate();
        var moved = new BookingRevision("anna", 2);

        Decision<CalendarDay, SlotEvent> decision = day.reschedule(request(moved, HALF_PAST_TEN), ANNA, rules(), NOW);

        assertThat(decision.events()).containsExactly(
                new SlotEvent.Booked(moved, Examples.SARAH, HALF_PAST_TEN),
                new SlotEvent.Released(ANNA, Examples.SARAH, TEN));
        assertThat(status(decision.aggregate(), ANNA)).isEqualTo(Reservation.Status.RELEASED);
        assertThat(reason(decision.aggregate(), BEN, hourFrom("2026-12-01T04:00:00Z"), NOW)).isEmpty();
        assertThat(reason(decision.aggregate(), BEN, TEN, NOW)).contains(RejectionReason.BOOKED);
    }

    @Test
    void whoCannotMoveKeepsWhatTheyHave() {
        CalendarDay day = held(EMPTY_DAY, ANNA, TEN, NOW).confirm(ANNA, occupancy(TEN), NOW).aggregate();
        day = held(day, BEN, hourFrom("2026-12-01T05:30:00Z"), NOW);

        Decision<CalendarDay, SlotEvent> decision = day.reschedule(
                request(new BookingRevision("anna", 2), hourFrom("2026-12-01T06:00:00Z")), ANNA, rules(), NOW);

        assertThat(decision.events()).containsExactly(
                new SlotEvent.Rejected(new BookingRevision("anna", 2), 1, RejectionReason.HELD, List.of()));
        assertThat(decision.aggregate().live(NOW)).isEqualTo(day.live(NOW));
    }

    @Test
    void aMoveThatWasRefusedMayBeTriedAgainAndTheFirstTryStaysRefused() {
        CalendarDay day = held(EMPTY_DAY, ANNA, TEN, NOW).confirm(ANNA, occupancy(TEN), NOW).aggregate();
        day = held(day, BEN, hourFrom("2026-12-01T05:30:00Z"), NOW);
        SlotRequest first = request(new BookingRevision("anna", 2), hourFrom("2026-12-01T06:00:00Z"));
        CalendarDay refused = day.reschedule(first, ANNA, rules(), NOW).aggregate().release(BEN).aggregate();

        assertThat(refused.reschedule(first, ANNA, rules(), NOW).events()).containsExactly(
                new SlotEvent.Rejected(first.booking(), 1, RejectionReason.HELD, List.of()));
        Decision<CalendarDay, SlotEvent> again = refused.reschedule(
                request(first.booking(), first.slot(), 2), ANNA, rules(), NOW);
        assertThat(again.events()).contains(new SlotEvent.Booked(first.booking(), Examples.SARAH, first.slot()));
        assertThat(status(again.aggregate(), ANNA)).isEqualTo(Reservation.Status.RELEASED);
    }

    @Test
    void aBlockClosesWhatItTouchesAndCannotBePlacedOverWhatIsBooked() {
        var lunch = new Block("lunch", hourFrom("2026-12-01T07:00:00Z"), "with Meera");
        CalendarDay day = held(EMPTY_DAY, ANNA, TEN, NOW).block(lunch, NOW).aggregate();

        assertThat(reason(day, BEN, hourFrom("2026-12-01T07:45:00Z"), NOW)).contains(RejectionReason.CLOSED);
        assertThat(reason(day, BEN, hourFrom("2026-12-01T08:00:00Z"), NOW)).isEmpty();
        var longer = new Block("long", new Slot(TEN.start().plusSeconds(60), lunch.slot().end()), "");
        Decision<CalendarDay, SlotEvent> over = day.block(longer, NOW);
        assertThat(over.aggregate()).isEqualTo(day);
        assertThat(violation(over).orElseThrow().conflicts()).extracting(Conflict::bookingId).containsExactly("anna");
        assertThat(violation(over).orElseThrow().blocks()).containsExactly(lunch);
        assertThat(day.block(lunch, NOW).aggregate()).as("repeated").isEqualTo(day);
        assertThat(reason(day.unblock("lunch").aggregate(), BEN, hourFrom("2026-12-01T07:45:00Z"), NOW)).isEmpty();
    }

    @Test
    void whoPaysLateForALapsedHoldFindsTheBlockThere() {
        CalendarDay day = held(EMPTY_DAY, ANNA, TEN, NOW).block(new Block("b", TEN, ""), DEADLINE).aggregate();

        assertThat(status(day, ANNA)).isEqualTo(Reservation.Status.LAPSED);
        assertThat(day.confirm(ANNA, occupancy(TEN), DEADLINE).events())
                .containsExactly(new SlotEvent.Lost(ANNA, "CLOSED"));
    }

    @Test
    void whatIsPaidWithoutHavingBeenHeldSharesItsSlotByItsOffering() {
        SlotRules three = rules(3);
        CalendarDay day = hold(EMPTY_DAY, ANNA, TEN, three, NOW).aggregate();

        assertThat(day.confirm(BEN, three.occupancy(TEN), NOW).events())
                .containsExactly(new SlotEvent.Booked(BEN, Examples.SARAH, TEN));
        assertThat(day.confirm(BEN, Occupancy.of(TEN, new OfferingId("other")), NOW).events())
                .as("of another offering").containsExactly(new SlotEvent.Lost(BEN, "HELD"));
    }

    @Test
    void onlyTheSlotTheBufferNeedsIsSaidToBeInAPause() {
        var rules = rules(
                new Schedule(INDIA, 15, WeeklyHours.standard(), List.of(), List.of(), List.of(), Buffers.ofMinutes(0, 15)),
                consultation(1, OfferingRules.standard()));
        CalendarDay day = hold(EMPTY_DAY, ANNA, TEN, rules, NOW).aggregate();

        assertThat(violation(hold(day, BEN, hourFrom("2026-12-01T05:30:00Z"), rules, NOW)).orElseThrow().rule())
                .isEqualTo(Rule.BUFFER);
        assertThat(violation(hold(day, BEN, HALF_PAST_TEN, rules, NOW)).orElseThrow().rule()).isEqualTo(Rule.HELD);
    }

    @Test
    void whoCameAndWentLeavesNothing() {
        CalendarDay day = EMPTY_DAY;
        for (int i = 0; i < 100; i++) {
            day = held(day, booking("guest-" + i), TEN, NOW).releaseForGood(booking("guest-" + i)).aggregate();
        }

        assertThat(day.reservations()).isEmpty();
    }

    @Test
    void theEndOfABookingThatHasNothingMakesWhoeverDecidesOnItBeginAgain() {
        assertThat(EMPTY_DAY.releaseForGood(ANNA).aggregate()).isNotEqualTo(EMPTY_DAY);
        assertThat(EMPTY_DAY.releaseForGood(ANNA).aggregate().reservations()).isEmpty();
    }

    @Test
    void ofMovesThatWereRefusedTheNewestAreRemembered() {
        CalendarDay day = held(EMPTY_DAY, ANNA, TEN, NOW);
        for (int i = 0; i < 3 * CalendarDay.MOST_ENDED; i++) {
            day = day.reschedule(
                            request(new BookingRevision("mover-" + i, 2), TEN), booking("mover-" + i), rules(), NOW)
                    .aggregate();
        }

        assertThat(day.reservations()).hasSize(1 + CalendarDay.MOST_ENDED);
        assertThat(status(day, ANNA)).isEqualTo(Reservation.Status.HELD);
        assertThat(day.find(new BookingRevision("mover-" + (3 * CalendarDay.MOST_ENDED - 1), 2))).isPresent();
    }

    @Test
    void aDayOnWhichAsMuchIsReservedAsCanBeIsFullUntilSomethingEnds() {
        SlotRules huge = rules(CalendarDay.MOST_RESERVATIONS + 1);
        CalendarDay day = EMPTY_DAY;
        for (int i = 0; i < CalendarDay.MOST_RESERVATIONS; i++) {
            day = hold(day, booking("b" + i), TEN, huge, NOW).aggregate();
        }

        Violation violation = violation(hold(day, ANNA, TEN, huge, NOW)).orElseThrow();
        assertThat(violation.rule()).isEqualTo(Rule.DAY_LIMIT);
        assertThat(violation.reason()).isEqualTo(RejectionReason.FULL);
        assertThat(hold(day, booking("b0"), TEN, huge, NOW).events()).as("who has theirs").hasSize(1);
        assertThat(Examples.reason(hold(day.release(booking("b0")).aggregate(), ANNA, TEN, huge, NOW))).isEmpty();
        CalendarDay lapsed = hold(day, ANNA, TEN, huge, DEADLINE).aggregate();
        assertThat(lapsed.reservations()).as("holds that lapsed make room").hasSize(1 + CalendarDay.MOST_ENDED);
    }

    @Test
    void aDayTakesOnlySoManyBlocks() {
        CalendarDay day = EMPTY_DAY;
        for (int i = 0; i <= CalendarDay.MOST_BLOCKS; i++) {
            Instant start = TEN.start().plusSeconds(i);
            Decision<CalendarDay, SlotEvent> decision = day.block(new Block("b" + i, new Slot(start, start.plusSeconds(1)), ""), NOW);
            assertThat(violation(decision).map(Violation::rule))
                    .isEqualTo(i < CalendarDay.MOST_BLOCKS ? Optional.empty() : Optional.of(Rule.BLOCK_LIMIT));
            day = decision.aggregate();
        }

        assertThat(day.blocks()).hasSize(CalendarDay.MOST_BLOCKS);
    }

    @Test
    void aStartBesideTheStepIsNotSaidToBeClosed() {
        assertThat(reason(EMPTY_DAY, ANNA, hourFrom("2026-12-01T04:37:00Z"), NOW)).contains(RejectionReason.OFF_STEP);
        assertThat(reason(EMPTY_DAY, ANNA, hourFrom("2026-12-01T14:37:00Z"), NOW)).contains(RejectionReason.CLOSED);
    }

    private static CalendarDay held(CalendarDay day, BookingRevision booking, Slot slot, Instant now) {
        Decision<CalendarDay, SlotEvent> decision = hold(day, booking, slot, rules(), now);
        assertThat(decision.refusal()).isEmpty();
        return decision.aggregate();
    }

    private static Decision<CalendarDay, SlotEvent> hold(CalendarDay day, BookingRevision who, Slot slot, SlotRules rules, Instant now) {
        return day.hold(request(who, slot), rules, now);
    }

    private static Optional<RejectionReason> reason(CalendarDay day, BookingRevision booking, Slot slot, Instant now) {
        return Examples.reason(day.hold(request(booking, slot), rules(), now));
    }

    private static Reservation.Status status(CalendarDay day, BookingRevision booking) {
        return day.find(booking).orElseThrow().status();
    }
}
