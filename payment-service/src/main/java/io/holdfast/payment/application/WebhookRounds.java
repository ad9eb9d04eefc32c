package io.holdfast.payment.application;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import io.holdfast.payment.domain.Attempt;
import io.holdfast.payment.domain.Payments;
import io.holdfast.payment.domain.ProviderEvent;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Applies what the provider tells of an order in rounds, one after the other: what comes while one is being stored is stored
 * together by the next, where each alone would lose a race. An authorisation waits a moment for the capture that usually comes
 * with it, and both are one write.
 */
@Component
class WebhookRounds {

    // The provider waits for its answer 5 s.
    private static final Duration PATIENCE_OF_AN_AUTHORISATION = Duration.ofMillis(100);

    private final Payments payments;
    private final Clock clock;
    private final Duration patience;
    // As many as there are orders of which something is being applied.
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

    @Autowired
    WebhookRounds(Payments payments, Clock clock) {
        this(payments, clock, PATIENCE_OF_AN_AUTHORISATION);
    }

    /** @param patience for how long an authorisation waits for its capture */
    WebhookRounds(Payments payments, Clock clock, Duration patience) {
        this.payments = payments;
        this.clock = clock;
        this.patience = patience;
    }

    /** Returns once it is stored; false when its order is not known here. */
    boolean apply(ProviderEvent event) {
        Lane lane = lanes.compute(event.orderId(), (order, known) -> known == null ? new Lane(order) : known.entered());
        try {
            return lane.apply(event);
        } finally {
            lanes.compute(event.orderId(), (order, left) -> lane.left() ? null : lane);
        }
    }

    private boolean store(String orderId, List<ProviderEvent> events) {
        return payments.findByOrder(orderId)
                .flatMap(id -> payments.decide(id, payment -> payment.apply(events, clock.instant())))
                .isPresent();
    }

    private static boolean isAuthorisation(ProviderEvent event) {
        return event instanceof ProviderEvent.AttemptSeen seen && seen.attempt().stage() == Attempt.Stage.AUTHORIZED;
    }

    /** @param answer whether its order is known, once it is stored */
    private record Waiting(ProviderEvent event, CompletableFuture<Boolean> answer) {

        /** What became of it, which is known; why it was not stored is thrown as it was, for whoever answers. */
        boolean outcome() {
            if (!answer.isCompletedExceptionally()) {
                return answer.resultNow();
            }
            Throwable failure = answer.exceptionNow();
            throw failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
        }
    }

    /** One order's. */
    private final class Lane {

        private final String orderId;
        private final Lock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private List<Waiting> waiting = new ArrayList<>();
        private boolean inHand;
        // Changed only while the map computes this lane.
        private int callers = 1;

        Lane(String orderId) {
            this.orderId = orderId;
        }

        Lane entered() {
            callers++;
            return this;
        }

        /** Whether nobody is here any more. */
        boolean left() {
            callers--;
            return callers == 0;
        }

        boolean apply(ProviderEvent event) {
            var mine = new Waiting(event, new CompletableFuture<>());
            lock.lock();
            try {
                waiting.add(mine);
                changed.signalAll();
                while (!mine.answer().isDone()) {
                    if (inHand) {
                        changed.awaitUninterruptibly();
                    } else {
                        goRound();
                    }
                }
            } finally {
                lock.unlock();
            }
            return mine.outcome();
        }

        /** Stores what waits, as whoever came first after the round before. The lock is held but for the storing. */
        private void goRound() {
            inHand = true;
            try {
                letCapturesCome();
                List<Waiting> round = waiting;
                waiting = new ArrayList<>();
                lock.unlock();
                try {
                    store(round);
                } finally {
                    lock.lock();
                }
            } finally {
                inHand = false;
                changed.signalAll();
            }
        }

        private void letCapturesCome() {
            long nanos = patience.toNanos();
            try {
                while (nanos > 0 && waiting.stream().allMatch(each -> isAuthorisation(each.event()))) {
                    nanos = changed.awaitNanos(nanos);
                }
            } catch (InterruptedException e) {
                // It is stored at once, by itself.
                Thread.currentThread().interrupt();
            }
        }

        private void store(List<Waiting> round) {
            try {
                boolean known = WebhookRounds.this.store(orderId, round.stream().map(Waiting::event).toList());
                round.forEach(each -> each.answer().complete(known));
            } catch (Throwable e) {
                if (round.size() == 1) {
                    round.getFirst().answer().completeExceptionally(e);
                } else {
                    // Each by itself shows which of them it is about.
                    round.forEach(each -> store(List.of(each)));
                }
            }
        }
    }
}
