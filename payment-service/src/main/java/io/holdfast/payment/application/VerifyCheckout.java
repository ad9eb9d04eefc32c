package io.holdfast.payment.application;

import java.time.Clock;
import java.util.Optional;

import io.holdfast.payment.domain.Payment;
import io.holdfast.payment.domain.PaymentProvider;
import io.holdfast.payment.domain.Payments;
import io.holdfast.payment.domain.ProviderEvent;
import org.springframework.stereotype.Component;

/** Verifies what Checkout told the page: when it is signed, the provider is asked what it is worth. */
@Component
public class VerifyCheckout {

    private final Payments payments;
    private final PaymentProvider provider;
    private final Clock clock;

    VerifyCheckout(Payments payments, PaymentProvider provider, Clock clock) {
        this.payments = payments;
        this.provider = provider;
        this.clock = clock;
    }

    /** @return the payment, or empty when the order is nobody's here */
    public Optional<Payment> verify(String orderId, String paymentId, String signature) {
        if (!provider.signedCheckout(orderId, paymentId, signature)) {
            throw new NotSigned();
        }
        return payments.findByOrder(orderId)
                .flatMap(payments::find)
                .map(payment -> payment.captureOf(paymentId).isPresent() ? payment : askTheProvider(payment, orderId, paymentId));
    }

    private Payment askTheProvider(Payment payment, String orderId, String paymentId) {
        Optional<ProviderEvent> found = provider.payment(paymentId);
        if (found.isEmpty()) {
            return payment;
        }
        ProviderEvent event = found.get();
        if (!event.orderId().equals(orderId)) {
            throw new NotSigned();
        }
        return payments.decide(payment.id(), current -> current.apply(event, clock.instant())).orElseThrow().after();
    }

    /** The signature does not fit: somebody made this up. */
    public static final class NotSigned extends RuntimeException {}
}
