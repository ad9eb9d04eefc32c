package io.holdfast.payment.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.holdfast.payment.domain.ProviderEvent.ProviderRefund;
import org.jspecify.annotations.Nullable;

/** The payment provider. Every call may throw {@link Unavailable} or {@link Refused}; none is made inside a write. */
public interface PaymentProvider {

    /** The public key with which Checkout opens our orders. */
    String keyId();

    /** The order made earlier under this receipt. */
    Optional<String> findOrder(String receipt);

    /**
     * Makes an order and answers its id. Not repeatable: look for the receipt before trying again.
     *
     * @param tenant     whose booking it is for; the provider keeps that beside it
     * @param payableFor how long payments of it are wanted; what the bank agrees to later is not to be captured
     * @throws OrderRefused when it will never be made
     */
    String createOrder(PaymentId id, TenantId tenant, Money amount, Duration payableFor);

    /**
     * Orders made in a time, whoever made them with our key, the newest first and at most a hundred; empty beyond the last.
     *
     * @param skip so many are left out, so that all are seen page by page
     */
    List<ProviderOrder> orders(Instant from, Instant to, int skip);

    /**
     * Refunds that were asked for in a time, whoever asked, the newest first and at most a hundred; empty beyond the last.
     *
     * @param skip so many are left out, so that all are seen page by page
     */
    List<ProviderRefund> refunds(Instant from, Instant to, int skip);

    /**
     * All that was paid on an order, oldest first, each after what of it went back: what is not ours any more when we hear of it pays
     * no booking.
     */
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

    /**
     * An order as the provider lists it.
     *
     * @param id     the payment that it was made for, null when it was not made by us
     * @param tenant whose booking it was made for, null where that was not said
     */
    record ProviderOrder(String orderId, @Nullable PaymentId id, @Nullable TenantId tenant) {}

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
        private final String code;
        private final String detail;

        /**
         * @param code   what it does not take, as written in events
         * @param detail in the provider's words
         */
        public OrderRefused(String code, String detail, Throwable cause) {
            super(detail, cause);
            this.code = code;
            this.detail = detail;
        }

        public String code() {
            return code;
        }

        public String detail() {
            return detail;
        }
    }

    /** The provider understood and said no; asking again will not help. */
    final class Refused extends RuntimeException {
        private final String reason;

        /** @param reason in the provider's words */
        public Refused(String reason, @Nullable Throwable cause) {
            super(reason, cause);
            this.reason = reason;
        }

        public String reason() {
            return reason;
        }
    }
}
