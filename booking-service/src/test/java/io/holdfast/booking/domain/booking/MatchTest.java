package io.holdfast.booking.domain.booking;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.payment.Cancellation;
import io.holdfast.booking.domain.payment.RefundChoice;
import io.holdfast.messaging.aggregates.Decision;
import org.junit.jupiter.api.Test;

import static io.holdfast.booking.domain.booking.BookingMother.ADMIN;
import static io.holdfast.booking.domain.booking.BookingMother.CLIENT;
import static io.holdfast.booking.domain.booking.BookingMother.END;
import static io.holdfast.booking.domain.booking.BookingMother.HOLD_UNTIL;
import static io.holdfast.booking.domain.booking.BookingMother.LEE;
import static io.holdfast.booking.domain.booking.BookingMother.MATCH_UNTIL;
import static io.holdfast.booking.domain.booking.BookingMother.NOW;
import static io.holdfast.booking.domain.booking.BookingMother.PRICE;
import static io.holdfast.booking.domain.booking.BookingMother.PROFESSIONAL;
import static io.holdfast.booking.domain.booking.BookingMother.SARAH;
import static io.holdfast.booking.domain.booking.BookingMother.START;
import static io.holdfast.booking.domain.booking.BookingMother.TOMORROW;
import static io.holdfast.booking.domain.booking.BookingMother.match;
import static io.holdfast.booking.domain.booking.BookingMother.matchTerms;
import static io.holdfast.booking.domain.booking.BookingMother.matched;
import static io.holdfast.booking.domain.booking.BookingMother.searching;
import static io.holdfast.booking.domain.booking.BookingMother.told;
import static io.holdfast.booking.domain.booking.Decisions.after;
import static io.holdfast.booking.domain.booking.Decisions.refusal;
import static io.holdfast.booking.domain.booking.Decisions.says;
import static org.assertj.core.api.Assertions.assertThat;

/** Bookings for which the platform finds the professional. */
class MatchTest {

    private static final Money FREE = Money.of(0, "INR");

    @Test
    void itIsPaidBeforeAnybodyIsLookedFor() {
        Booking booking = says(
                Booking.request(matchTerms(PRICE), Slot.of(null, START, 60), "demo-client"),
                new BookingEvent.AwaitingPayment(HOLD_UNTIL, NOW.plus(Duration.ofMinutes(5))));

        assertThat(booking.status()).isEqualTo(BookingStatus.PENDING_PAYMENT);
        assertThat(booking.state().slot().professionalId()).isEmpty();
        assertThat(booking.state().history()).extracting(StatusChange::status)
                .containsExactly(BookingStatus.REQUESTED, BookingStatus.PENDING_PAYMENT);
        assertThat(booking.state().history()).extracting(StatusChange::triggeredBy).containsOnly(TriggeredBy.CLIENT);

        says(told(booking, NOW).captured("pay_1", PRICE), new BookingEvent.AwaitingMatch(MATCH_UNTIL, Optional.empty()));
    }

    @Test
    void nobodyPaysForWhatIsFree() {
        Booking booking = says(
                Booking.request(matchTerms(FREE), Slot.of(null, START, 60), "demo-client"),
                new BookingEvent.AwaitingMatch(MATCH_UNTIL, Optional.empty()));

        assertThat(booking.status()).isEqualTo(BookingStatus.PENDING_MATCH);
        assertThat(after(booking.matchFailed(1, "Nobody was found", NOW)).state().cancellation().refund().isZero()).isTrue();
    }

    @Test
    void theClientKnowsHalfAnHourBeforeTheStart() {
        Instant soon = START.minus(Duration.ofMinutes(90));

        Booking booking = after(told(match(PRICE), soon).captured("pay_1", PRICE));

        assertThat(booking.state().search().until()).isEqualTo(START.minus(Duration.ofMinutes(30)));
        assertThat(booking.overdueAt()).contains(START.minus(Duration.ofMinutes(30)).plusSeconds(30));
    }

    @Test
    void whatIsPaidWhenThereIsNoTimeLeftGoesBack() {
        Booking booking = after(told(match(PRICE), START.minus(Duration.ofMinutes(30))).captured("pay_1", PRICE));

        assertThat(booking.status()).isEqualTo(BookingStatus.CANCELLED);
        assertThat(booking.state().cancellation().refund()).isEqualTo(PRICE);
    }

    @Test
    void whoeverIsFoundHasIt() {
        Booking booking = says(searching().matchFound(1, SARAH, NOW.plusSeconds(60)), new BookingEvent.Confirmed(NOW.plusSeconds(60)));

        assertThat(booking.state().slot()).isEqualTo(Slot.of(SARAH, START, 60));
        assertThat(booking.state().lastChange().triggeredBy()).isEqualTo(TriggeredBy.MATCHING);
        assertThat(booking.state().revision()).isEqualTo(1);
    }

