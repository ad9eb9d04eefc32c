package io.holdfast.payment.razorpay;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;

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
import io.holdfast.messaging.Traces;
import io.holdfast.payment.domain.PaymentProvider.KeyRefused;
import io.holdfast.payment.domain.PaymentProvider.Refused;
import io.holdfast.payment.domain.PaymentProvider.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resilience against a provider that is slow or away: a limit of calls at once, three tries where repeating is safe, and a
 * circuit breaker that stops asking for a while after some failures in a row. {@link RazorpayTransport} limits how long a
 * call takes. All that is given up on is stored work, which comes back later.
 */
final class RazorpayResilience {

    private static final Logger log = LoggerFactory.getLogger(RazorpayResilience.class);
    private static final Duration PATIENCE_FOR_A_PLACE = Duration.ofSeconds(1);
    /** Answers that judge the request; all others, also about our key or the pace, say nothing about it. */
    private static final Set<Integer> REFUSALS = Set.of(400, 404, 422);
    private static final Set<Integer> KEY_REFUSALS = Set.of(401, 403);
    private static final int GATEWAY_TIMEOUT = 504;

    private final CircuitBreaker breaker;
    private final Bulkhead bulkhead;
    private final Retry retry;

    RazorpayResilience(RazorpaySettings.Resilience settings) {
        breaker = CircuitBreaker.of("razorpay", CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(settings.failures())
                .minimumNumberOfCalls(settings.failures())
                .failureRateThreshold(100)
                .waitDurationInOpenState(settings.breakerOpenFor())
                .permittedNumberOfCallsInHalfOpenState(1)
                .recordException(Unavailable.class::isInstance)
                .ignoreException(BulkheadFullException.class::isInstance)
                .build());
        breaker.getEventPublisher()
                .onStateTransition(event -> {
                    log.warn("Razorpay's breaker: {}", event.getStateTransition());
                    if (event.getStateTransition().getToState() == CircuitBreaker.State.HALF_OPEN) {
                        // The one call that decides about the next minute is not to meet a connection from before the outage.
                        RazorpayTransport.forgetConnections();
                    }
                });
        bulkhead = Bulkhead.of("razorpay", BulkheadConfig.custom()
                .maxConcurrentCalls(settings.callsAtOnce())
                .maxWaitDuration(PATIENCE_FOR_A_PLACE)
                .build());
        retry = Retry.of("razorpay", RetryConfig.custom()
                .maxAttempts(settings.tries())
                .intervalFunction(IntervalFunction.ofExponentialBackoff(settings.firstPause()))
                .retryOnException(failure -> failure instanceof Unavailable unavailable
                        && !(failure instanceof KeyRefused)
                        && !(unavailable.getCause() instanceof CallNotPermittedException))
                .build());
    }

    /** For calls that change nothing, or that the provider recognises when they are repeated. */
    <T> T repeatable(Callable<T> call) {
        return retry.executeSupplier(() -> once(call));
    }

    /** For calls that must not be repeated without looking first. */
    <T> T once(Callable<T> call) {
        try {
            return breaker.executeCallable(() ->
                    bulkhead.executeCallable(() -> Traces.outside("razorpay", () -> translated(call))));
        } catch (CallNotPermittedException e) {
            throw new Unavailable("Razorpay is left alone for a while after several failures", e, false);
        } catch (BulkheadFullException e) {
            throw new Unavailable("Too many calls to Razorpay at once", e, false);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("Everything is translated before", e);
        }
    }

    CircuitBreaker breaker() {
        return breaker;
    }

    private static <T> T translated(Callable<T> call) {
        try {
            return call.call();
        } catch (RazorpayException e) {
            if (REFUSALS.contains(e.getStatusCode())) {
                throw new Refused(String.valueOf(e.getMessage()), e);
            }
            if (KEY_REFUSALS.contains(e.getStatusCode())) {
                throw new KeyRefused("Razorpay answered " + e.getStatusCode() + ": " + e.getMessage(), e);
            }
            // Without a status nobody answered.
            boolean inDoubt = e.getStatusCode() < 400 || e.getStatusCode() == GATEWAY_TIMEOUT;
            throw new Unavailable("Razorpay answered " + e.getStatusCode() + ": " + e.getMessage(), e, inDoubt);
        } catch (Exception e) {
            // razorpay-java throws JSON and reflection failures when an answer is not what it expects.
            throw new Unavailable("Razorpay's answer cannot be read: " + e.getMessage(), e, true);
        }
    }
}
