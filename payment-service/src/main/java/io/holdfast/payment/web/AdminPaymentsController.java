package io.holdfast.payment.web;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.web.IdempotencyKeyHeader;
import io.holdfast.defaults.web.Paged;
import io.holdfast.defaults.web.Paging;
import io.holdfast.defaults.web.Problem;
import io.holdfast.payment.application.RefundByAdmin;
import io.holdfast.payment.domain.Money;
import io.holdfast.payment.domain.Payment;
import io.holdfast.payment.domain.PaymentStatus;
import io.holdfast.payment.domain.Payments;
import io.holdfast.payment.domain.RefundNotPossible;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What an admin sees of the money of their tenant, and does about it. */
@RestController
@RequestMapping("/api/v1/admin/payments")
class AdminPaymentsController {

    private final Payments payments;
    private final RefundByAdmin refunds;

    AdminPaymentsController(Payments payments, RefundByAdmin refunds) {
        this.payments = payments;
        this.refunds = refunds;
    }

    /**
     * @param status all when left out; {@code REFUND_FAILED} also lists what has a failed refund of money that came
     *     beside the booking's own payment
     */
    @GetMapping
    Paged<PaymentOverview> list(
            @RequestParam(required = false) @Nullable String status,
            Paging paging,
            Caller caller) {
        Payments.Page found = payments.ofStatus(caller.tenantId(), status(status), paging.page(), paging.limit());
        return Paged.of(found.payments(), found.total(), paging).map(PaymentOverview::of);
    }

    /**
     * Gives money back; the provider is asked in a moment, so the refund in the answer is still {@code REQUESTED}.
     *
     * @param paymentId the provider's id of the capture, {@code pay_…}
     */
    @PostMapping("/{paymentId}/refunds")
    @ResponseStatus(HttpStatus.ACCEPTED)
    PaymentOverview refund(
            @PathVariable String paymentId,
            @Valid @RequestBody AdminRefundRequest request,
            @RequestHeader(name = IdempotencyKeyHeader.NAME, required = false) @Nullable String key,
            Caller caller) {
        IdempotencyKeyHeader.require(key);
        var amount = new Money(request.amount().amount(), request.amount().currency());
        return answered(() -> refunds.refund(
                caller.tenantId(),
                paymentId,
                amount,
                request.reason(),
                Objects.requireNonNull(caller.subject(), "admins have a token"),
                key == null ? UUID.randomUUID().toString() : key));
    }

    /** Has what failed for good asked for again, now. */
    @PostMapping("/{paymentId}/refunds/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    PaymentOverview retry(@PathVariable String paymentId, Caller caller) {
        return answered(() -> refunds.retry(caller.tenantId(), paymentId));
    }

    private static PaymentOverview answered(Supplier<Optional<Payment>> work) {
        try {
            return work.get().map(PaymentOverview::of).orElseThrow(() -> Problem.notFound("payment"));
        } catch (RefundNotPossible e) {
            throw switch (e.why()) {
                case EXCEEDS_WHAT_IS_LEFT -> Problem.rule(
                        "refund-exceeds-payment", "That is more than is left of this payment.");
                case OTHER_CURRENCY -> Problem.invalid("amount.currency", "is not the currency that was paid in");
                case KEY_REUSED -> IdempotencyKeyHeader.reused();
                case NOTHING_FAILED -> Problem.conflict("No refund of this payment has failed for good.");
            };
        }
    }

    private static @Nullable PaymentStatus status(@Nullable String given) {
        if (given == null || given.isBlank()) {
            return null;
        }
        try {
            return PaymentStatus.valueOf(given.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("status", "is not a payment status");
        }
    }
}
