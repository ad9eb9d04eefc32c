package io.holdfast.payment.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import io.holdfast.payment.domain.Payments.Decision;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import static io.holdfast.payment.domain.Samples.HOLD_UNTIL;
import static io.holdfast.payment.domain.Samples.ID;
import static io.holdfast.payment.domain.Samples.NOW;
import static io.holdfast.payment.domain.Samples.ORDER;
import static io.holdfast.payment.domain.Samples.PRICE;
import static io.holdfast.payment.domain.Samples.WANTED;
import static io.holdfast.payment.domain.Samples.captured;
import static io.holdfast.payment.domain.Samples.ended;
import static io.holdfast.payment.domain.Samples.failed;
import static io.holdfast.payment.domain.Samples.inr;
import static io.holdfast.payment.domain.Samples.ordered;
import static io.holdfast.payment.domain.Samples.refund;
import static io.holdfast.payment.domain.Samples.told;
import static io.holdfast.payment.domain.Samples.unheardOf;
import static io.holdfast.payment.domain.Samples.wanted;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

class PaymentTest {

    private static final Ending EXPIRED = Ending.inFull(RefundReason.BOOKING_EXPIRED);

    @Test
    void captureAfterExpiryIsReportedAndRefundedInFull() {
        Decision decision = ended(ordered(), EXPIRED).told(captured("pay_1", PRICE), NOW);

        assertThat(Samples.names(decision.events())).containsExactly("Captured", "RefundRequested");
        assertThat(decision.payment().refunds()).singleElement().satisfies(refund -> {
            assertThat(refund.amount()).isEqualTo(PRICE);
            assertThat(refund.reason()).isEqualTo(RefundReason.BOOKING_EXPIRED);
        });
    }

    @Test
    void captureAfterACancellationIsLateAndRefundedInFullWhateverTheCancellationSaid() {
        var nothingBack = Ending.withRefund(RefundReason.BOOKING_CANCELLED, inr(0));

        Payment payment = told(ended(ordered(), nothingBack), captured("pay_1", PRICE));

        assertThat(payment.refunds()).singleElement().extracting(Refund::amount).isEqualTo(PRICE);
    }

    @Test
    void cancellationAfterCaptureGivesBackWhatItSaysAndNeverMoreThanWasCaptured() {
        Payment paid = told(ordered(), captured("pay_1", PRICE));

        Payment half = ended(paid, Ending.withRefund(RefundReason.BOOKING_CANCELLED, inr(75_000)));
        Payment tooMuch = ended(paid, Ending.withRefund(RefundReason.BOOKING_CANCELLED, inr(900_000)));
        Payment nothing = ended(paid, Ending.withRefund(RefundReason.BOOKING_CANCELLED, inr(0)));

        assertThat(half.refunds()).singleElement().extracting(Refund::amount).isEqualTo(inr(75_000));
        assertThat(tooMuch.refunds()).singleElement().extracting(Refund::amount).isEqualTo(PRICE);
        assertThat(nothing.refunds()).isEmpty();
        assertThat(nothing.status()).isEqualTo(PaymentStatus.CAPTURED);
    }

    @Test
    void secondCaptureOfTheOrderGoesBackAndTheFirstStays() {
        Payment paidTwice = told(ordered(), captured("pay_1", PRICE), captured("pay_2", PRICE));

        assertThat(paidTwice.refunds()).singleElement().satisfies(refund -> {
            assertThat(refund.paymentId()).isEqualTo("pay_2");
            assertThat(refund.amount()).isEqualTo(PRICE);
        });
        assertThat(paidTwice.status()).isEqualTo(PaymentStatus.CAPTURED);
    }

    @Test
    void bothCapturesGoBackOnceWhenTheBookingThenEnds() {
        Payment payment = ended(told(ordered(), captured("pay_1", PRICE), captured("pay_2", PRICE)), EXPIRED);

        assertThat(payment.refunds()).extracting(Refund::paymentId).containsExactlyInAnyOrder("pay_1", "pay_2");
        assertThat(payment.refunds()).extracting(Refund::amount).containsOnly(PRICE);
        assertThat(payment.refunds()).extracting(Refund::key).doesNotHaveDuplicates();
    }

