package io.holdfast.payment.razorpay;

import io.holdfast.defaults.outside.BreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Measures whether the provider is asked or left alone. */
@Component
class ProviderMetrics {

    ProviderMetrics(RazorpayPayments razorpay, MeterRegistry metrics) {
        BreakerMetrics.bind(razorpay.resilience().breaker(), metrics);
    }
}
