package io.holdfast.payment.domain;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.messaging.aggregates.Page;

/** All payments. What is decided and the events it causes are stored together or not at all. */
public interface Payments {

    Optional<Payment> find(PaymentId id);

    /** The payment whose order this is. */
    Optional<PaymentId> findByOrder(String orderId);

    /** The tenant's payment to which the provider's payment brought money. */
    Optional<PaymentId> findByCapture(TenantId tenantId, String paymentId);

    /**
     * The latest deadline first.
     *
     * @param page from 1
     */
    Page<Payment> search(PaymentSearch search, int page, int limit);

    /** Of what {@link #search} finds that which comes after a payment; the total is that of all. */
    Page<Payment> searchAfter(PaymentSearch search, PaymentSearch.Position after, int limit);

    /**
     * Shows a visitor the payments of {@link #search} that a booking has asked for, in the same order. They are read in pieces, and
     * nothing is held in the store between two of them.
     */
    void walk(PaymentSearch search, Consumer<Payment> visitor);

    /** The payments of a booking, the first revision first. */
    List<Payment> ofBooking(TenantId tenantId, String bookingId);

    /** Decides on a payment as it is stored now, again when somebody else was faster; empty when there is none. */
    Optional<Decided<Payment, PaymentEvent>> decide(
            PaymentId id, Function<Payment, Decision<Payment, PaymentEvent>> decision);

    /** The same, beginning with {@link Payment#opened} when there is none. */
    Decided<Payment, PaymentEvent> decideOrOpen(
            PaymentId id, TenantId tenantId, Function<Payment, Decision<Payment, PaymentEvent>> decision);
}
