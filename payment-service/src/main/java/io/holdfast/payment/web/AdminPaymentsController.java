package io.holdfast.payment.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.holdfast.defaults.access.Access;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.web.Cursor;
import io.holdfast.defaults.web.CursorPaging;
import io.holdfast.defaults.web.IdempotencyKeyHeader;
import io.holdfast.defaults.web.Outcomes;
import io.holdfast.defaults.web.Paged;
import io.holdfast.defaults.web.Problem;
import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.messaging.aggregates.Page;
import io.holdfast.payment.application.ReconcileLedger;
import io.holdfast.payment.application.RefundByAdmin;
import io.holdfast.payment.domain.OrderRequest;
import io.holdfast.payment.domain.Payment;
import io.holdfast.payment.domain.PaymentEvent;
import io.holdfast.payment.domain.PaymentProvider;
import io.holdfast.payment.domain.PaymentSearch;
import io.holdfast.payment.domain.PaymentStatus;
import io.holdfast.payment.domain.Payments;
import io.holdfast.payment.domain.RefundRefusal;
import io.holdfast.payment.domain.TenantId;
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

/** The admin API for payments: lists those of the tenant, refunds them, retries refunds, and reconciles after a restore. */
@RestController
@RequestMapping("/api/v1/admin/payments")
@Access(Role.ADMIN)
class AdminPaymentsController {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);
    /** Of what was never asked for, such as money that came without an order of ours. */
    private static final Instant NO_DEADLINE = Instant.EPOCH;

    private final Payments payments;
    private final RefundByAdmin refunds;
    private final ReconcileLedger ledger;

    AdminPaymentsController(Payments payments, RefundByAdmin refunds, ReconcileLedger ledger) {
        this.payments = payments;
        this.refunds = refunds;
        this.ledger = ledger;
    }

    /**
     * The tenant's payments, the latest deadline first.
     *
     * @param status all when left out; {@code REFUND_FAILED} also lists what has a failed refund of money that came
     *     beside the booking's own payment
     * @param from   whose deadline is then or later: an instant, or a date in {@code zone}
     * @param to     whose deadline is before that instant, or on that date at the latest
     * @param zone   of the dates; UTC when left out
     * @param q      looks for the beginnings of words of the booking's number and id, the offering's name and the provider's ids
     */
    @GetMapping
    Paged<PaymentResponse> list(
            @RequestParam(required = false) @Nullable PaymentStatus status,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(required = false) @Nullable String q,
            CursorPaging paging,
            Caller caller) {
        PaymentSearch search = PaymentFilter.of(tenantOf(caller), status, from, to, zone, q);
        Cursor after = paging.after();
        Page<Payment> found = after == null
                ? payments.search(search, paging.page(), paging.limit())
                : payments.searchAfter(search, position(after), paging.limit() + 1);
        return Paged.of(found, paging, AdminPaymentsController::cursor).map(PaymentResponse::of);
    }

    private static Cursor cursor(Payment payment) {
        OrderRequest asked = payment.request();
        return new Cursor(asked == null ? NO_DEADLINE : asked.holdUntil(), payment.id().value());
    }

    private static PaymentSearch.Position position(Cursor cursor) {
        return new PaymentSearch.Position(cursor.at().equals(NO_DEADLINE) ? null : cursor.at(), cursor.id());
    }

    /**
     * Gives money back; the provider is asked in a moment, so the refund in the answer is still {@code REQUESTED}.
     *
     * @param paymentId the provider's id of the capture, {@code pay_…}
     */
    @PostMapping("/{paymentId}/refunds")
    @Outcomes(problems = "refund-exceeds-payment")
    @ResponseStatus(HttpStatus.ACCEPTED)
    PaymentResponse refund(
            @PathVariable String paymentId,
            @Valid @RequestBody RefundRequest request,
            @RequestHeader(name = IdempotencyKeyHeader.NAME, required = false) @Nullable String key,
            Caller caller) {
        IdempotencyKeyHeader.require(key);
        return answer(refunds.refund(
                tenantOf(caller),
                paymentId,
                request.amount().toMoney(),
                request.reason(),
                Objects.requireNonNull(caller.subject(), "admins have a token"),
                key == null ? UUID.randomUUID().toString() : key));
    }

    /** Has what failed for good asked for again, now. */
    @PostMapping("/{paymentId}/refunds/retry")
    @Outcomes(problems = "conflict")
    @ResponseStatus(HttpStatus.ACCEPTED)
    PaymentResponse retry(@PathVariable String paymentId, Caller caller) {
        return answer(refunds.retry(tenantOf(caller), paymentId));
    }

    /**
     * After a restore: looks at up to a hundred of the provider's orders and as many refunds; of those of the tenant it learns what was
     * paid for known bookings and what went back, and gives back what was paid for bookings that are not here any more. Asked again, with
     * 100 more in {@code skip}, until there are neither orders nor refunds.
     */
    @PostMapping("/reconciliations")
    ReconciliationResponse reconcile(@Valid @RequestBody ReconciliationRequest request, Caller caller) {
        if (request.to().isBefore(request.from())) {
            throw Problem.invalid("to", "is before from");
        }
        int skip = request.skip() == null ? 0 : request.skip();
        try {
            return ReconciliationResponse.of(ledger.reconcile(tenantOf(caller), request.from(), request.to(), skip));
        } catch (PaymentProvider.Unavailable e) {
            throw Problem.unavailable("The payment provider does not answer; what was done is not done twice, so ask again.", RETRY_AFTER);
        }
    }

    private static PaymentResponse answer(Optional<Decided<Payment, PaymentEvent>> decided) {
        Decided<Payment, PaymentEvent> stored = decided.orElseThrow(() -> Problem.notFound("payment"));
        stored.decision().refusal().ifPresent(refusal -> {
            throw switch ((RefundRefusal) refusal) {
                case EXCEEDS_WHAT_IS_LEFT -> Problem.rule("refund-exceeds-payment", refusal.why());
                case OTHER_CURRENCY -> Problem.invalid("amount.currency", refusal.why());
                case KEY_REUSED -> IdempotencyKeyHeader.reused();
                case NOTHING_FAILED -> Problem.conflict(refusal.why());
            };
        });
        return PaymentResponse.of(stored.after());
    }

    private static TenantId tenantOf(Caller caller) {
        return new TenantId(caller.tenantId());
    }
}
