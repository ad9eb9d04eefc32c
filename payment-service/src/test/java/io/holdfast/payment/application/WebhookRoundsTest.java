package io.holdfast.payment.application;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import io.holdfast.payment.domain.Attempt;
import io.holdfast.payment.domain.PaymentStatus;
import io.holdfast.payment.domain.ProviderEvent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;

import static io.holdfast.payment.domain.Samples.NOW;
import static io.holdfast.payment.domain.Samples.ORDER;
import static io.holdfast.payment.domain.Samples.PRICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Webhooks of one order that come together are few writes, and all of them are answered. */
class WebhookRoundsTest {

    private static final ProviderEvent AUTHORISED =
            new ProviderEvent.AttemptSeen(ORDER.orderId(), Attempt.authorized("pay_1", PRICE, NOW));
    private static final ProviderEvent CAPTURED = new ProviderEvent.Captured(ORDER.orderId(), "pay_1", PRICE, NOW);
    private static final ProviderEvent SECOND = new ProviderEvent.Captured(ORDER.orderId(), "pay_2", PRICE, NOW);

    private final OnePayment payments = OnePayment.ordered();
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

    @Test
    void anAuthorisationAndItsCaptureAreOneWrite() throws Exception {
        var rounds = new WebhookRounds(payments, clock, Duration.ofMinutes(1));

        Sent authorised = send(rounds, AUTHORISED);
        authorised.awaitWaiting();
        Sent captured = send(rounds, CAPTURED);

        assertThat(authorised.answer()).isTrue();
        assertThat(captured.answer()).isTrue();
        assertThat(payments.writes).hasValue(1);
        assertThat(payments.stored.status()).isEqualTo(PaymentStatus.CAPTURED);
    }

    @Test
    void anAuthorisationThatNothingFollowsIsStoredByItself() {
        var rounds = new WebhookRounds(payments, clock, Duration.ofMillis(1));

        assertThat(rounds.apply(AUTHORISED)).isTrue();

        assertThat(payments.stored.status()).isEqualTo(PaymentStatus.AUTHORIZED);
    }

    @Test
    void whatComesWhileOneIsBeingStoredIsStoredTogether() throws Exception {
        var rounds = new WebhookRounds(payments, clock, Duration.ofMinutes(1));
        var storing = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        payments.beforeEach = () -> {
            storing.countDown();
            await(goOn);
        };

        Sent first = send(rounds, CAPTURED);
        await(storing);
        Sent authorised = send(rounds, AUTHORISED);
        Sent second = send(rounds, SECOND);
        authorised.awaitWaiting();
        second.awaitWaiting();
        assertThat(payments.writes).hasValue(0);
        goOn.countDown();

        assertThat(first.answer()).isTrue();
        assertThat(authorised.answer()).isTrue();
        assertThat(second.answer()).isTrue();
        assertThat(payments.writes).hasValue(2);
        assertThat(payments.stored.captures()).hasSize(2);
    }

    @Test
    void eachIsToldThatItWasNotStored() throws Exception {
        var rounds = new WebhookRounds(payments, clock, Duration.ofMinutes(1));
        payments.beforeEach = () -> {
            throw new QueryTimeoutException("The store does not answer");
        };

        Sent authorised = send(rounds, AUTHORISED);
        authorised.awaitWaiting();
        assertThatThrownBy(() -> rounds.apply(CAPTURED)).isInstanceOf(QueryTimeoutException.class);
        assertThatThrownBy(authorised::answer).hasRootCauseInstanceOf(QueryTimeoutException.class);

        payments.beforeEach = () -> { };
        assertThat(rounds.apply(CAPTURED)).isTrue();
    }

    @Test
    void anotherOrderIsNotKnown() {
        var rounds = new WebhookRounds(payments, clock, Duration.ofMinutes(1));

        assertThat(rounds.apply(new ProviderEvent.Captured("order_2", "pay_1", PRICE, NOW))).isFalse();
    }

    private static Sent send(WebhookRounds rounds, ProviderEvent event) {
        var answer = new FutureTask<>(() -> rounds.apply(event));
        return new Sent(Thread.ofPlatform().daemon().start(answer), answer);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Somebody who waits to hear that it is stored. */
    private record Sent(Thread thread, FutureTask<Boolean> task) {

        void awaitWaiting() {
            Awaitility.await().until(() ->
                    thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING);
        }

        boolean answer() throws Exception {
            return task.get(10, TimeUnit.SECONDS);
        }
    }
}