    @Test
    void wrongAmountOrCurrencyGoesBackAndIsNeverReportedAsCaptured() {
        for (Money wrong : List.of(inr(1), inr(150_001), new Money(150_000, "USD"))) {
            Decision decision = ordered().told(captured("pay_1", wrong), NOW);

            assertThat(Samples.names(decision.events())).containsExactly("RefundRequested");
            assertThat(decision.payment().refunds()).singleElement().extracting(Refund::amount).isEqualTo(wrong);
            assertThat(decision.payment().accepted()).isEmpty();
        }
    }

    @Test
    void captureOnAnotherOrderGoesBack() {
        Payment payment = told(ordered(), new ProviderEvent.Captured("order_2", "pay_1", PRICE, NOW));

        assertThat(payment.accepted()).isEmpty();
        assertThat(payment.refunds()).hasSize(1);
    }

    @Test
    void captureMayBeTheFirstThatIsHeardOfTheOrder() {
        Payment payment = told(wanted(), captured("pay_1", PRICE));

        assertThat(payment.status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(payment.work(NOW)).hasOnlyElementsOfType(Work.CreateOrder.class);
        assertThat(payment.orderCreated(ORDER, NOW).payment().work(NOW)).hasOnlyElementsOfType(Work.LookForPayments.class);
    }

    @Test
    void whatTheProviderGaveBackByItselfIsNotGivenBackAgain() {
        Payment payment = told(
                ordered(), refund("pay_1", inr(50_000), Refund.Status.PROCESSED), captured("pay_1", PRICE));

        Payment over = ended(payment, EXPIRED);

        assertThat(over.refunds()).extracting(Refund::amount).containsExactlyInAnyOrder(inr(50_000), inr(100_000));
    }

    @Test
    void whatHappenedToMoneyOfWhichNobodyHadHeardIsToldOnceItIsKnownWhoseItWas() {
        Decision early = ordered().told(refund("pay_1", inr(50_000), Refund.Status.PROCESSED), NOW);
        assertThat(early.events()).isEmpty();

        Decision late = early.payment().told(captured("pay_1", PRICE), NOW);
        assertThat(Samples.names(late.events())).containsExactly("Captured", "Refunded");
        assertThat(late.events().getLast()).isEqualTo(new PaymentEvent.Refunded(
                Samples.ID, late.payment().refunds().getFirst(), true, false));

        Payment paid = told(ordered(), captured("pay_0", PRICE), refund("pay_1", inr(50_000), Refund.Status.PROCESSED));
        Decision surplus = paid.told(captured("pay_1", PRICE), NOW);
        assertThat(surplus.events()).filteredOn(PaymentEvent.Refunded.class::isInstance)
                .singleElement(as(InstanceOfAssertFactories.type(PaymentEvent.Refunded.class)))
                .returns(false, PaymentEvent.Refunded::accepted);
    }

    @Test
    void mismatchIsToldAsNotTheBookingsAndTheRightCaptureAfterItPays() {
        Decision wrong = ordered().told(captured("pay_1", inr(149_900)), NOW);
        assertThat(wrong.events()).singleElement(as(InstanceOfAssertFactories.type(PaymentEvent.RefundRequested.class)))
                .returns(false, PaymentEvent.RefundRequested::accepted);
        Decision back = wrong.payment().told(refund("pay_1", inr(149_900), Refund.Status.PROCESSED), NOW);
        assertThat(back.events()).singleElement(as(InstanceOfAssertFactories.type(PaymentEvent.Refunded.class)))
                .returns(false, PaymentEvent.Refunded::accepted);

        Decision right = back.payment().told(captured("pay_2", PRICE), NOW);

        assertThat(Samples.names(right.events())).containsExactly("Captured");
        assertThat(right.payment().status()).isEqualTo(PaymentStatus.CAPTURED);
    }

    @Test
    void theBookingsOwnRefundIsInFullWhateverElseIsOnItsWayBack() {
        Payment over = ended(told(ordered(), captured("pay_1", PRICE), captured("pay_2", PRICE)), EXPIRED);
        Refund own = over.refunds().stream().filter(refund -> refund.paymentId().equals("pay_1")).findFirst().orElseThrow();

        Decision back = over.told(new ProviderEvent.RefundSeen(ORDER.orderId(), new ProviderEvent.ProviderRefund(
                "rfnd_1", "pay_1", PRICE, Refund.Status.PROCESSED, own.key(), null)), NOW);

        assertThat(back.events()).singleElement(as(InstanceOfAssertFactories.type(PaymentEvent.Refunded.class)))
                .returns(true, PaymentEvent.Refunded::accepted)
                .returns(true, PaymentEvent.Refunded::inFull);
    }

    @Test
    void captureThatWentBackBeforeWeHeardOfItPaysNothing() {
        Payment payment = told(ordered(), refund("pay_1", PRICE, Refund.Status.PROCESSED), captured("pay_1", PRICE));

        assertThat(payment.accepted()).isEmpty();
        assertThat(payment.refunds()).hasSize(1);
        assertThat(payment.status()).isEqualTo(PaymentStatus.REFUNDED);
    }

    @Test
    void failedRefundMayTurnOutProcessedButNeverTheOtherWayRound() {
        Payment asked = ended(told(ordered(), captured("pay_1", PRICE)), EXPIRED);

        Payment failed = told(asked, refund("pay_1", PRICE, Refund.Status.FAILED));
        Payment processed = told(failed, refund("pay_1", PRICE, Refund.Status.PROCESSED));

        assertThat(failed.status()).isEqualTo(PaymentStatus.REFUND_PENDING);
        assertThat(processed.status()).isEqualTo(PaymentStatus.REFUNDED);
        assertThat(told(processed, refund("pay_1", PRICE, Refund.Status.FAILED))).isEqualTo(processed);
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
                    payment = ended(payment, EXPIRED);
                }
                if (i < shuffled.size()) {
                    payment = told(payment, shuffled.get(i));
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
        assertThat(wanted().work(HOLD_UNTIL.minusMillis(1))).hasOnlyElementsOfType(Work.CreateOrder.class).hasSize(1);
        assertThat(wanted().work(HOLD_UNTIL)).isEmpty();
        assertThat(ended(wanted(), EXPIRED).work(NOW)).isEmpty();
        assertThat(ended(wanted(), EXPIRED).nextTryAt()).isNull();
        assertThat(ended(unheardOf(), EXPIRED).awaitingPayment(WANTED, NOW).payment().work(NOW)).isEmpty();
    }

    @Test
    void orderThatIsRefusedForGoodEndsThePaymentAtOnce() {
        Decision refused = wanted().orderRefused("currency-not-accepted", "Currency is not supported", NOW);

        assertThat(refused.events()).containsExactly(new PaymentEvent.OrderRefused(
                Samples.ID, PRICE, "currency-not-accepted", "Currency is not supported"));
        assertThat(refused.payment().work(NOW)).isEmpty();
        assertThat(refused.payment().nextTryAt()).isNull();
        assertThat(refused.payment().status()).isEqualTo(PaymentStatus.FAILED);
        assertThat(ordered().orderRefused("x", "y", NOW).events()).isEmpty();
    }

    @Test
    void paidOrderIsLookedAtOnceWhenTheHoldEndsAndOnceWhenNoBankCanStillAgree() {
        Payment paid = told(ordered(), captured("pay_1", PRICE));

        assertThat(looks(paid)).containsExactly(HOLD_UNTIL, HOLD_UNTIL.plus(Pace.USUAL.lateAuthorization()));
    }

    @Test
    void orderThatWasPaidAfterTheHoldIsLookedAtOnceMore() {
        Payment late = ended(ordered(), EXPIRED)
                .told(captured("pay_1", PRICE), HOLD_UNTIL.plusSeconds(1)).payment();

        assertThat(looks(late)).containsExactly(HOLD_UNTIL.plus(Pace.USUAL.lateAuthorization()));
    }

    @Test
    void unpaidOrderIsLookedAtUntilNoBankCanStillAgreeAndThenOnceMore() {
        List<Instant> looks = looks(ended(ordered(), EXPIRED));

        assertThat(looks).contains(HOLD_UNTIL.minusSeconds(60)).hasSizeLessThan(16);
        assertThat(looks.getLast()).isEqualTo(HOLD_UNTIL.plus(Pace.USUAL.lateAuthorization()));
    }

    @Test
    void theLastLookIsNotForgottenWhenNobodyCameForWeeks() {
        Payment paid = told(ordered(), captured("pay_1", PRICE));
        Instant muchLater = HOLD_UNTIL.plus(Duration.ofDays(40));

        Work look = paid.dueWork(muchLater).orElseThrow();

        assertThat(look).isInstanceOf(Work.LookForPayments.class);
        assertThat(paid.claim(muchLater).payment().lookAgain(look, muchLater).payment().nextTryAt()).isNull();
    }

    /** When it is looked at, if nothing is ever seen there. */
    private static List<Instant> looks(Payment payment) {
        var looks = new ArrayList<Instant>();
        Payment current = payment;
        for (Instant due = current.nextTryAt(); due != null; due = current.nextTryAt()) {
            Instant now = due;
            var look = current.dueWork(now);
            current = current.claim(now).payment();
            if (look.filter(Work.LookForPayments.class::isInstance).isPresent()) {
                looks.add(now);
                current = current.lookAgain(look.get(), now).payment();
            } else if (look.isPresent()) {
                current = told(current, new ProviderEvent.RefundSeen(ORDER.orderId(), new ProviderEvent.ProviderRefund(
                        "rfnd_1", "pay_1", PRICE, Refund.Status.PROCESSED, current.refunds().getFirst().key(), null)));
            }
        }
        return looks;
    }

    @Test
    void orderThatComesAfterTheEndIsKeptButNobodyIsInvitedToPayIt() {
        Decision decision = ended(wanted(), EXPIRED).orderCreated(ORDER, NOW);

        assertThat(decision.payment().order()).isEqualTo(ORDER);
        assertThat(decision.events()).isEmpty();
    }

    @Test
    void workIsClaimedOnceAndComesBackWhenTheLeaseEnds() {
        Payment claimed = wanted().claim(NOW).payment();

        assertThat(claimed.claim(NOW.plusSeconds(1)).payment()).isEqualTo(claimed);
        assertThat(claimed.claim(NOW.plus(Payment.LEASE)).payment().tasks()).singleElement()
                .extracting(Task::tries).isEqualTo(2);
        assertThat(claimed.work(NOW)).containsExactly(new Work.CreateOrder(WANTED, true));
        assertThat(wanted().work(NOW)).containsExactly(new Work.CreateOrder(WANTED, false));
    }

    @Test
    void failingWorkIsTriedAgainWithLongerAndLongerPauses() {
        var pauses = new ArrayList<Duration>();
        Payment payment = wanted();
        Instant now = NOW;
        for (int i = 0; i < 7; i++) {
            Work work = payment.dueWork(now).orElseThrow();
            payment = payment.claim(now).payment().tryLater(work, false, now).payment();
            pauses.add(Duration.between(now, payment.nextTryAt()));
            now = payment.nextTryAt();
        }
        assertThat(pauses).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
    }

    @Test
    void pendingRefundIsFollowedUntilItIsSettled() {
        Payment asked = ended(told(ordered(), captured("pay_1", PRICE)), EXPIRED);
        assertThat(asked.dueWork(NOW)).containsInstanceOf(Work.AskForRefund.class);

        Payment pending = told(asked, refund("pay_1", PRICE, Refund.Status.PENDING));
        assertThat(pending.dueWork(NOW.plusSeconds(4))).isEmpty();
        assertThat(pending.dueWork(NOW.plusSeconds(5))).containsInstanceOf(Work.FollowRefund.class);

        Payment settled = told(pending, refund("pay_1", PRICE, Refund.Status.PROCESSED));
        assertThat(settled.work(NOW)).hasOnlyElementsOfType(Work.LookForPayments.class);
    }

    @Test
    void refundIsRecognisedByItsKeyAlsoWhenTheWebhookIsFasterThanTheAnswer() {
        Payment asked = ended(told(ordered(), captured("pay_1", PRICE)), EXPIRED);
        String key = asked.refunds().getFirst().key();
        var seen = new ProviderEvent.ProviderRefund("rfnd_7", "pay_1", PRICE, Refund.Status.PROCESSED, key, null);

        Payment told = told(asked, new ProviderEvent.RefundSeen("order_1", seen));

        assertThat(told.refunds()).singleElement().satisfies(refund -> {
            assertThat(refund.refundId()).isEqualTo("rfnd_7");
            assertThat(refund.reason()).isEqualTo(RefundReason.BOOKING_EXPIRED);
        });
        assertThat(told.refundRefused(key, "too late", NOW).payment()).isEqualTo(told);
    }

    @Test
    void whatIsAuthorizedAndNotCapturedIsCapturedWhileTheBookingWaits() {
        Payment payment = told(ordered(), Samples.authorized("pay_1"));

        assertThat(payment.dueWork(NOW.plusSeconds(9))).isEmpty();
        assertThat(payment.dueWork(NOW.plusSeconds(10))).contains(new Work.CapturePayment("pay_1", PRICE));
        assertThat(payment.work(HOLD_UNTIL)).hasOnlyElementsOfType(Work.LookForPayments.class);
        assertThat(captures(ended(payment, EXPIRED))).isEmpty();
        assertThat(captures(told(payment, captured("pay_1", PRICE)))).isEmpty();
        assertThat(captures(told(payment, captured("pay_2", PRICE)))).isEmpty();
        assertThat(captures(told(payment, Samples.released("pay_1")))).isEmpty();
        assertThat(captures(told(ordered(), Samples.authorized("pay_1", inr(1))))).isEmpty();
    }

    @Test
    void whatTheProviderGivesBackUncapturedIsAFailedTryAndNoRefund() {
        Decision decision = told(ordered(), Samples.authorized("pay_1")).told(Samples.released("pay_1"), NOW);

        assertThat(Samples.names(decision.events())).containsExactly("AttemptFailed");
        assertThat(decision.payment().refunds()).isEmpty();
        assertThat(decision.payment().status()).isEqualTo(PaymentStatus.FAILED);
        assertThat(told(decision.payment(), captured("pay_2", PRICE)).status()).isEqualTo(PaymentStatus.CAPTURED);
    }

    @Test
    void failedRefundIsAskedForAgainUnderAnotherKeyWithLongerAndLongerPausesAndThenGivenUp() {
        Payment payment = ended(told(ordered(), captured("pay_1", PRICE)), EXPIRED);
        var pauses = new ArrayList<Long>();
        for (int i = 1; i < Pace.USUAL.refundTries(); i++) {
            payment = Samples.lastRefundIs(payment, Refund.Status.FAILED);
            assertThat(payment.status()).isEqualTo(PaymentStatus.REFUND_PENDING);
            assertThat(payment.failedForGood()).isEmpty();
            String again = new Work.AskForRefund(payment.refunds().getLast()).name();
            pauses.add(Duration.between(NOW, payment.task(again).orElseThrow().dueAt()).toMinutes());
        }
        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L);
        assertThat(payment.refunds()).extracting(Refund::key).doesNotHaveDuplicates();

        var last = payment.refunds().getLast();
        Decision givenUp = payment.refundRefused(last.key(), "no balance", NOW);
        assertThat(Samples.names(givenUp.events())).containsExactly("RefundFailed");
        assertThat(givenUp.payment().status()).isEqualTo(PaymentStatus.REFUND_FAILED);
        assertThat(givenUp.payment().failedForGood()).containsExactly(last.refused("no balance"));
        assertThat(givenUp.payment().work(NOW)).hasOnlyElementsOfType(Work.LookForPayments.class);
    }