    @Test
    void nobodyIsToldOfATimeThatIsPast() {
        var decision = searching().matchFound(1, SARAH, END);

        Booking booking = after(decision);
        assertThat(booking.status()).isEqualTo(BookingStatus.CANCELLED);
        assertThat(booking.state().cancellation().refund()).isEqualTo(PRICE);
        // Their slot is named, so that it is released.
        assertThat(booking.state().slot().professionalId()).contains(SARAH.id());
    }

    @Test
    void whenNobodyIsFoundEverythingGoesBackAndTheClientIsToldWhy() {
        Booking booking = after(searching().matchFailed(1, "Nobody who was asked could take it", NOW));

        assertThat(booking.state().cancellation())
                .isEqualTo(new Cancellation(Cancellation.By.PLATFORM, "Nobody who was asked could take it", 100, PRICE));
        assertThat(booking.state().lastChange().cause()).isEqualTo(Cause.MATCH_FAILED);
    }

    @Test
    void whoeverIsFoundTooLateIsNamedWithTheEnd() {
        Booking cancelled = after(searching().cancel(CLIENT, "Ill", RefundChoice.POLICY, NOW));
        BookedSlot booked = BookedSlot.of(Slot.of(SARAH, START, 60));

        for (var late : List.of(cancelled.matchFound(1, SARAH, NOW), cancelled.slotBooked(1, booked, NOW))) {
            Booking still = says(late, new BookingEvent.Cancelled(
                    cancelled.state().cancellation(), false, Optional.empty(), Optional.of(booked)));
            assertThat(still).isEqualTo(cancelled);
        }
    }

    /** Matching hears of the end first then, and says nothing of who was found. */
    @Test
    void whatWasBookedBeforeTheEndAndNotFoundYetIsNamedWithTheEnd() {
        BookedSlot booked = BookedSlot.of(Slot.of(SARAH, START, 60));
        Booking told = after(searching().slotBooked(1, booked, NOW));

        assertThat(told.status()).isEqualTo(BookingStatus.PENDING_MATCH);
        assertThat(told.slotBooked(1, booked, NOW)).isInstanceOf(Decision.Unchanged.class);
        says(
                told.cancel(CLIENT, "Ill", RefundChoice.POLICY, NOW),
                new BookingEvent.Cancelled(
                        new Cancellation(Cancellation.By.CLIENT, "Ill", 100, PRICE), false, Optional.empty(), Optional.of(booked)));
        assertThat(((Decision.Changed<Booking, BookingEvent>) told.matchFailed(1, "Nobody", NOW)).events())
                .singleElement()
                .isInstanceOfSatisfying(
                        BookingEvent.Cancelled.class, cancelled -> assertThat(cancelled.booked()).contains(booked));
        // Found after all, it is the booking's own.
        Booking found = after(told.matchFound(1, SARAH, NOW));
        assertThat(((Decision.Changed<Booking, BookingEvent>) found.cancel(CLIENT, "Ill", RefundChoice.POLICY, NOW)).events())
                .singleElement()
                .isInstanceOfSatisfying(
                        BookingEvent.Cancelled.class, cancelled -> assertThat(cancelled.booked()).isEmpty());
    }

    @Test
    void nothingIsKeptOfWhatNobodyProvidesYet() {
        Instant late = START.minus(Duration.ofHours(1));
        Booking booking = after(told(match(PRICE), late).captured("pay_1", PRICE));

        assertThat(booking.refunds(late).quote(TriggeredBy.CLIENT, RefundChoice.POLICY).refund()).isEqualTo(PRICE);
        assertThat(after(booking.cancel(CLIENT, "Ill", RefundChoice.POLICY, late)).state().cancellation().refund()).isEqualTo(PRICE);
        // As soon as somebody was found, the policy counts.
        Booking found = after(booking.matchFound(1, SARAH, late));
        assertThat(found.refunds(late).quote(TriggeredBy.CLIENT, RefundChoice.POLICY).refundPercentage()).isEqualTo(50);
    }

    @Test
    void whoGivesItBackIsNotAskedAgain() {
        Instant later = NOW.plus(Duration.ofHours(1));
        Booking booking = says(
                matched().cancel(PROFESSIONAL, "My car broke down", RefundChoice.POLICY, later),
                new BookingEvent.AwaitingMatch(
                        later.plus(Duration.ofMinutes(75)),
                        Optional.of(new BookingEvent.GivenBack(1, Slot.of(SARAH, START, 60), Optional.empty()))));

        assertThat(booking.status()).isEqualTo(BookingStatus.PENDING_MATCH);
        assertThat(booking.state().revision()).isEqualTo(2);
        assertThat(booking.state().slot().professionalId()).isEmpty();
        assertThat(booking.state().search().excluded()).containsExactly(SARAH.id());
        assertThat(booking.state().lastChange().reason()).isEqualTo("My car broke down");
        assertThat(booking.matchFound(1, SARAH, later)).isInstanceOf(Decision.Unchanged.class);
        assertThat(after(booking.matchFound(2, LEE, later)).state().slot().professionalId()).contains(LEE.id());
    }

