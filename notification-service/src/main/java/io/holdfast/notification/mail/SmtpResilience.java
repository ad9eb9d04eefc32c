package io.holdfast.notification.mail;

import java.time.Duration;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * How long and how often the SMTP server is bothered. In code, not by Resilience4j's auto-configuration: that one needs
 * AspectJ, which then looks at every bean of every service of the JVM (a fifth of the embedded platform's start).
 */
@Configuration(proxyBeanMethods = false)
class SmtpResilience {

    private static final String NAME = "smtp";
    private static final int FAILURES = 5;
    private static final Duration OPEN = Duration.ofSeconds(60);
    private static final int TRIALS = 2;
    static final int CONVERSATIONS = 16;
    /** A notification has up to three mails, which are sent at once and may have to wait for each other. */
    private static final Duration LONGEST_QUEUED = Duration.ofSeconds(5);
    /** With the queue it is within {@code Delivery.LONGEST_SENDING}, or another instance would send what this one still sends. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Bean
    CircuitBreaker smtpBreaker() {
        return CircuitBreaker.of(NAME, CircuitBreakerConfig.custom()
                .slidingWindowSize(FAILURES)
                .minimumNumberOfCalls(FAILURES)
                .failureRateThreshold(100)
                .waitDurationInOpenState(OPEN)
                .permittedNumberOfCallsInHalfOpenState(TRIALS)
                .ignoreExceptions(UndeliverableMail.class)
                .build());
    }

    @Bean
    Bulkhead smtpPlaces() {
        return Bulkhead.of(NAME, BulkheadConfig.custom()
                .maxConcurrentCalls(CONVERSATIONS)
                .maxWaitDuration(LONGEST_QUEUED)
                .build());
    }

    @Bean
    TimeLimiter smtpTimeLimit() {
        return TimeLimiter.of(NAME, TimeLimiterConfig.custom()
                .timeoutDuration(PATIENCE)
                .cancelRunningFuture(true)
                .build());
    }
}
