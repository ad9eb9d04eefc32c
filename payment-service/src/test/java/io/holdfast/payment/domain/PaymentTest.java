package io.holdfast.payment.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Random;

import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.payment.domain.ProviderEvent.ProviderRefund;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import static io.holdfast.payment.domain.Samples.HOLD_UNTIL;
import static io.holdfast.payment.domain.Samples.ID;
import static io.holdfast.payment.domain.Samples.NOW;
import static io.holdfast.payment.domain.Samples.ORDER;
import static io.holdfast.payment.domain.Samples.PRICE;
import static io.holdfast.payment.domain.Samples.REQUEST;
import static io.holdfast.payment.domain.Samples.apply;
import static io.holdfast.payment.domain.Samples.captured;
import static io.holdfast.payment.domain.Samples.failed;
import static io.holdfast.payment.domain.Samples.inr;
import static io.holdfast.payment.domain.Samples.lastRefundIs;
import static io.holdfast.payment.domain.Samples.opened;
import static io.holdfast.payment.domain.Samples.ordered;
import static io.holdfast.payment.domain.Samples.refund;
import static io.holdfast.payment.domain.Samples.requested;
import static io.holdfast.payment.domain.Samples.settled;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class PaymentTest {

    private static final Settlement EXPIRED = Settlement.inFull(RefundReason.BOOKING_EXPIRED);

    @Test
    void captureAfterExpiryIsReportedAndRefundedInFull() {
        Decision<Payment, PaymentEvent> decision = settled(ordered(), EXPIRED).apply(captured("pay_1", PRICE), NOW);

        assertThat(Samples.names(decision.events())).containsExactly("Captured", "RefundRequested");
        assertThat(decision.aggregate().refunds()).singleElement().satisfies(refund -> {
            assertThat(refund.amount()).isEqualTo(PRICE);
            assertThat(refund.reason()).isEqualTo(RefundReason.BOOKING_EXPIRED);
        });
    }

    @Test
    void captureAfterACancellationIsLateAndRefundedInFullWhateverTheCancellationSaid() {
        var nothingBack = Settlement.withRefund(RefundReason.BOOKING_CANCELLED, inr(0));

        Payment payment = apply(settled(ordered(), nothingBack), captured("pay_1", PRICE));

        assertThat(payment.refunds()).singleElement().extracting(Refund::amount).isEqualTo(PRICE);
    }

    @Test
    void cancellationAfterCaptureGivesBackWhatItSaysAndNeverMoreThanWasCaptured() {
        Payment paid = apply(ordered(), captured("pay_1", PRICE));

        Payment half = settled(paid, Settlement.withRefund(RefundReason.BOOKING_CANCELLED, inr(75_000)));
        Payment tooMuch = settled(paid, Settlement.withRefund(RefundReason.BOOKING_CANCELLED, inr(900_000)));
        Payment nothing = settled(paid, Settlement.withRefund(RefundReason.BOOKING_CANCELLED, inr(0)));

        assertThat(half.refunds()).singleElement().extracting(Refund::amount).isEqualTo(inr(75_000));
        assertThat(tooMuch.refunds()).singleElement().extracting(Refund::amount).isEqualTo(PRICE);
        assertThat(nothing.refunds()).isEmpty();
        assertThat(nothing.status()).isEqualTo(PaymentStatus.CAPTURED);
    }

    /** After a restore its key tells what it was for. */
    @Test
    void aRefundOfOursThatNobodyHereKnowsAnyMoreIsNotAskedForASecondTime() {
        var half = Settlement.withRefund(RefundReason.BOOKING_CANCELLED, inr(75_000));
        Payment paid = apply(ordered(), captured("pay_1", PRICE));
        for (Payment before : List.of(settled(paid, half), lastRefundIs(settled(paid, half), Refund.Status.FAILED))) {
            Refund asked = before.refunds().getLast();

            Payment restored = apply(paid, seen(asked, inr(75_000)));
            assertThat(restored.refunds()).singleElement().satisfies(refund -> {
                assertThat(refund.reason()).isEqualTo(RefundReason.BOOKING_CANCELLED);
                assertThat(refund.status()).isEqualTo(Refund.Status.PROCESSED);
            });

            Payment cancelledAgain = settled(restored, Settlement.withRefund(RefundReason.BOOKING_CANCELLED, PRICE));
            assertThat(cancelledAgain.refunds()).isEqualTo(restored.refunds());
        }
    }

    /** Asked for again under its key before anybody had heard of it: the provider refuses the other amount, and tells of the old one. */
    @Test
    void whatWentBackUnderAKeyIsWhatTheProviderSays() {
        Payment cancelledAgain = settled(
                apply(ordered(), captured("pay_1", PRICE)), Settlement.withRefund(RefundReason.BOOKING_CANCELLED, PRICE));

        Payment told = apply(cancelledAgain, seen(cancelledAgain.refunds().getFirst(), inr(75_000)));

        assertThat(told.refunds()).singleElement().satisfies(refund -> {
            assertThat(refund.amount()).isEqualTo(inr(75_000));
            assertThat(refund.status()).isEqualTo(Refund.Status.PROCESSED);
        });
    }

    @Test
    void whatWasPaidAndWentBackBeforeAnybodyHeardOfItPaysNoBooking() {
        Payment told = apply(ordered(), refund("pay_1", PRICE, Refund.Status.PROCESSED), captured("pay_1", PRICE));

        assertThat(told.accepted()).isEmpty();
        assertThat(told.refunds()).hasSize(1);
    }

    private static ProviderEvent seen(Refund refund, Money amount) {
        return new ProviderEvent.RefundSeen(ORDER.orderId(), new ProviderRefund(
                "rfnd_before", "pay_1", amount, Refund.Status.PROCESSED, refund.key(), null));
    }

    @Test
    void whoseItIsIsForgottenAndTheMoneyIsNot() {
        Payment paid = apply(ordered(), captured("pay_1", PRICE));
        Payment noted = paid.refundByAdmin("pay_1", inr(10_000), "MANUAL k1", "Asha was ill", NOW).aggregate();

        Payment erased = noted.erase().aggregate();

        assertThat(erased.request().clientId()).isNull();
        assertThat(erased.request().manageTokenHash()).isNull();
        assertThat(erased.toString()).doesNotContain("Asha");
        assertThat(erased.captures()).isEqualTo(noted.captures());
        assertThat(erased.refunds()).extracting(Refund::amount).isEqualTo(noted.refunds().stream().map(Refund::amount).toList());
        assertThat(erased.status()).isEqualTo(noted.status());
        assertThat(erased.erase()).isInstanceOf(Decision.Unchanged.class);
        // A repeated word of the booking makes it nobody's again.
        assertThat(erased.requestOrder(Samples.REQUEST, NOW)).isInstanceOf(Decision.Unchanged.class);
    }

    @Test
    void secondCaptureOfTheOrderGoesBackAndTheFirstStays() {
        Payment paidTwice = apply(ordered(), captured("pay_1", PRICE), captured("pay_2", PRICE));

        assertThat(paidTwice.refunds()).singleElement().satisfies(refund -> {
            assertThat(refund.paymentId()).isEqualTo("pay_2");
            assertThat(refund.amount()).isEqualTo(PRICE);
        });
        assertThat(paidTwice.status()).isEqualTo(PaymentStatus.CAPTURED);
    }

    @Test
    void bothCapturesGoBackOnceWhenTheBookingThenEnds() {
        Payment payment = settled(apply(ordered(), captured("pay_1", PRICE), captured("pay_2", PRICE)), EXPIRED);

        assertThat(payment.refunds()).extracting(Refund::paymentId).containsExactlyInAnyOrder("pay_1", "pay_2");
        assertThat(payment.refunds()).extracting(Refund::amount).containsOnly(PRICE);
        assertThat(payment.refunds()).extracting(Refund::key).doesNotHaveDuplicates();
    }

    @Test
    void wrongAmountOrCurrencyGoesBackAndIsNeverReportedAsCaptured() {
        for (Money wrong : List.of(inr(1), inr(150_001), new Money(150_000, Currency.getInstance("USD")))) {
            Decision<Payment, PaymentEvent> decision = ordered().apply(captured("pay_1", wrong), NOW);

            assertThat(Samples.names(decision.events())).containsExactly("RefundRequested");
            assertThat(decision.aggregate().refunds()).singleElement().extracting(Refund::amount).isEqualTo(wrong);
            assertThat(decision.aggregate().accepted()).isEmpty();
        }
    }

    @Test
    void captureOnAnotherOrderGoesBack() {
        Payment payment = apply(ordered(), new ProviderEvent.Captured("order_2", "pay_1", PRICE, NOW));

        assertThat(payment.accepted()).isEmpty();
        assertThat(payment.refunds()).hasSize(1);
    }

    @Test
    void captureMayBeTheFirstThatIsHeardOfTheOrder() {
        Payment payment = apply(requested(), captured("pay_1", PRICE));

        assertThat(payment.status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(payment.neededCalls(NOW)).hasOnlyElementsOfType(ProviderCall.CreateOrder.class);
        assertThat(payment.orderCreated(ORDER, NOW).aggregate().neededCalls(NOW)).hasOnlyElementsOfType(ProviderCall.PollPayments.class);
    }

    @Test
    void whatTheProviderGaveBackByItselfIsNotGivenBackAgain() {
        Payment payment = apply(
                ordered(), refund("pay_1", inr(50_000), Refund.Status.PROCESSED), captured("pay_1", PRICE));

        Payment over = settled(payment, EXPIRED);

        assertThat(over.refunds()).extracting(Refund::amount).containsExactlyInAnyOrder(inr(50_000), inr(100_000));
    }

    @Test
    void whatHappenedToMoneyOfWhichNobodyHadHeardIsToldOnceItIsKnownWhoseItWas() {
        Decision<Payment, PaymentEvent> early = ordered().apply(refund("pay_1", inr(50_000), Refund.Status.PROCESSED), NOW);
        assertThat(early.events()).isEmpty();

        Decision<Payment, PaymentEvent> late = early.aggregate().apply(captured("pay_1", PRICE), NOW);
        assertThat(Samples.names(late.events())).containsExactly("Captured", "Refunded");
        assertThat(late.events().getLast()).isEqualTo(new PaymentEvent.Refunded(
                late.aggregate().refunds().getFirst(), true, false));

        Payment paid = apply(ordered(), captured("pay_0", PRICE), refund("pay_1", inr(50_000), Refund.Status.PROCESSED));
        Decision<Payment, PaymentEvent> surplus = paid.apply(captured("pay_1", PRICE), NOW);
        assertThat(surplus.events()).filteredOn(PaymentEvent.Refunded.class::isInstance)
                .singleElement(as(InstanceOfAssertFactories.type(PaymentEvent.Refunded.class)))
                .returns(false, PaymentEvent.Refunded::accepted);
    }

    @Test
    void mismatchIsToldAsNotTheBookingsAndTheRightCaptureAfterItPays() {
        Decision<Payment, PaymentEvent> wrong = ordered().apply(captured("pay_1", inr(149_900)), NOW);
        assertThat(wrong.events()).singleElement(as(InstanceOfAssertFactories.type(PaymentEvent.RefundRequested.class)))
                .returns(false, PaymentEvent.RefundRequested::accepted);
        Decision<Payment, PaymentEvent> back = wrong.aggregate().apply(refund("pay_1", inr(149_900), Refund.Status.PROCESSED), NOW);
        assertThat(back.events()).singleElement(as(InstanceOfAssertFactories.type(PaymentEvent.Refunded.class)))
                .returns(false, PaymentEvent.Refunded::accepted);

        Decision<Payment, PaymentEvent> right = back.aggregate().apply(captured("pay_2", PRICE), NOW);

        assertThat(Samples.names(right.events())).containsExactly("Captured");
        assertThat(right.aggregate().status()).isEqualTo(PaymentStatus.CAPTURED);
    }

    @Test
    void theBookingsOwnRefundIsInFullWhateverElseIsOnItsWayBack() {
        Payment over = settled(apply(ordered(), captured("pay_1", PRICE), captured("pay_2", PRICE)), EXPIRED);
        Refund own = over.refunds().stream().filter(refund -> refund.paymentId().equals("pay_1")).findFirst().orElseThrow();

        Decision<Payment, PaymentEvent> back = over.apply(new ProviderEvent.RefundSeen(ORDER.orderId(), new ProviderEvent.ProviderRefund(
                "rfnd_1", "pay_1", PRICE, Refund.Status.PROCESSED, own.key(), null)), NOW);

        assertThat(back.events()).singleElement(as(InstanceOfAssertFactories.type(PaymentEvent.Refunded.class)))
                .returns(true, PaymentEvent.Refunded::accepted)
                .returns(true, PaymentEvent.Refunded::inFull);
    }

    @Test
    void captureThatWentBackBeforeWeHeardOfItPaysNothing() {
        Payment payment = apply(ordered(), refund("pay_1", PRICE, Refund.Status.PROCESSED), captured("pay_1", PRICE));

        assertThat(payment.accepted()).isEmpty();
        assertThat(payment.refunds()).hasSize(1);
        assertThat(payment.status()).isEqualTo(PaymentStatus.REFUNDED);
    }

    @Test
    void failedRefundMayTurnOutProcessedButNeverTheOtherWayRound() {
        Payment asked = settled(apply(ordered(), captured("pay_1", PRICE)), EXPIRED);

        Payment failed = apply(asked, refund("pay_1", PRICE, Refund.Status.FAILED));
        Payment processed = apply(failed, refund("pay_1", PRICE, Refund.Status.PROCESSED));

        assertThat(failed.status()).isEqualTo(PaymentStatus.REFUND_PENDING);
        assertThat(processed.status()).isEqualTo(PaymentStatus.REFUNDED);
        assertThat(apply(processed, refund("pay_1", PRICE, Refund.Status.FAILED))).isEqualTo(processed);
    }

    @Test
    void anyOrderOfTheSameMessagesLeadsToTheSameMoney() {
        List<ProviderEvent> messages = List.of(
                failed("pay_1"),
                Samples.authorized("pay_1"),
                captured("pay_1", PRICE),
                captured("pay_1", PRICE),
                captured("pay_3", inr(99)));
        for (int seed = 0; seed < 200; seed++) {
            var shuffled = new ArrayList<>(messages);
            Collections.shuffle(shuffled, new Random(seed));
            int endsAfter = new Random(seed).nextInt(shuffled.size() + 1);
            Payment payment = ordered();
            for (int i = 0; i <= shuffled.size(); i++) {
                if (i == endsAfter) {
                    payment = settled(payment, EXPIRED);
                }
                if (i < shuffled.size()) {
                    payment = apply(payment, shuffled.get(i));
                }
            }
            assertThat(payment.status()).as("seed %d", seed).isEqualTo(PaymentStatus.REFUND_PENDING);
            assertThat(payment.refunds()).as("seed %d", seed).extracting(Refund::paymentId, Refund::amount)
                    .containsExactlyInAnyOrder(
                            tuple("pay_1", PRICE),
                            tuple("pay_3", inr(99)));
        }
    }

    @Test
    void orderIsWantedUntilTheHoldEndsOrTheBookingDoes() {
        assertThat(requested().neededCalls(HOLD_UNTIL.minusMillis(1))).hasOnlyElementsOfType(ProviderCall.CreateOrder.class).hasSize(1);
        assertThat(requested().neededCalls(HOLD_UNTIL)).isEmpty();
        assertThat(settled(requested(), EXPIRED).neededCalls(NOW)).isEmpty();
        assertThat(settled(requested(), EXPIRED).nextCallAt()).isNull();
        assertThat(settled(opened(), EXPIRED).requestOrder(REQUEST, NOW).aggregate().neededCalls(NOW)).isEmpty();
    }

    @Test
    void orderThatIsRefusedForGoodEndsThePaymentAtOnce() {
        Decision<Payment, PaymentEvent> refused = requested().orderRefused("currency-not-accepted", "Currency is not supported", NOW);

        assertThat(refused.events()).containsExactly(new PaymentEvent.OrderRefused(
                PRICE, "currency-not-accepted", "Currency is not supported"));
        assertThat(refused.aggregate().neededCalls(NOW)).isEmpty();
        assertThat(refused.aggregate().nextCallAt()).isNull();
        assertThat(refused.aggregate().status()).isEqualTo(PaymentStatus.FAILED);
        assertThat(ordered().orderRefused("x", "y", NOW).events()).isEmpty();
    }

    @Test
    void paidOrderIsPolledOnceWhenTheHoldEndsAndOnceWhenNoBankCanStillAgree() {
        Payment paid = apply(ordered(), captured("pay_1", PRICE));

        assertThat(polls(paid)).containsExactly(HOLD_UNTIL, HOLD_UNTIL.plus(Samples.SCHEDULE.lateAuthorization()));
    }

    @Test
    void orderThatWasPaidAfterTheHoldIsPolledOnceMore() {
        Payment late = settled(ordered(), EXPIRED)
                .apply(captured("pay_1", PRICE), HOLD_UNTIL.plusSeconds(1)).aggregate();

        assertThat(polls(late)).containsExactly(HOLD_UNTIL.plus(Samples.SCHEDULE.lateAuthorization()));
    }

    @Test
    void unpaidOrderIsPolledUntilNoBankCanStillAgreeAndThenOnceMore() {
        List<Instant> polls = polls(settled(ordered(), EXPIRED));

        assertThat(polls).contains(HOLD_UNTIL.minusSeconds(60)).hasSizeLessThan(16);
        assertThat(polls.getLast()).isEqualTo(HOLD_UNTIL.plus(Samples.SCHEDULE.lateAuthorization()));
    }

    @Test
    void theLastPollIsNotForgottenWhenNobodyCameForWeeks() {
        Payment paid = apply(ordered(), captured("pay_1", PRICE));
        Instant muchLater = HOLD_UNTIL.plus(Duration.ofDays(40));

        ProviderCall poll = paid.dueCall(muchLater).orElseThrow();

        assertThat(poll).isInstanceOf(ProviderCall.PollPayments.class);
        assertThat(paid.claim(muchLater).aggregate().pollAgain(poll, muchLater).aggregate().nextCallAt()).isNull();
    }

    /** When it is polled, if nothing is ever seen there. */
    private static List<Instant> polls(Payment payment) {
        var polls = new ArrayList<Instant>();
        Payment current = payment;
        for (Instant due = current.nextCallAt(); due != null; due = current.nextCallAt()) {
            Instant now = due;
            var poll = current.dueCall(now);
            current = current.claim(now).aggregate();
            if (poll.filter(ProviderCall.PollPayments.class::isInstance).isPresent()) {
                polls.add(now);
                current = current.pollAgain(poll.get(), now).aggregate();
            } else if (poll.isPresent()) {
                current = apply(current, new ProviderEvent.RefundSeen(ORDER.orderId(), new ProviderEvent.ProviderRefund(
                        "rfnd_1", "pay_1", PRICE, Refund.Status.PROCESSED, current.refunds().getFirst().key(), null)));
            }
        }
        return polls;
    }

    @Test
    void orderThatComesAfterTheEndIsKeptButNobodyIsInvitedToPayIt() {
        Decision<Payment, PaymentEvent> decision = settled(requested(), EXPIRED).orderCreated(ORDER, NOW);

        assertThat(decision.aggregate().order()).isEqualTo(ORDER);
        assertThat(decision.events()).isEmpty();
    }

    @Test
    void aCallIsClaimedOnceAndComesBackWhenTheLeaseEnds() {
        Payment claimed = requested().claim(NOW).aggregate();

        assertThat(claimed.claim(NOW.plusSeconds(1)).aggregate()).isEqualTo(claimed);
        assertThat(claimed.claim(NOW.plus(Payment.LEASE)).aggregate().calls()).singleElement()
                .extracting(ScheduledCall::tries).isEqualTo(2);
        assertThat(claimed.neededCalls(NOW)).containsExactly(new ProviderCall.CreateOrder(REQUEST, true));
        assertThat(requested().neededCalls(NOW)).containsExactly(new ProviderCall.CreateOrder(REQUEST, false));
    }

    @Test
    void aFailingCallIsTriedAgainWithLongerAndLongerPauses() {
        var pauses = new ArrayList<Duration>();
        Payment payment = requested();
        Instant now = NOW;
        for (int i = 0; i < 7; i++) {
            ProviderCall call = payment.dueCall(now).orElseThrow();
            payment = payment.claim(now).aggregate().retryLater(call, false, now).aggregate();
            pauses.add(Duration.between(now, payment.nextCallAt()));
            now = payment.nextCallAt();
        }
        assertThat(pauses).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
    }

    @Test
    void pendingRefundIsPolledUntilItIsSettled() {
        Payment asked = settled(apply(ordered(), captured("pay_1", PRICE)), EXPIRED);
        assertThat(asked.dueCall(NOW)).containsInstanceOf(ProviderCall.RequestRefund.class);

        Payment pending = apply(asked, refund("pay_1", PRICE, Refund.Status.PENDING));
        assertThat(pending.dueCall(NOW.plusSeconds(4))).isEmpty();
        assertThat(pending.dueCall(NOW.plusSeconds(5))).containsInstanceOf(ProviderCall.PollRefund.class);

        Payment settled = apply(pending, refund("pay_1", PRICE, Refund.Status.PROCESSED));
        assertThat(settled.neededCalls(NOW)).hasOnlyElementsOfType(ProviderCall.PollPayments.class);
    }

    @Test
    void refundIsRecognisedByItsKeyAlsoWhenTheWebhookIsFasterThanTheAnswer() {
        Payment asked = settled(apply(ordered(), captured("pay_1", PRICE)), EXPIRED);
        String key = asked.refunds().getFirst().key();
        var seen = new ProviderEvent.ProviderRefund("rfnd_7", "pay_1", PRICE, Refund.Status.PROCESSED, key, null);

        Payment told = apply(asked, new ProviderEvent.RefundSeen("order_1", seen));

        assertThat(told.refunds()).singleElement().satisfies(refund -> {
            assertThat(refund.refundId()).isEqualTo("rfnd_7");
            assertThat(refund.reason()).isEqualTo(RefundReason.BOOKING_EXPIRED);
        });
        assertThat(told.refundRefused(key, "too late", NOW).aggregate()).isEqualTo(told);
    }

    @Test
    void whatIsAuthorizedAndNotCapturedIsCapturedWhileTheBookingWaits() {
        Payment payment = apply(ordered(), Samples.authorized("pay_1"));

        assertThat(payment.dueCall(NOW.plusSeconds(9))).isEmpty();
        assertThat(payment.dueCall(NOW.plusSeconds(10))).contains(new ProviderCall.CapturePayment("pay_1", PRICE));
        assertThat(payment.neededCalls(HOLD_UNTIL)).hasOnlyElementsOfType(ProviderCall.PollPayments.class);
        assertThat(captures(settled(payment, EXPIRED))).isEmpty();
        assertThat(captures(apply(payment, captured("pay_1", PRICE)))).isEmpty();
        assertThat(captures(apply(payment, captured("pay_2", PRICE)))).isEmpty();
        assertThat(captures(apply(payment, Samples.released("pay_1")))).isEmpty();
        assertThat(captures(apply(ordered(), Samples.authorized("pay_1", inr(1))))).isEmpty();
    }

    @Test
    void whatTheProviderGivesBackUncapturedIsAFailedAttemptAndNoRefund() {
        Decision<Payment, PaymentEvent> decision = apply(ordered(), Samples.authorized("pay_1")).apply(Samples.released("pay_1"), NOW);

        assertThat(Samples.names(decision.events())).containsExactly("AttemptFailed");
        assertThat(decision.aggregate().refunds()).isEmpty();
        assertThat(decision.aggregate().status()).isEqualTo(PaymentStatus.FAILED);
        assertThat(apply(decision.aggregate(), captured("pay_2", PRICE)).status()).isEqualTo(PaymentStatus.CAPTURED);
    }

    @Test
    void failedRefundIsAskedForAgainUnderAnotherKeyWithLongerAndLongerPausesAndThenGivenUp() {
        Payment payment = settled(apply(ordered(), captured("pay_1", PRICE)), EXPIRED);
        var pauses = new ArrayList<Long>();
        for (int i = 1; i < Samples.SCHEDULE.refundTries(); i++) {
            payment = Samples.lastRefundIs(payment, Refund.Status.FAILED);
            assertThat(payment.status()).isEqualTo(PaymentStatus.REFUND_PENDING);
            assertThat(payment.failedForGood()).isEmpty();
            String again = new ProviderCall.RequestRefund(payment.refunds().getLast()).name();
            pauses.add(Duration.between(NOW, payment.scheduled(again).orElseThrow().dueAt()).toMinutes());
        }
        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L);
        assertThat(payment.refunds()).extracting(Refund::key).doesNotHaveDuplicates();

        var last = payment.refunds().getLast();
        Decision<Payment, PaymentEvent> givenUp = payment.refundRefused(last.key(), "no balance", NOW);
        assertThat(Samples.names(givenUp.events())).containsExactly("RefundFailed");
        assertThat(givenUp.aggregate().status()).isEqualTo(PaymentStatus.REFUND_FAILED);
        assertThat(givenUp.aggregate().failedForGood()).containsExactly(last.refused("no balance"));
        assertThat(givenUp.aggregate().neededCalls(NOW)).hasOnlyElementsOfType(ProviderCall.PollPayments.class);
    }

    @Test
    void whatWasGivenUpIsAskedForAgainAtOnceWhenAnAdminSaysSo() {
        Payment givenUp = Samples.refundGivenUp(settled(apply(ordered(), captured("pay_1", PRICE)), EXPIRED));

        Payment again = givenUp.retryRefunds("pay_1", NOW).aggregate();

        assertThat(again.dueCall(NOW)).containsInstanceOf(ProviderCall.RequestRefund.class);
        assertThat(again.status()).isEqualTo(PaymentStatus.REFUND_PENDING);
        assertThat(again.retryRefunds("pay_1", NOW).refusal()).contains(RefundRefusal.NOTHING_FAILED);
        assertThat(Samples.lastRefundIs(again, Refund.Status.PROCESSED).status()).isEqualTo(PaymentStatus.REFUNDED);
    }

    @Test
    void refundThatGoesThroughAfterItWasGivenUpIsNotAskedForAgain() {
        Payment failed = Samples.lastRefundIs(settled(apply(ordered(), captured("pay_1", PRICE)), EXPIRED), Refund.Status.FAILED);
        var first = failed.refunds().getFirst();

        Payment processed = apply(failed, new ProviderEvent.RefundSeen("order_1", new ProviderEvent.ProviderRefund(
                first.refundId(), "pay_1", PRICE, Refund.Status.PROCESSED, first.key(), null)));

        assertThat(processed.refunds()).singleElement().extracting(Refund::status).isEqualTo(Refund.Status.PROCESSED);
        assertThat(processed.status()).isEqualTo(PaymentStatus.REFUNDED);
    }

    @Test
    void adminsRefundNoMoreThanIsLeftAndEachRequestOnce() {
        Payment paid = apply(ordered(), captured("pay_1", PRICE));

        Payment once = paid.refundByAdmin("pay_1", inr(100_000), "MANUAL a", "gesture", NOW).aggregate();
        Payment twice = once.refundByAdmin("pay_1", inr(100_000), "MANUAL a", "gesture", NOW).aggregate();

        assertThat(twice).isEqualTo(once);
        assertThat(once.refundByAdmin("pay_1", inr(1), "MANUAL a", "gesture", NOW).refusal())
                .contains(RefundRefusal.KEY_REUSED);
        assertThat(once.refundByAdmin("pay_1", inr(50_001), "MANUAL b", "gesture", NOW).refusal())
                .contains(RefundRefusal.EXCEEDS_WHAT_IS_LEFT);
        var dollar = new Money(1, Currency.getInstance("USD"));
        assertThat(once.refundByAdmin("pay_1", dollar, "MANUAL b", "gesture", NOW).refusal())
                .contains(RefundRefusal.OTHER_CURRENCY);
        Payment all = once.refundByAdmin("pay_1", inr(50_000), "MANUAL b", "gesture", NOW).aggregate();
        assertThat(all.refunds()).hasSize(2);
        assertThat(settled(all, EXPIRED).refunds()).hasSize(2);
    }

    @Test
    void cancellationAfterAnAdminsRefundGivesBackWhatIsLeftAtMost() {
        Payment paid = apply(ordered(), captured("pay_1", PRICE));

        Payment over = settled(paid.refundByAdmin("pay_1", inr(100_000), "MANUAL a", "gesture", NOW).aggregate(), EXPIRED);

        assertThat(over.refunds()).extracting(Refund::amount).containsExactly(inr(100_000), inr(50_000));
    }

    @Test
    void refundThatWaitsShrinksWhenSomebodyElseGivesMoneyBack() {
        Payment asked = settled(apply(ordered(), captured("pay_1", PRICE)), EXPIRED);
        var byDashboard = new ProviderEvent.ProviderRefund("rfnd_d", "pay_1", inr(40_000), Refund.Status.PROCESSED, null, null);

        Payment told = apply(asked, new ProviderEvent.RefundSeen("order_1", byDashboard));

        assertThat(told.refunds()).extracting(Refund::amount).containsExactlyInAnyOrder(inr(40_000), inr(110_000));
        assertThat(told.refunds()).extracting(Refund::key).doesNotContain(asked.refunds().getFirst().key());
    }

    @Test
    void orderIsPolledAtGrowingPausesUntilNoBankCanSayYesAnyMore() {
        Payment payment = ordered();
        var minutes = new ArrayList<Long>();
        Instant now = NOW;
        for (int i = 0; i < 6; i++) {
            now = payment.nextCallAt();
            ProviderCall call = payment.dueCall(now).orElseThrow();
            minutes.add(Duration.between(NOW, now).toMinutes());
            payment = payment.claim(now).aggregate().pollAgain(call, now).aggregate();
        }
        // The one at 14 is the last before the hold ends at 15.
        assertThat(minutes).containsExactly(2L, 6L, 14L, 30L, 62L, 126L);
    }

    @Test
    void aPollThatFailedIsRepeatedSoonAndDoesNotCount() {
        Instant first = ordered().nextCallAt();
        ProviderCall poll = ordered().dueCall(first).orElseThrow();

        Payment failed = ordered().claim(first).aggregate().retryLater(poll, true, first).aggregate();

        assertThat(failed.nextCallAt()).isEqualTo(first.plusSeconds(30));
        assertThat(failed.calls()).singleElement().extracting(ScheduledCall::tries).isEqualTo(0);
    }

    @Test
    void orderInDoubtIsNotLookedForBeforeTheRequestCanHaveArrived() {
        Payment claimed = requested().claim(NOW).aggregate();

        Payment later = claimed.retryLater(requested().neededCalls(NOW).getFirst(), true, NOW).aggregate();

        assertThat(later.nextCallAt()).isEqualTo(NOW.plusSeconds(10));
    }

    private static List<ProviderCall> captures(Payment payment) {
        return payment.neededCalls(NOW).stream().filter(ProviderCall.CapturePayment.class::isInstance).toList();
    }

    @Test
    void receiptAndRefundKeysAreStableAndFitTheProvidersLimits() {
        var longOne = new PaymentId("x".repeat(60), 3);

        assertThat(ID.receipt()).isEqualTo(ID.value()).hasSizeLessThanOrEqualTo(40);
        assertThat(longOne.receipt()).hasSizeLessThanOrEqualTo(40).isEqualTo(new PaymentId("x".repeat(60), 3).receipt());
        assertThat(ID.refundKey("pay_1", "BOOKING_EXPIRED", 1))
                .matches("[A-Za-z0-9_-]{10,}")
                .isNotEqualTo(ID.refundKey("pay_2", "BOOKING_EXPIRED", 1))
                .isNotEqualTo(ID.refundKey("pay_1", "BOOKING_EXPIRED", 2))
                .isNotEqualTo(ID.refundKey("pay_1", "BOOKING_CANCELLED", 1));
        assertThat(PaymentId.of(ID.value())).isEqualTo(ID);
    }
}