    @Test
    void whatWasGivenUpIsAskedForAgainAtOnceWhenAnAdminSaysSo() {
        Payment givenUp = Samples.refundGivenUp(ended(told(ordered(), captured("pay_1", PRICE)), EXPIRED));

        Payment again = givenUp.retryRefunds("pay_1", NOW).payment();

        assertThat(again.dueWork(NOW)).containsInstanceOf(Work.AskForRefund.class);
        assertThat(again.status()).isEqualTo(PaymentStatus.REFUND_PENDING);
        assertThatThrownBy(() -> again.retryRefunds("pay_1", NOW)).isInstanceOf(RefundNotPossible.class);
        assertThat(Samples.lastRefundIs(again, Refund.Status.PROCESSED).status()).isEqualTo(PaymentStatus.REFUNDED);
    }

    @Test
    void refundThatGoesThroughAfterItWasGivenUpIsNotAskedForAgain() {
        Payment failed = Samples.lastRefundIs(ended(told(ordered(), captured("pay_1", PRICE)), EXPIRED), Refund.Status.FAILED);
        var first = failed.refunds().getFirst();

        Payment processed = told(failed, new ProviderEvent.RefundSeen("order_1", new ProviderEvent.ProviderRefund(
                first.refundId(), "pay_1", PRICE, Refund.Status.PROCESSED, first.key(), null)));

        assertThat(processed.refunds()).singleElement().extracting(Refund::status).isEqualTo(Refund.Status.PROCESSED);
        assertThat(processed.status()).isEqualTo(PaymentStatus.REFUNDED);
    }

