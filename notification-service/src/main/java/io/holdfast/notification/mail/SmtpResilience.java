package io.holdfast.notification.mail;

import java.time.Duration;

import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * How long and how often the SMTP server is bothered. In code, not by Resilience4j's auto-configuration: that one needs
 * AspectJ, which then looks at every bean of every service of the JVM (a fifth of the embedded platform's start).
 */
@Configuration(proxyBeanMethods = false)
class SmtpResilience {

    private static final int FAILURES = 5;
    private static final Duration OPEN = Duration.ofSeconds(60);
    private static final int TRIALS = 2;
    static final int CONVERSATIONS = 16;
    /** Shorter than a claim (30 s), or another instance would send what this one still sends. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Bean
    CircuitBreakerRegistry smtpBreakers() {
        return CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowSize(FAILURES)
                .minimumNumberOfCalls(FAILURES)
                .failureRateThreshold(100)
                .waitDurationInOpenState(OPEN)
                .permittedNumberOfCallsInHalfOpenState(TRIALS)
                .ignoreExceptions(UndeliverableMail.class)
                .build());
    }

    @Bean
    BulkheadRegistry smtpBulkheads() {
        return BulkheadRegistry.of(BulkheadConfig.custom()
                .maxConcurrentCalls(CONVERSATIONS)
                .maxWaitDuration(Duration.ZERO)
                .build());
    }

    @Bean
    TimeLimiterRegistry smtpTimeLimits() {
        return TimeLimiterRegistry.of(TimeLimiterConfig.custom()
                .timeoutDuration(PATIENCE)
                .cancelRunningFuture(true)
                .build());
    }
}
