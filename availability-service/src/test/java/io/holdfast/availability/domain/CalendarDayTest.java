package io.holdfast.availability.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static io.holdfast.availability.domain.Examples.EMPTY_DAY;
import static io.holdfast.availability.domain.Examples.INDIA;
import static io.holdfast.availability.domain.Examples.NOW;
import static io.holdfast.availability.domain.Examples.TEN;
import static io.holdfast.availability.domain.Examples.booking;
import static io.holdfast.availability.domain.Examples.claim;
import static io.holdfast.availability.domain.Examples.consultation;
import static io.holdfast.availability.domain.Examples.hourFrom;
import static io.holdfast.availability.domain.Examples.rules;
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

        assertThat(refusal(day, BEN, HALF_PAST_TEN, DEADLINE.minusMillis(1))).contains(Refusal.HELD);
        assertThat(refusal(day, BEN, HALF_PAST_TEN, DEADLINE)).isEmpty();
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

        Decision lost = taken.makeFinal(ANNA, claim(TEN), DEADLINE);
        assertThat(lost.events()).containsExactly(new SlotEvent.Lost(ANNA, "HELD"));
        CalendarDay freeAgain = lost.day().release(BEN).day();
        Decision repeated = freeAgain.makeFinal(ANNA, claim(TEN), DEADLINE);
        assertThat(repeated.events()).containsExactly(new SlotEvent.Lost(ANNA, "HELD"));
        assertThat(status(repeated.day(), ANNA)).isEqualTo(Reservation.Status.LOST);
    }

    @Test
    void aPaymentAfterTheDeadlineStillGetsASlotThatNobodyTook() {
        CalendarDay day = held(EMPTY_DAY, ANNA, TEN, NOW);

        Decision decision = day.makeFinal(ANNA, claim(TEN), DEADLINE.plusSeconds(3_600));

        assertThat(decision.events()).containsExactly(new SlotEvent.Booked(ANNA, Examples.SARAH, TEN));
        assertThat(refusal(decision.day(), BEN, TEN, DEADLINE.plusSeconds(3_601))).contains(Refusal.BOOKED);
    }

    @Test
    void whoPaidIsNotAskedForNoticeAgain() {
        CalendarDay day = held(EMPTY_DAY, ANNA, TEN, NOW);

        Decision decision = day.makeFinal(ANNA, claim(TEN), TEN.start().plusSeconds(60));

        assertThat(decision.events()).singleElement().isInstanceOf(SlotEvent.Booked.class);
    }

    @Test
    void aReleasedSlotIsFreeAtOnce() {
        CalendarDay day = held(EMPTY_DAY, ANNA, TEN, NOW).release(ANNA).day();

        assertThat(refusal(day, BEN, TEN, NOW)).isEmpty();
    }

    @Test
    void bookedOutweighsHeldBecauseWaitingDoesNotHelp() {
        CalendarDay day = held(EMPTY_DAY, ANNA, TEN, NOW).makeFinal(ANNA, claim(TEN), NOW).day();
        day = held(day, BEN, hourFrom("2026-12-01T05:30:00Z"), NOW);

        assertThat(refusal(day, CLEO, HALF_PAST_TEN, NOW)).contains(Refusal.BOOKED);
    }

    @Test
    void asManyShareASlotAsItsCapacitySaysAndLapsedHoldsDoNotCount() {
        SlotRules three = rules(3);
        CalendarDay day = EMPTY_DAY;
        for (String id : List.of("a", "b", "c")) {
            day = hold(day, booking(id), TEN, three, NOW).day();
        }

        assertThat(hold(day, ANNA, TEN, three, NOW).refusal()).contains(Refusal.FULL);
        assertThat(hold(day, ANNA, HALF_PAST_TEN, three, NOW).refusal())
                .as("another session of the group would be another slot").contains(Refusal.HELD);
        CalendarDay later = day.makeFinal(booking("a"), claim(TEN), NOW).day();
        Decision joins = hold(later, ANNA, TEN, three, DEADLINE);
        assertThat(joins.refusal()).isEmpty();
        assertThat(joins.day().makeFinal(booking("b"), claim(TEN), DEADLINE).events())
                .as("there is still room for one who pays late").containsExactly(
                        new SlotEvent.Booked(booking("b"), Examples.SARAH, TEN));
        assertThat(joins.day().makeFinal(booking("b"), claim(TEN), DEADLINE).day().makeFinal(booking("c"), claim(TEN), DEADLINE)
                        .events())
                .as("but not for two").containsExactly(new SlotEvent.Lost(booking("c"), "FULL"));
    }

    @Test
    void buffersKeepNeighboursAway() {
        var withPause = new OfferingRules(
                Duration.ofHours(2), 30, true, Buffers.ofMinutes(0, 15), Duration.ofMinutes(15));
        var rules = rules(
                new Schedule(INDIA, 15, WeeklyHours.standard(), List.of(), List.of(), List.of(), Buffers.ofMinutes(0, 10)),
                consultation(1, withPause));
        CalendarDay day = hold(EMPTY_DAY, ANNA, TEN, rules, NOW).day();

        assertThat(hold(day, BEN, hourFrom("2026-12-01T05:30:00Z"), rules, NOW).refusal()).contains(Refusal.HELD);
        assertThat(hold(day, BEN, hourFrom("2026-12-01T05:45:00Z"), rules, NOW).refusal()).isEmpty();
        assertThat(hold(day, BEN, hourFrom("2026-12-01T03:30:00Z"), rules, NOW).refusal()).contains(Refusal.HELD);
    }

    @Test
    void aBookingThatMovesIsNotInItsOwnWayAndLeavesItsOldTimeInTheSameWrite() {
        CalendarDay day = held(EMPTY_DAY, ANNA, TEN, NOW).makeFinal(ANNA, claim(TEN), NOW).day();
        var moved = new BookingRevision("anna", 2);

        Decision decision = day.reschedule(Wish.of(moved, HALF_PAST_TEN), ANNA, rules(), NOW);

        assertThat(decision.events()).containsExactly(
                new SlotEvent.Booked(moved, Examples.SARAH, HALF_PAST_TEN),
                new SlotEvent.Released(ANNA, Examples.SARAH, TEN));
        assertThat(status(decision.day(), ANNA)).isEqualTo(Reservation.Status.RELEASED);
        assertThat(refusal(decision.day(), BEN, hourFrom("2026-12-01T04:00:00Z"), NOW)).isEmpty();
        assertThat(refusal(decision.day(), BEN, TEN, NOW)).contains(Refusal.BOOKED);
    }

    @Test
    void whoCannotMoveKeepsWhatTheyHave() {
        CalendarDay day = held(EMPTY_DAY, ANNA, TEN, NOW).makeFinal(ANNA, claim(TEN), NOW).day();
        day = held(day, BEN, hourFrom("2026-12-01T05:30:00Z"), NOW);

        Decision decision = day.reschedule(
                Wish.of(new BookingRevision("anna", 2), hourFrom("2026-12-01T06:00:00Z")), ANNA, rules(), NOW);

        assertThat(decision.events()).containsExactly(
                new SlotEvent.Rejected(new BookingRevision("anna", 2), 1, Refusal.HELD, List.of()));
        assertThat(decision.day().live(NOW)).isEqualTo(day.live(NOW));
    }

    @Test
    void aMoveThatWasRefusedMayBeTriedAgainAndTheFirstTryStaysRefused() {
        CalendarDay day = held(EMPTY_DAY, ANNA, TEN, NOW).makeFinal(ANNA, claim(TEN), NOW).day();
        day = held(day, BEN, hourFrom("2026-12-01T05:30:00Z"), NOW);
        Wish first = Wish.of(new BookingRevision("anna", 2), hourFrom("2026-12-01T06:00:00Z"));
        CalendarDay refused = day.reschedule(first, ANNA, rules(), NOW).day().release(BEN).day();

        assertThat(refused.reschedule(first, ANNA, rules(), NOW).events()).containsExactly(
                new SlotEvent.Rejected(first.booking(), 1, Refusal.HELD, List.of()));
        Decision again = refused.reschedule(
                new Wish(first.booking(), null, first.slot(), false, 2), ANNA, rules(), NOW);
        assertThat(again.events()).contains(new SlotEvent.Booked(first.booking(), Examples.SARAH, first.slot()));
        assertThat(status(again.day(), ANNA)).isEqualTo(Reservation.Status.RELEASED);
    }

    @Test
    void aBlockClosesWhatItTouchesAndCannotBePlacedOverWhatIsBooked() {
        var lunch = new Block("lunch", hourFrom("2026-12-01T07:00:00Z"), "with Meera");
        CalendarDay day = held(EMPTY_DAY, ANNA, TEN, NOW).block(lunch, NOW).day();

        assertThat(refusal(day, BEN, hourFrom("2026-12-01T07:45:00Z"), NOW)).contains(Refusal.CLOSED);
        assertThat(refusal(day, BEN, hourFrom("2026-12-01T08:00:00Z"), NOW)).isEmpty();
        Decision over = day.block(new Block("long", new Slot(TEN.start().plusSeconds(60), lunch.slot().end()), ""), NOW);
        assertThat(over.day()).isEqualTo(day);
        assertThat(over.objection().orElseThrow().conflicts()).extracting(Conflict::bookingId).containsExactly("anna");
        assertThat(over.objection().orElseThrow().blocks()).containsExactly(lunch);
        assertThat(day.block(lunch, NOW).day()).as("repeated").isEqualTo(day);
        assertThat(refusal(day.unblock("lunch").day(), BEN, hourFrom("2026-12-01T07:45:00Z"), NOW)).isEmpty();
    }

    @Test
    void whoPaysLateForALapsedHoldFindsTheBlockThere() {
        CalendarDay day = held(EMPTY_DAY, ANNA, TEN, NOW).block(new Block("b", TEN, ""), DEADLINE).day();

        assertThat(status(day, ANNA)).isEqualTo(Reservation.Status.LAPSED);
        assertThat(day.makeFinal(ANNA, claim(TEN), DEADLINE).events())
                .containsExactly(new SlotEvent.Lost(ANNA, "CLOSED"));
    }

    @Test
    void whatIsPaidWithoutHavingBeenHeldSharesItsSlotByItsOffering() {
        SlotRules three = rules(3);
        CalendarDay day = hold(EMPTY_DAY, ANNA, TEN, three, NOW).day();

        assertThat(day.makeFinal(BEN, three.claim(TEN), NOW).events())
                .containsExactly(new SlotEvent.Booked(BEN, Examples.SARAH, TEN));
        assertThat(day.makeFinal(BEN, Claim.of(TEN), NOW).events())
                .as("of an unknown offering").containsExactly(new SlotEvent.Lost(BEN, "HELD"));
    }

    @Test
    void onlyTheSlotTheBufferNeedsIsSaidToBeInAPause() {
        var rules = rules(
                new Schedule(INDIA, 15, WeeklyHours.standard(), List.of(), List.of(), List.of(), Buffers.ofMinutes(0, 15)),
                consultation(1, OfferingRules.standard()));
        CalendarDay day = hold(EMPTY_DAY, ANNA, TEN, rules, NOW).day();

        assertThat(hold(day, BEN, hourFrom("2026-12-01T05:30:00Z"), rules, NOW).objection().orElseThrow().rule())
                .isEqualTo(Rule.BUFFER);
        assertThat(hold(day, BEN, HALF_PAST_TEN, rules, NOW).objection().orElseThrow().rule()).isEqualTo(Rule.HELD);
    }

    @Test
    void whoCameAndWentLeavesNothing() {
        CalendarDay day = EMPTY_DAY;
        for (int i = 0; i < 100; i++) {
            day = held(day, booking("guest-" + i), TEN, NOW).releaseForGood(booking("guest-" + i)).day();
        }

        assertThat(day.reservations()).isEmpty();
    }

    @Test
    void theEndOfABookingThatHasNothingMakesWhoeverDecidesOnItBeginAgain() {
        assertThat(EMPTY_DAY.releaseForGood(ANNA).day()).isNotEqualTo(EMPTY_DAY);
        assertThat(EMPTY_DAY.releaseForGood(ANNA).day().reservations()).isEmpty();
    }

    @Test
    void ofMovesThatWereRefusedTheNewestAreRemembered() {
        CalendarDay day = held(EMPTY_DAY, ANNA, TEN, NOW);
        for (int i = 0; i < 3 * CalendarDay.MOST_ENDED; i++) {
            day = day.reschedule(
                            Wish.of(new BookingRevision("mover-" + i, 2), TEN), booking("mover-" + i), rules(), NOW)
                    .day();
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
            day = hold(day, booking("b" + i), TEN, huge, NOW).day();
        }

        Objection objection = hold(day, ANNA, TEN, huge, NOW).objection().orElseThrow();
        assertThat(objection.rule()).isEqualTo(Rule.DAY_LIMIT);
        assertThat(objection.reason()).isEqualTo(Refusal.FULL);
        assertThat(hold(day, booking("b0"), TEN, huge, NOW).events()).as("who has theirs").hasSize(1);
        assertThat(hold(day.release(booking("b0")).day(), ANNA, TEN, huge, NOW).refusal()).isEmpty();
        CalendarDay lapsed = hold(day, ANNA, TEN, huge, DEADLINE).day();
        assertThat(lapsed.reservations()).as("holds that lapsed make room").hasSize(1 + CalendarDay.MOST_ENDED);
    }

    @Test
    void aDayTakesOnlySoManyBlocks() {
        CalendarDay day = EMPTY_DAY;
        for (int i = 0; i <= CalendarDay.MOST_BLOCKS; i++) {
            Instant start = TEN.start().plusSeconds(i);
            Decision decision = day.block(new Block("b" + i, new Slot(start, start.plusSeconds(1)), ""), NOW);
            assertThat(decision.objection().map(Objection::rule))
                    .isEqualTo(i < CalendarDay.MOST_BLOCKS ? Optional.empty() : Optional.of(Rule.BLOCK_LIMIT));
            day = decision.day();
        }

        assertThat(day.blocks()).hasSize(CalendarDay.MOST_BLOCKS);
    }

    @Test
    void aStartBesideTheStepIsNotSaidToBeClosed() {
        assertThat(refusal(EMPTY_DAY, ANNA, hourFrom("2026-12-01T04:37:00Z"), NOW)).contains(Refusal.OFF_STEP);
        assertThat(refusal(EMPTY_DAY, ANNA, hourFrom("2026-12-01T14:37:00Z"), NOW)).contains(Refusal.CLOSED);
    }

    private static CalendarDay held(CalendarDay day, BookingRevision booking, Slot slot, Instant now) {
        Decision decision = hold(day, booking, slot, rules(), now);
        assertThat(decision.refusal()).isEmpty();
        return decision.day();
    }

    private static Decision hold(CalendarDay day, BookingRevision who, Slot slot, SlotRules rules, Instant now) {
        return day.hold(Wish.of(who, slot), rules, now);
    }

    private static Optional<Refusal> refusal(CalendarDay day, BookingRevision booking, Slot slot, Instant now) {
        return day.hold(Wish.of(booking, slot), rules(), now).refusal();
    }

    private static Reservation.Status status(CalendarDay day, BookingRevision booking) {
        return day.find(booking).orElseThrow().status();
    }
}
