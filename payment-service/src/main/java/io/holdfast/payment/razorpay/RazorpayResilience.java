package io.holdfast.payment.razorpay;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;

import com.razorpay.RazorpayException;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.holdfast.payment.domain.PaymentProvider.Refused;
import io.holdfast.payment.domain.PaymentProvider.Unavailable;

/**
 * What stands between us and a provider that is slow or away: a limit of time and of calls at once, three tries where
 * repeating is safe, and a breaker that stops asking for a minute after five failures in a row. All that it gives up on
 * is stored work, which comes back later.
 */
final class RazorpayResilience implements AutoCloseable {

    private static final int FAILURES = 5;
    private static final Duration OPEN = Duration.ofSeconds(60);
    private static final int CALLS_AT_ONCE = 32;
    private static final Duration PATIENCE_FOR_A_PLACE = Duration.ofSeconds(1);
    private static final int TRIES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    /** Answers that judge the request; all others, also about our key or the pace, say nothing about it. */
    private static final Set<Integer> REFUSALS = Set.of(400, 404, 422);

    private final CircuitBreaker breaker = CircuitBreaker.of("razorpay", CircuitBreakerConfig.custom()
            .slidingWindowType(SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(FAILURES)
            .minimumNumberOfCalls(FAILURES)
            .failureRateThreshold(100)
            .waitDurationInOpenState(OPEN)
            .permittedNumberOfCallsInHalfOpenState(1)
            .recordException(Unavailable.class::isInstance)
            .ignoreException(BulkheadFullException.class::isInstance)
            .build());
    private final Bulkhead bulkhead = Bulkhead.of("razorpay", BulkheadConfig.custom()
            .maxConcurrentCalls(CALLS_AT_ONCE)
            .maxWaitDuration(PATIENCE_FOR_A_PLACE)
            .build());
    private final TimeLimiter timeLimiter = TimeLimiter.of("razorpay", TimeLimiterConfig.custom()
            .timeoutDuration(RazorpayTransport.CALL_TIMEOUT)
            .cancelRunningFuture(true)
            .build());
    private final Retry retry = Retry.of("razorpay", RetryConfig.custom()
            .maxAttempts(TRIES)
            .intervalFunction(IntervalFunction.ofExponentialBackoff(FIRST_PAUSE))
            .retryOnException(failure -> failure instanceof Unavailable unavailable
                    && !(unavailable.getCause() instanceof CallNotPermittedException))
            .build());
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();

    /** For calls that change nothing, or that the provider recognises when they are repeated. */
    <T> T repeatable(Callable<T> call) {
        return retry.executeSupplier(() -> once(call));
    }

    /** For calls that must not be repeated without looking first. */
    <T> T once(Callable<T> call) {
        try {
            return breaker.executeCallable(() -> bulkhead.executeCallable(() -> limited(call)));
        } catch (CallNotPermittedException e) {
            throw new Unavailable("Razorpay is left alone for a while after several failures", e);
        } catch (BulkheadFullException e) {
            throw new Unavailable("Too many calls to Razorpay at once", e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("Everything is translated before", e);
        }
    }

    CircuitBreaker breaker() {
        return breaker;
    }

    private <T> T limited(Callable<T> call) {
        try {
            return timeLimiter.executeFutureSupplier(() -> calls.submit(() -> translated(call)));
        } catch (TimeoutException e) {
            throw new Unavailable("Razorpay did not answer in time", e);
        } catch (Unavailable | Refused e) {
            throw e;
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new Unavailable("The call to Razorpay was cut off", e);
        }
    }

    private static <T> T translated(Callable<T> call) {
        try {
            return call.call();
        } catch (RazorpayException e) {
            if (REFUSALS.contains(e.getStatusCode())) {
                throw new Refused(String.valueOf(e.getMessage()));
            }
            throw new Unavailable("Razorpay answered " + e.getStatusCode() + ": " + e.getMessage(), e);
        } catch (Exception e) {
            // razorpay-java throws JSON and reflection failures when an answer is not what it expects.
            throw new Unavailable("Razorpay's answer cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        calls.shutdownNow();
    }
}
