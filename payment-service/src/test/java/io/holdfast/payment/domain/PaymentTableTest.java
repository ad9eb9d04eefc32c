package io.holdfast.payment.domain;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.holdfast.messaging.aggregates.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;

import static io.holdfast.payment.domain.Samples.NOW;
import static io.holdfast.payment.domain.Samples.PRICE;
import static io.holdfast.payment.domain.Samples.inr;
import static org.assertj.core.api.Assertions.assertThat;

/** Every state × every message has a decided outcome; payment-table.csv is the table. */
class PaymentTableTest {

    enum State {
        OPENED(Samples::opened),
        REQUESTED(Samples::requested),
        ORDERED(Samples::ordered),
        ATTEMPT_FAILED(() -> Samples.apply(Samples.ordered(), Samples.failed("pay_1"))),
        AUTHORIZED(() -> Samples.apply(Samples.ordered(), Samples.authorized("pay_1"))),
        RELEASED(() -> Samples.apply(Samples.ordered(), Samples.authorized("pay_1"), Samples.released("pay_1"))),
        CAPTURED(() -> Samples.apply(Samples.ordered(), Samples.captured("pay_1", PRICE))),
        REFUNDED_BY_ADMIN(() -> Samples.lastRefundIs(
                Message.REFUND_BY_ADMIN.decide.apply(CAPTURED.payment.get()).aggregate(), Refund.Status.PROCESSED)),
        ENDED_OPENED(() -> Samples.settled(Samples.opened(), HALF_BACK)),
        ENDED_REQUESTED(() -> Samples.settled(Samples.requested(), HALF_BACK)),
        ORDER_REFUSED(() -> Message.ORDER_REFUSED.decide.apply(Samples.requested()).aggregate()),
        ENDED_ORDERED(() -> Samples.settled(Samples.ordered(), HALF_BACK)),
        REFUND_REQUESTED(() -> Samples.settled(CAPTURED.payment.get(), HALF_BACK)),
        REFUND_PENDING(() -> refunded(Refund.Status.PENDING)),
        REFUND_RETRYING(() -> refunded(Refund.Status.FAILED)),
        REFUND_FAILED(() -> Samples.refundGivenUp(REFUND_REQUESTED.payment.get())),
        HALF_REFUNDED(() -> refunded(Refund.Status.PROCESSED)),
        REFUNDED(() -> Samples.apply(
                Samples.settled(CAPTURED.payment.get(), Settlement.inFull(RefundReason.BOOKING_EXPIRED)),
                Samples.refund("pay_1", PRICE, Refund.Status.PROCESSED)));

        final Supplier<Payment> payment;

        State(Supplier<Payment> payment) {
            this.payment = payment;
        }

        private static Payment refunded(Refund.Status status) {
            return Samples.apply(REFUND_REQUESTED.payment.get(), Samples.refund("pay_1", inr(75_000), status));
        }
    }

    enum Message {
        AWAITING_PAYMENT(payment -> payment.requestOrder(Samples.REQUEST, NOW)),
        ORDER_CREATED(payment -> payment.orderCreated(Samples.ORDER, NOW)),
        ORDER_REFUSED(payment -> payment.orderRefused("amount-not-accepted", "too little", NOW)),
        ATTEMPT_FAILED(payment -> payment.apply(Samples.failed("pay_1"), NOW)),
        AUTHORIZED(payment -> payment.apply(Samples.authorized("pay_1"), NOW)),
        AUTHORIZED_WRONG_AMOUNT(payment -> payment.apply(Samples.authorized("pay_4", inr(149_999)), NOW)),
        RELEASED(payment -> payment.apply(Samples.released("pay_1"), NOW)),
        CAPTURED(payment -> payment.apply(Samples.captured("pay_1", PRICE), NOW)),
        CAPTURED_AGAIN_BY_ANOTHER(payment -> payment.apply(Samples.captured("pay_2", PRICE), NOW)),
        CAPTURED_WRONG_AMOUNT(payment -> payment.apply(Samples.captured("pay_3", inr(149_999)), NOW)),
        BOOKING_ENDED(payment -> payment.settle(HALF_BACK, NOW)),
        REFUND_PENDING(payment -> payment.apply(refund(payment, Refund.Status.PENDING), NOW)),
        REFUND_PROCESSED(payment -> payment.apply(refund(payment, Refund.Status.PROCESSED), NOW)),
        REFUND_FAILED(payment -> payment.apply(refund(payment, Refund.Status.FAILED), NOW)),
        REFUND_REFUSED(payment -> payment.refundRefused(
                payment.refunds().isEmpty() ? "hf-none" : payment.refunds().getLast().key(), "no balance", NOW)),
        REFUND_BY_ADMIN(payment -> payment.refundByAdmin("pay_1", inr(10_000), "MANUAL k1", "a gesture", NOW)),
        RETRY_REFUNDS(payment -> payment.retryRefunds("pay_1", NOW));