    @Test
    void adminsRefundNoMoreThanIsLeftAndEachWishOnce() {
        Payment paid = told(ordered(), captured("pay_1", PRICE));

        Payment once = paid.refundByAdmin("pay_1", inr(100_000), "MANUAL a", "gesture", NOW).payment();
        Payment twice = once.refundByAdmin("pay_1", inr(100_000), "MANUAL a", "gesture", NOW).payment();

        assertThat(twice).isEqualTo(once);
        assertThatThrownBy(() -> once.refundByAdmin("pay_1", inr(1), "MANUAL a", "gesture", NOW))
                .hasMessage("KEY_REUSED");
        assertThatThrownBy(() -> once.refundByAdmin("pay_1", inr(50_001), "MANUAL b", "gesture", NOW))
                .hasMessage("EXCEEDS_WHAT_IS_LEFT");
        assertThatThrownBy(() -> once.refundByAdmin("pay_1", new Money(1, "USD"), "MANUAL b", "gesture", NOW))
                .hasMessage("OTHER_CURRENCY");
        Payment all = once.refundByAdmin("pay_1", inr(50_000), "MANUAL b", "gesture", NOW).payment();
        assertThat(all.refunds()).hasSize(2);
        assertThat(ended(all, EXPIRED).refunds()).hasSize(2);
    }

