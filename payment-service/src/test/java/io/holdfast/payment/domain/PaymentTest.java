package io.holdfast.payment.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import io.holdfast.payment.domain.Payments.Decision;
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
import static org.assertj.core.api.Assertions.assertThat;
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
        assertThat(payment.work(NOW)).containsInstanceOf(Work.CreateOrder.class);
        assertThat(payment.orderCreated(ORDER, NOW).payment().work(NOW)).isEmpty();
    }

    @Test
    void whatTheProviderGaveBackByItselfIsNotGivenBackAgain() {
        Payment payment = told(
                ordered(), refund("pay_1", inr(50_000), Refund.Status.PROCESSED), captured("pay_1", PRICE));

        Payment over = ended(payment, EXPIRED);

        assertThat(over.refunds()).extracting(Refund::amount).containsExactlyInAnyOrder(inr(50_000), inr(100_000));
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

        assertThat(failed.status()).isEqualTo(PaymentStatus.REFUND_FAILED);
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
        assertThat(wanted().work(HOLD_UNTIL.minusMillis(1))).containsInstanceOf(Work.CreateOrder.class);
        assertThat(wanted().work(HOLD_UNTIL)).isEmpty();
        assertThat(ended(wanted(), EXPIRED).work(NOW)).isEmpty();
        assertThat(ended(wanted(), EXPIRED).nextTryAt()).isNull();
        assertThat(ended(unheardOf(), EXPIRED).awaitingPayment(WANTED, NOW).payment().work(NOW)).isEmpty();
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
        assertThat(claimed.claim(NOW.plus(Payment.LEASE)).payment().tries()).isEqualTo(2);
        assertThat(claimed.work(NOW)).contains(new Work.CreateOrder(WANTED, true));
        assertThat(wanted().work(NOW)).contains(new Work.CreateOrder(WANTED, false));
    }

    @Test
    void failingWorkIsTriedAgainWithLongerAndLongerPauses() {
        var pauses = new ArrayList<Duration>();
        Payment payment = wanted();
        Instant now = NOW;
        for (int i = 0; i < 7; i++) {
            payment = payment.claim(now).payment().tryLater(now).payment();
            pauses.add(Duration.between(now, payment.nextTryAt()));
            now = payment.nextTryAt();
        }
        assertThat(pauses).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
    }

    @Test
    void pendingRefundIsFollowedUntilItIsSettled() {
        Payment asked = ended(told(ordered(), captured("pay_1", PRICE)), EXPIRED);
        assertThat(asked.nextTryAt()).isEqualTo(NOW);

        Payment pending = told(asked, refund("pay_1", PRICE, Refund.Status.PENDING));
        assertThat(pending.work(NOW)).containsInstanceOf(Work.FollowRefund.class);
        assertThat(pending.nextTryAt()).isEqualTo(NOW.plusSeconds(5));

        Payment settled = told(pending, refund("pay_1", PRICE, Refund.Status.PROCESSED));
        assertThat(settled.nextTryAt()).isNull();
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
    void receiptAndRefundKeysAreStableAndFitTheProvidersLimits() {
        var longOne = new PaymentId("x".repeat(60), 3);

        assertThat(ID.receipt()).isEqualTo(ID.value()).hasSizeLessThanOrEqualTo(40);
        assertThat(longOne.receipt()).hasSizeLessThanOrEqualTo(40).isEqualTo(new PaymentId("x".repeat(60), 3).receipt());
        assertThat(ID.refundKey("pay_1", RefundReason.BOOKING_EXPIRED))
                .matches("[A-Za-z0-9_-]{10,}")
                .isNotEqualTo(ID.refundKey("pay_2", RefundReason.BOOKING_EXPIRED))
                .isNotEqualTo(ID.refundKey("pay_1", RefundReason.BOOKING_CANCELLED));
        assertThat(PaymentId.of(ID.value())).isEqualTo(ID);
    }
}