        final Function<Payment, Decision<Payment, PaymentEvent>> decide;

        Message(Function<Payment, Decision<Payment, PaymentEvent>> decide) {
            this.decide = decide;
        }

        /** About the refund that there is, else about one that we never asked for. */
        private static ProviderEvent refund(Payment payment, Refund.Status status) {
            Money amount = payment.refunds().isEmpty() ? PRICE : payment.refunds().getFirst().amount();
            return Samples.refund("pay_1", amount, status);
        }
    }

    private static final Settlement HALF_BACK = Settlement.withRefund(RefundReason.BOOKING_CANCELLED, inr(75_000));

    @ParameterizedTest(name = "{0} × {1} → {2}, {3}")
    @CsvFileSource(resources = "payment-table.csv", delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, numLinesToSkip = 2)
    void everyMessageInEveryStateIsDecided(State state, Message message, String status, String events) {
        Payment before = state.payment.get();

        Decision<Payment, PaymentEvent> decision = message.decide.apply(before);

        assertThat(decision.aggregate().status()).hasToString(status);
        String told = decision.refusal().map(String::valueOf).orElseGet(() -> String.join(" ", Samples.names(decision.events())));
        assertThat(told).isEqualTo(events == null ? "" : events);
    }

    /** Whatever the order, no more is on its way back than came in, and nothing is asked of the provider twice. */
    @ParameterizedTest
    @EnumSource(State.class)
    void noMessageGivesBackMoreThanCameIn(State state) {
        for (Message message : Message.values()) {
            for (Message second : Message.values()) {
                Payment payment = after(after(state.payment.get(), message), second);
                for (Capture capture : payment.captures()) {
                    assertThat(payment.refundLedger().goingBack(capture.paymentId()))
                            .as("%s, %s in %s", message, second, state)
                            .isLessThanOrEqualTo(capture.amount().minorUnits());
                }
                assertThat(payment.refunds().stream().map(Refund::key)).doesNotHaveDuplicates();
                assertThat(payment.calls().stream().map(ScheduledCall::call)).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void theTableHasEveryPair() throws Exception {
        try (var lines = new BufferedReader(new InputStreamReader(
                getClass().getResourceAsStream("payment-table.csv"), StandardCharsets.UTF_8))) {
            List<String> pairs = lines.lines().skip(2).map(line -> {
                String[] cells = line.split("\\|");
                return cells[0].strip() + " " + cells[1].strip();
            }).toList();
            List<String> all = Stream.of(State.values())
                    .flatMap(state -> Stream.of(Message.values()).map(message -> state + " " + message))
                    .toList();
            assertThat(pairs).containsExactlyInAnyOrderElementsOf(all);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Message.class, mode = EnumSource.Mode.EXCLUDE, names = {"RETRY_REFUNDS", "REFUND_REFUSED"})
    void theSameMessageTwiceIsTheSameAsOnce(Message message) {
        for (State state : State.values()) {
            Payment once = after(state.payment.get(), message);
            Decision<Payment, PaymentEvent> twice = message.decide.apply(once);

            assertThat(twice.aggregate()).as("%s in %s", message, state).isEqualTo(once);
            assertThat(twice.events()).as("%s in %s", message, state).isEmpty();
        }
    }

    private static Payment after(Payment payment, Message message) {
        return message.decide.apply(payment).aggregate();
    }
}
