package io.holdfast.payment.domain;

/** What a payment wants from the provider. It stays in the store until it is done. */
public sealed interface Work {

    /**
     * Make the order.
     *
     * @param mayExist an earlier try may have made it without our knowing: look for its receipt first
     */
    record CreateOrder(WantedOrder wanted, boolean mayExist) implements Work {}

    /** Ask for money to go back. Safe to repeat: the provider knows the refund's key. */
    record AskForRefund(Refund refund) implements Work {}

    /** See what became of a refund that the provider has taken. */
    record FollowRefund(Refund refund) implements Work {}
}
