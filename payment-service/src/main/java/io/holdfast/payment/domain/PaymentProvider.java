package io.holdfast.payment.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.holdfast.payment.domain.ProviderEvent.ProviderRefund;

/** Who moves the money. Every call may throw {@link Unavailable} or {@link Refused}; none is made inside a write. */
public interface PaymentProvider {

    /** The public key with which Checkout opens our orders. */
    String keyId();

    /** The order made earlier under this receipt. */
    Optional<String> findOrder(String receipt);

    /**
     * Makes an order and answers its id. Not repeatable: look for the receipt before trying again.
     *
     * @param payableFor how long payments of it are wanted; what the bank agrees to later is not to be captured
     */
    String createOrder(PaymentId id, Money amount, Duration payableFor);

    /** All that was paid on an order, and what of it went back, oldest first. */
    List<ProviderEvent> paymentsOf(String orderId);

    /** Takes an authorised payment. Repeatable: what is captured already is refused. */
    Optional<ProviderEvent> capture(String paymentId, Money amount);

    /** All refunds of a payment, whoever asked for them. */
    List<ProviderEvent> refundsOf(String orderId, String paymentId);

    /** Where a payment stands now; empty while nothing is decided about it. */
    Optional<ProviderEvent> payment(String paymentId);

    /** Asks for a refund; the same key asks for the same refund. */
    ProviderRefund refund(Refund refund);

    /** A refund that was taken earlier. */
    ProviderRefund refund(String paymentId, String refundId);

    /** Whether Checkout's answer to the page was signed by the provider. */
    boolean signedCheckout(String orderId, String paymentId, String signature);

    /** Whether a webhook's body, byte for byte, was signed by the provider. */
    boolean signedWebhook(byte[] body, String signature);

    /** Nobody can say whether it was done; it may be asked again later. */
    final class Unavailable extends RuntimeException {
        private final boolean inDoubt;

        public Unavailable(String message, Throwable cause, boolean inDoubt) {
            super(message, cause);
            this.inDoubt = inDoubt;
        }

        /** Whether it may be done all the same, now or in a moment; else it certainly was not. */
        public boolean isInDoubt() {
            return inDoubt;
        }
    }

    /** The provider understood and said no; asking again will not help. */
    final class Refused extends RuntimeException {
        private final String reason;

        public Refused(String reason) {
            super(reason);
            this.reason = reason;
        }

        /** In the provider's words. */
        public String reason() {
            return reason;
        }
    }
}
