package io.holdfast.payment.razorpay;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The health indicator {@code razorpay}: whether Razorpay is asked, left alone or tried. We are as ready without it as
 * with it, since what is wanted from it waits in the store; so this is neither part of readiness nor ever DOWN.
 */
@Configuration(proxyBeanMethods = false)
class RazorpayHealth {

    @Bean
    HealthIndicator razorpayHealthIndicator(RazorpayPayments razorpay) {
        return () -> Health.status(statusOf(razorpay)).build();
    }

    private static Status statusOf(RazorpayPayments razorpay) {
        return switch (razorpay.resilience().breaker().getState()) {
            case CLOSED, DISABLED, METRICS_ONLY -> new Status("UP", "Razorpay is asked.");
            case OPEN, FORCED_OPEN -> new Status("BREAKER_OPEN", "Razorpay failed and is left alone for a while.");
            case HALF_OPEN -> new Status("BREAKER_HALF_OPEN", "Razorpay is tried.");
        };
    }
}
