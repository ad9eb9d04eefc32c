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
     * @throws OrderRefused when it will never be made
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
    class Unavailable extends RuntimeException {
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

    /**
     * The provider does not know us: our key is wrong, expired or blocked. That says nothing about what was asked for, and
     * passes when somebody puts it right, so it is asked again and somebody is called.
     */
    final class KeyRefused extends Unavailable {

        public KeyRefused(String message, Throwable cause) {
            super(message, cause, false);
        }
    }

    /** The provider will never make this order, whoever asks again: it is the order itself that it does not take. */
    final class OrderRefused extends RuntimeException {

        /** What it does not take. */
        public enum Reason {
            AMOUNT("amount-not-accepted"),
            CURRENCY("currency-not-accepted"),
            /** Something else, which is a mistake of ours. */
            OTHER("order-not-accepted");

            private final String wireName;

            Reason(String wireName) {
                this.wireName = wireName;
            }

            /** As written in events. */
            public String wireName() {
                return wireName;
            }
        }

        private final Reason reason;
        private final String detail;

        public OrderRefused(Reason reason, String detail, Throwable cause) {
            super(detail, cause);
            this.reason = reason;
            this.detail = detail;
        }

        public Reason reason() {
            return reason;
        }

        /** In the provider's words. */
        public String detail() {
            return detail;
        }
    }

    /** The provider understood and said no; asking again will not help. */
    final class Refused extends RuntimeException {
        private final String reason;

        public Refused(String reason) {
            super(reason);
            this.reason = reason;
        }

        public Refused(String reason, Throwable cause) {
            super(reason, cause);
            this.reason = reason;
        }

        /** In the provider's words. */
        public String reason() {
            return reason;
        }
    }
}
