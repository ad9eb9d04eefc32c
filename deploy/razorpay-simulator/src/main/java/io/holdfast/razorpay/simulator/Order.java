package io.holdfast.razorpay.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * An order with everything that ever happened to it, in one document: payments, refunds, and the webhooks that tell of
 * them, so that a change and its announcement commit together.
 *
 * @param version null until stored
 */
@Document("orders")
record Order(
        @Id String id,
        @Version @Nullable Long version,
        long amount,
        String currency,
        @Nullable String receipt,
        List<Note> notes,
        boolean partialPayment,
        @Nullable CaptureOptions captureOptions,
        long createdAt,
        List<Payment> payments,
        List<Refund> refunds,
        List<Webhook> webhooks) {

    enum Status {
        CREATED, ATTEMPTED, PAID;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Order created(String id, long amount, String currency, @Nullable String receipt, List<Note> notes,
            boolean partialPayment, @Nullable CaptureOptions captureOptions, long now) {
        return new Order(id, null, amount, currency, receipt, notes, partialPayment, captureOptions, now, List.of(),
            List.of(), List.of());
    }

    Status status() {
        if (payments.stream().anyMatch(payment -> payment.captured() && payment.amount() >= amount)) {
            return Status.PAID;
        }
        return payments.isEmpty() ? Status.CREATED : Status.ATTEMPTED;
    }

    /** What was captured; a refund does not make an order unpaid. */
    long amountPaid() {
        return payments.stream().filter(Payment::captured).mapToLong(Payment::amount).sum();
    }

    Optional<Payment> payment(String paymentId) {
        return payments.stream().filter(payment -> payment.id().equals(paymentId)).findFirst();
    }

    Optional<Refund> refund(String refundId) {
        return refunds.stream().filter(refund -> refund.id().equals(refundId)).findFirst();
    }

    Optional<Refund> refundByKey(String paymentId, String idempotencyKey) {
        return refunds.stream()
            .filter(refund -> refund.paymentId().equals(paymentId) && idempotencyKey.equals(refund.idempotencyKey()))
            .findFirst();
    }

    Order attempt(Payment payment) {
        return with(append(payments, payment), refunds, webhooks);
    }

    Order capture(String paymentId) {
        return withPayment(paymentId, Payment::capture);
    }

    Order refund(Refund refund) {
        return withPayment(refund.paymentId(), payment -> payment.refund(refund.amount()))
            .withRefunds(append(refunds, refund));
    }

    Order settle(String refundId) {
        return withRefunds(refunds.stream()
            .map(refund -> refund.id().equals(refundId) ? refund.settle() : refund)
            .toList());
    }

    /** The bank did not take the money back: it is the merchant's again. */
    Order failRefund(String refundId) {
        var failed = refund(refundId).orElseThrow();
        return withPayment(failed.paymentId(), payment -> payment.takeBack(failed.amount()))
            .withRefunds(refunds.stream()
                .map(refund -> refund.id().equals(refundId) ? refund.fail() : refund)
                .toList());
    }

    /** What was authorised and never captured goes back to the payer. */
    Order release(Refund refund) {
        return withPayment(refund.paymentId(), Payment::release).withRefunds(append(refunds, refund));
    }

    boolean capturesManually() {
        return captureOptions != null && captureOptions.manually();
    }

    Order queue(Webhook webhook) {
        return with(payments, refunds, append(webhooks, webhook));
    }

    private Order withPayment(String paymentId, UnaryOperator<Payment> change) {
        return with(
            payments.stream().map(payment -> payment.id().equals(paymentId) ? change.apply(payment) : payment).toList(),
            refunds, webhooks);
    }

    private Order withRefunds(List<Refund> changed) {
        return with(payments, changed, webhooks);
    }

    private Order with(List<Payment> newPayments, List<Refund> newRefunds, List<Webhook> newWebhooks) {
        return new Order(id, version, amount, currency, receipt, notes, partialPayment, captureOptions, createdAt,
            newPayments, newRefunds, newWebhooks);
    }

    private static <T> List<T> append(List<T> list, T last) {
        var longer = new ArrayList<>(list);
        longer.add(last);
        return List.copyOf(longer);
    }
}
