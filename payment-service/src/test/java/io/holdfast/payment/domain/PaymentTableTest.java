package io.holdfast.payment.domain;

import java.util.function.Function;
import java.util.function.Supplier;

import io.holdfast.payment.domain.Payments.Decision;
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
        UNHEARD_OF(Samples::unheardOf),
        WANTED(Samples::wanted),
        ORDERED(Samples::ordered),
        ATTEMPT_FAILED(() -> Samples.told(Samples.ordered(), Samples.failed("pay_1"))),
        AUTHORIZED(() -> Samples.told(Samples.ordered(), Samples.authorized("pay_1"))),
        CAPTURED(() -> Samples.told(Samples.ordered(), Samples.captured("pay_1", PRICE))),
        ENDED_UNHEARD_OF(() -> Samples.ended(Samples.unheardOf(), HALF_BACK)),
        ENDED_WANTED(() -> Samples.ended(Samples.wanted(), HALF_BACK)),
        ENDED_ORDERED(() -> Samples.ended(Samples.ordered(), HALF_BACK)),
        REFUND_REQUESTED(() -> Samples.ended(CAPTURED.payment.get(), HALF_BACK)),
        REFUND_PENDING(() -> refunded(Refund.Status.PENDING)),
        REFUND_FAILED(() -> refunded(Refund.Status.FAILED)),
        HALF_REFUNDED(() -> refunded(Refund.Status.PROCESSED)),
        REFUNDED(() -> Samples.told(
                Samples.ended(CAPTURED.payment.get(), Ending.inFull(RefundReason.BOOKING_EXPIRED)),
                Samples.refund("pay_1", PRICE, Refund.Status.PROCESSED)));

        final Supplier<Payment> payment;

        State(Supplier<Payment> payment) {
            this.payment = payment;
        }

        private static Payment refunded(Refund.Status status) {
            return Samples.told(REFUND_REQUESTED.payment.get(), Samples.refund("pay_1", inr(75_000), status));
        }
    }

    enum Message {
        AWAITING_PAYMENT(payment -> payment.awaitingPayment(Samples.WANTED, NOW)),
        ORDER_CREATED(payment -> payment.orderCreated(Samples.ORDER, NOW)),
        ATTEMPT_FAILED(payment -> payment.told(Samples.failed("pay_1"), NOW)),
        AUTHORIZED(payment -> payment.told(Samples.authorized("pay_1"), NOW)),
        CAPTURED(payment -> payment.told(Samples.captured("pay_1", PRICE), NOW)),
        CAPTURED_AGAIN_BY_ANOTHER(payment -> payment.told(Samples.captured("pay_2", PRICE), NOW)),
        CAPTURED_WRONG_AMOUNT(payment -> payment.told(Samples.captured("pay_3", inr(149_999)), NOW)),
        BOOKING_ENDED(payment -> payment.bookingEnded(HALF_BACK, NOW)),
        REFUND_PENDING(payment -> payment.told(refund(payment, Refund.Status.PENDING), NOW)),
        REFUND_PROCESSED(payment -> payment.told(refund(payment, Refund.Status.PROCESSED), NOW)),
        REFUND_FAILED(payment -> payment.told(refund(payment, Refund.Status.FAILED), NOW));

        final Function<Payment, Decision> decide;

        Message(Function<Payment, Decision> decide) {
            this.decide = decide;
        }

        /** About the refund that there is, else about one that we never asked for. */
        private static ProviderEvent refund(Payment payment, Refund.Status status) {
            Money amount = payment.refunds().isEmpty() ? PRICE : payment.refunds().getFirst().amount();
            return Samples.refund("pay_1", amount, status);
        }
    }

    private static final Ending HALF_BACK = Ending.withRefund(RefundReason.BOOKING_CANCELLED, inr(75_000));

    @ParameterizedTest(name = "{0} × {1} → {2}, {3}")
    @CsvFileSource(resources = "payment-table.csv", delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, numLinesToSkip = 2)
    void everyMessageInEveryStateIsDecided(State state, Message message, PaymentStatus status, String events) {
        Decision decision = message.decide.apply(state.payment.get());

        assertThat(decision.payment().status()).isEqualTo(status);
        assertThat(String.join(" ", Samples.names(decision.events()))).isEqualTo(events == null ? "" : events);
    }

    @ParameterizedTest
    @EnumSource(Message.class)
    void theSameMessageTwiceIsTheSameAsOnce(Message message) {
        for (State state : State.values()) {
            Payment once = message.decide.apply(state.payment.get()).payment();
            Decision twice = message.decide.apply(once);

            assertThat(twice.payment()).as("%s in %s", message, state).isEqualTo(once);
            assertThat(twice.events()).as("%s in %s", message, state).isEmpty();
        }
    }
}