    @Test
    void theSecondTimeTheMoneyGoesBack() {
        Booking given = after(matched().cancel(PROFESSIONAL, "My car broke down", RefundChoice.POLICY, NOW));
        Booking again = after(given.matchFound(2, LEE, NOW));

        Booking booking = after(again.cancel(new Actor(TriggeredBy.PROFESSIONAL, LEE.id().value()), "Ill", RefundChoice.POLICY, NOW));

        assertThat(booking.status()).isEqualTo(BookingStatus.CANCELLED);
        assertThat(booking.state().cancellation().refund()).isEqualTo(PRICE);
        assertThat(booking.state().slot().professionalId()).contains(LEE.id());
    }

    @Test
    void whenThereIsNoTimeToLookAgainTheMoneyGoesBackAtOnce() {
        Booking booking = after(matched().cancel(PROFESSIONAL, "Ill", RefundChoice.POLICY, START.minus(Duration.ofMinutes(30))));

        assertThat(booking.status()).isEqualTo(BookingStatus.CANCELLED);
        assertThat(booking.state().cancellation().refund()).isEqualTo(PRICE);
    }

    @Test
    void whoIsNoProfessionalEndsIt() {
        for (Actor by : List.of(CLIENT, ADMIN)) {
            assertThat(after(matched().cancel(by, "Ill", RefundChoice.POLICY, NOW)).status()).isEqualTo(BookingStatus.CANCELLED);
        }
    }

    @Test
    void whatIsGivenBackWhileItIsMovedIsNotMovedAnyMore() {
        Booking moving = after(matched().reschedule(CLIENT, TOMORROW, null, null, NOW));
        Reschedule asked = moving.state().rescheduling().pending().orElseThrow();

        var decision = moving.cancel(PROFESSIONAL, "Ill", RefundChoice.POLICY, NOW);

        Booking given = says(decision, new BookingEvent.AwaitingMatch(
                MATCH_UNTIL,
                Optional.of(new BookingEvent.GivenBack(1, Slot.of(SARAH, START, 60), Optional.of(asked.withdrawn(NOW))))));
        // What is still said of the move is not taken for what is said of whoever is found.
        assertThat(given.state().revision()).isEqualTo(3);
        assertThat(given.slotBooked(2, BookedSlot.of(TOMORROW), NOW)).isInstanceOf(Decision.Unchanged.class);
        assertThat(given.slotRejected(2, 1, "BOOKED", List.of(), NOW)).isInstanceOf(Decision.Unchanged.class);
        says(
                given.cancel(CLIENT, "Ill", RefundChoice.POLICY, NOW),
                new BookingEvent.Cancelled(
                        new Cancellation(Cancellation.By.CLIENT, "Ill", 100, PRICE), true, Optional.empty(), Optional.empty()));
    }

    @Test
    void itIsMovedLikeAnyOtherOnceSomebodyWasFound() {
        Booking given = after(matched().cancel(PROFESSIONAL, "Ill", RefundChoice.POLICY, NOW));
        Booking found = after(given.matchFound(2, LEE, NOW));

        Booking moving = after(found.reschedule(CLIENT, found.state().slot().at(TOMORROW.start()), null, null, NOW));
        Booking moved = after(moving.slotBooked(3, BookedSlot.of(Slot.of(LEE, TOMORROW.start(), 60)), NOW));

        assertThat(moved.state().revision()).isEqualTo(3);
        assertThat(moved.state().slot()).isEqualTo(Slot.of(LEE, TOMORROW.start(), 60));
    }

    @Test
    void theAddressIsNotCorrectedWhilePeopleNearItAreAsked() {
        BookingDetails said = searching().terms().details();
        var elsewhere = new BookingDetails(
                said.name(), said.phone(), said.recipient(),
                new io.holdfast.booking.domain.client.Address("1 Hill Road", "Pune", null, null), said.language(), said.notes());

        assertThat(refusal(searching().correct(CLIENT, elsewhere, NOW)).code()).isEqualTo("address-being-matched");
        assertThat(matched().correct(CLIENT, elsewhere, NOW)).isInstanceOf(Decision.Changed.class);
    }

    @Test
    void theTimelineSaysUntilWhenSomebodyIsLookedFor() {
        assertThat(BookingMother.timelineOf(searching())).extracting(Timeline.Entry::type)
                .contains("booking.awaiting-match", "match.timed-out");
        assertThat(BookingMother.timelineOf(matched())).extracting(Timeline.Entry::type).doesNotContain("match.timed-out");
    }
}
