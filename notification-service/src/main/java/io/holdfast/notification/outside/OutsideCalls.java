package io.holdfast.notification.outside;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.holdfast.defaults.outside.OutsideBreaker;
import io.holdfast.messaging.Traces;
import io.holdfast.notification.ChannelSender.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Time limit, circuit breaker and bulkhead around one service outside. There is no retry here: what failed is still in
 * the store, which tries again later.
 */
public final class OutsideCalls implements AutoCloseable {

    /** How many conversations there are at a time. */
    public static final int AT_ONCE = 16;

    private static final Logger log = LoggerFactory.getLogger(OutsideCalls.class);
    private static final int TRIALS = 2;
    /** A notification has several messages, which are sent at once and may have to wait for each other. */
    private static final Duration LONGEST_QUEUED = Duration.ofSeconds(5);
    /** With the queue it is within {@code Delivery.LONGEST_SENDING}, or another instance would send what this one still sends. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CircuitBreaker breaker;
    private final Bulkhead places;
    private final TimeLimiter timeLimit;
    private final ExecutorService threads;

    /**
     * @param breakers keeps the breaker by this name
     * @param threads  which the conversations run on; closed with this
     */
    public OutsideCalls(String name, CircuitBreakerRegistry breakers, ExecutorService threads) {
        this(name, breakers, threads, PATIENCE);
    }

    /** @param patience for a whole conversation; at most 20 s */
    public OutsideCalls(String name, CircuitBreakerRegistry breakers, ExecutorService threads, Duration patience) {
        this(
                name,
                breakers.circuitBreaker(
                        name, OutsideBreaker.config(TRIALS).ignoreExceptions(Undeliverable.class).build()),
                threads,
                patience);
    }

    /** For many services outside, of which one that is away says nothing about the others; who calls pauses for each of them. */
    public static OutsideCalls withoutBreaker(String name, ExecutorService threads) {
        CircuitBreaker breaker = CircuitBreaker.ofDefaults(name);
        breaker.transitionToDisabledState();
        return new OutsideCalls(name, breaker, threads, PATIENCE);
    }

    private OutsideCalls(String name, CircuitBreaker breaker, ExecutorService threads, Duration patience) {
        this.threads = threads;
        this.breaker = breaker;
        this.places = Bulkhead.of(name, BulkheadConfig.custom()
                .maxConcurrentCalls(AT_ONCE)
                .maxWaitDuration(LONGEST_QUEUED)
                .build());
        this.timeLimit = TimeLimiter.of(name, TimeLimiterConfig.custom()
                .timeoutDuration(patience)
                .cancelRunningFuture(true)
                .build());
    }

    /** Whether trying makes sense now; false while the other side was found to be away. */
    public boolean isOpen() {
        // Asking for a permission is what lets the breaker find that its pause is over.
        if (!breaker.tryAcquirePermission()) {
            return false;
        }
        breaker.releasePermission();
        return true;
    }

    /** What is said to the other side. */
    public interface Conversation<T> {

        /** @throws Undeliverable when no later try can succeed; anything else when one may */
        Outcome about(T prepared) throws Exception;
    }

    /**
     * What became of a conversation. Does not throw.
     *
     * @param preparation what is done before, with nobody outside: its failures are ours, and the breaker does not count
     *                    them. A text that cannot be written is tried again, too: a corrected version may come in time
     * @param reasonOf    says of a failure what may be said of it
     */
    public <T> Outcome outcomeOf(
            String messageId,
            Callable<T> preparation,
            Conversation<T> conversation,
            Function<Exception, String> reasonOf) {
        try {
            T prepared = preparation.call();
            return Traces.outside("send " + breaker.getName(), () -> places.executeCallable(() -> breaker.executeCallable(() ->
                    timeLimit.executeFutureSupplier(() -> threads.submit(() -> conversation.about(prepared))))));
        } catch (Undeliverable e) {
            return new Outcome.Undeliverable(e.reason());
        } catch (BulkheadFullException | CallNotPermittedException e) {
            log.debug("{} was not tried", messageId, e);
            return new Outcome.NotTried();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.TryLater("Stopped while sending");
        } catch (OutsideFailure e) {
            return new Outcome.TryLater(String.valueOf(e.getMessage()));
        } catch (Exception e) {
            log.debug("{} was not sent", messageId, e);
            return new Outcome.TryLater(reasonOf.apply(e));
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
