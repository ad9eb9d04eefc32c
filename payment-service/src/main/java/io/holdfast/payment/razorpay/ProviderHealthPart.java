package io.holdfast.payment.razorpay;

import io.holdfast.defaults.health.HealthPart;
import org.springframework.stereotype.Component;

/** Whether the payment provider is asked, left alone or tried. What is wanted from it waits in the store, so it is never down for us. */
@Component
class ProviderHealthPart implements HealthPart {

    private final RazorpayPayments razorpay;

    ProviderHealthPart(RazorpayPayments razorpay) {
        this.razorpay = razorpay;
    }

    @Override
    public String name() {
        return "provider";
    }

    @Override
    public State look(String tenant) {
        return switch (razorpay.resilience().breaker().getState()) {
            case CLOSED, DISABLED, METRICS_ONLY -> State.up();
            case OPEN, FORCED_OPEN -> State.degraded("The payment provider failed and is left alone for a while. What is wanted from it waits.");
            case HALF_OPEN -> State.degraded("The payment provider failed and is tried again.");
        };
    }
}