    @Test
    void cancellationAfterAnAdminsRefundGivesBackWhatIsLeftAtMost() {
        Payment paid = told(ordered(), captured("pay_1", PRICE));

        Payment over = ended(paid.refundByAdmin("pay_1", inr(100_000), "MANUAL a", "gesture", NOW).payment(), EXPIRED);

        assertThat(over.refunds()).extracting(Refund::amount).containsExactly(inr(100_000), inr(50_000));
    }

    @Test
    void refundThatWaitsShrinksWhenSomebodyElseGivesMoneyBack() {
        Payment asked = ended(told(ordered(), captured("pay_1", PRICE)), EXPIRED);
        var byDashboard = new ProviderEvent.ProviderRefund("rfnd_d", "pay_1", inr(40_000), Refund.Status.PROCESSED, null, null);

        Payment told = told(asked, new ProviderEvent.RefundSeen("order_1", byDashboard));

        assertThat(told.refunds()).extracting(Refund::amount).containsExactlyInAnyOrder(inr(40_000), inr(110_000));
        assertThat(told.refunds()).extracting(Refund::key).doesNotContain(asked.refunds().getFirst().key());
    }

    @Test
    void orderIsLookedAfterAtGrowingPausesUntilNoBankCanSayYesAnyMore() {
        Payment payment = ordered();
        var minutes = new ArrayList<Long>();
        Instant now = NOW;
        for (int i = 0; i < 6; i++) {
            now = payment.nextTryAt();
            Work work = payment.dueWork(now).orElseThrow();
            minutes.add(Duration.between(NOW, now).toMinutes());
            payment = payment.claim(now).payment().lookAgain(work, now).payment();
        }
        // The one at 14 is the last before the hold ends at 15.
        assertThat(minutes).containsExactly(2L, 6L, 14L, 30L, 62L, 126L);
    }

    @Test
    void lookThatFailedIsRepeatedSoonAndDoesNotCount() {
        Instant first = ordered().nextTryAt();
        Work look = ordered().dueWork(first).orElseThrow();

        Payment failed = ordered().claim(first).payment().tryLater(look, true, first).payment();

        assertThat(failed.nextTryAt()).isEqualTo(first.plusSeconds(30));
        assertThat(failed.tasks()).singleElement().extracting(Task::tries).isEqualTo(0);
    }

    @Test
    void orderInDoubtIsNotLookedForBeforeTheRequestCanHaveArrived() {
        Payment claimed = wanted().claim(NOW).payment();

        Payment later = claimed.tryLater(wanted().work(NOW).getFirst(), true, NOW).payment();

        assertThat(later.nextTryAt()).isEqualTo(NOW.plusSeconds(10));
    }

    private static List<Work> captures(Payment payment) {
        return payment.work(NOW).stream().filter(Work.CapturePayment.class::isInstance).toList();
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
