package io.holdfast.payment.domain;

/** What a payment wants from the provider. It stays in the store until it is done. */
public sealed interface Work {

    /** The same for the same piece of work, whatever else changes. */
    String name();

    /**
     * Make the order.
     *
     * @param mayExist an earlier try may have made it without our knowing: look for its receipt first
     */
    record CreateOrder(WantedOrder wanted, boolean mayExist) implements Work {

        static final String NAME = "order";

        @Override
        public String name() {
            return NAME;
        }
    }

    /** Take what the bank has agreed to, since the provider has not done so by itself. */
    record CapturePayment(String paymentId, Money amount) implements Work {

        @Override
        public String name() {
            return "capture " + paymentId;
        }
    }

    /** Ask for money to go back. Safe to repeat: the provider knows the refund's key. */
    record AskForRefund(Refund refund) implements Work {

        @Override
        public String name() {
            return "refund " + refund.key();
        }
    }

    /** See what became of a refund that the provider has taken. */
    record FollowRefund(Refund refund) implements Work {

        @Override
        public String name() {
            return "follow " + refund.key();
        }
    }

    /** See what no webhook told: what was paid on the order, and what of it went back. */
    record LookForPayments(String orderId) implements Work {

        static final String NAME = "look";

        @Override
        public String name() {
            return NAME;
        }
    }
}
