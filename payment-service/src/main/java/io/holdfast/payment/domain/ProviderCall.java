package io.holdfast.payment.domain;

/** A call to the provider that a payment needs. It stays in the store until it is done. */
public sealed interface ProviderCall {

    /** The same for the same call, whatever else changes. */
    String name();

    /** Whether it only reads. */
    default boolean isPoll() {
        return this instanceof PollRefund || this instanceof PollPayments;
    }

    /**
     * Make the order.
     *
     * @param mayExist an earlier try may have made it without our knowing: look for its receipt first
     */
    record CreateOrder(OrderRequest request, boolean mayExist) implements ProviderCall {

        static final String NAME = "order";

        @Override
        public String name() {
            return NAME;
        }
    }

    /** Take what the bank has agreed to, since the provider has not done so by itself. */
    record CapturePayment(String paymentId, Money amount) implements ProviderCall {

        @Override
        public String name() {
            return "capture " + paymentId;
        }
    }

    /** Ask for money to go back. Safe to repeat: the provider knows the refund's key. */
    record RequestRefund(Refund refund) implements ProviderCall {

        @Override
        public String name() {
            return "refund " + refund.key();
        }
    }

    /** See what became of a refund that the provider has taken. */
    record PollRefund(Refund refund) implements ProviderCall {

        @Override
        public String name() {
            return "poll " + refund.key();
        }
    }

    /** See what no webhook told: what was paid on the order, and what of it went back. */
    record PollPayments(String orderId) implements ProviderCall {

        static final String NAME = "poll";

        @Override
        public String name() {
            return NAME;
        }
    }
}
