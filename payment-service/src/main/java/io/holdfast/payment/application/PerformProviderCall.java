package io.holdfast.payment.application;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.payment.domain.Capture;
import io.holdfast.payment.domain.Order;
import io.holdfast.payment.domain.Payment;
import io.holdfast.payment.domain.PaymentEvent;
import io.holdfast.payment.domain.PaymentId;
import io.holdfast.payment.domain.PaymentProvider;
import io.holdfast.payment.domain.Payments;
import io.holdfast.payment.domain.ProviderCall;
import io.holdfast.payment.domain.ProviderEvent;
import io.holdfast.payment.domain.ProviderEvent.ProviderRefund;
import io.holdfast.payment.domain.Refund;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Performs the provider call of a payment that is due: claims it in one write, calls, and stores the answer in another. When
 * the process dies in between, the claim runs out and the next one asks whether it was done before doing it again.
 */
@Component
public class PerformProviderCall {

    private static final Logger log = LoggerFactory.getLogger(PerformProviderCall.class);

    private static final int CLAIMED_AT_ONCE = 32;
    /** So much of the lease must be left that nobody else can have taken it before the call has ended. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final Payments payments;
    private final PaymentProvider provider;
    private final NoticeRestore restore;
    private final Alerts alerts;
    private final Clock clock;
    private final Map<PaymentId, Claim> claims = new ConcurrentHashMap<>();

    PerformProviderCall(
            Payments payments, PaymentProvider provider, NoticeRestore restore, Alerts alerts, Clock clock) {
        this.payments = payments;
        this.provider = provider;
        this.restore = restore;
        this.alerts = alerts;
        this.clock = clock;
    }

    /**
     * Claims what a payment that is about to be stored needs at once, in that same write, while there is a hand free for it. Right
     * after the write {@link #perform} does it.
     */
    Decision<Payment, PaymentEvent> claimAtOnce(Decision<Payment, PaymentEvent> decision) {
        Payment payment = decision.aggregate();
        claims.remove(payment.id());
        Instant now = clock.instant();
        Optional<ProviderCall> call = decision instanceof Decision.Changed && claims.size() < CLAIMED_AT_ONCE
                ? payment.dueCall(now)
                : Optional.empty();
        if (call.isEmpty()) {
            return decision;
        }
        claims.put(payment.id(), new Claim(payment, call.get(), now));
        return decision.then(current -> current.claim(now));
    }

    /** It was not stored after all. */
    void forgetClaim(PaymentId id) {
        claims.remove(id);
    }

    /** When a stored payment's next call is made: what was claimed here with its write at once, else when it says. */
    public @Nullable Instant dueAt(Payment payment) {
        Claim claim = claims.get(payment.id());
        return claim == null ? payment.nextCallAt() : claim.at();
    }

    public void perform(PaymentId id) {
        // It may ask the provider, and a claim would not wait for that.
        boolean lookFirst = restore.ordersMayBeUnknown();
        Instant now = clock.instant();
        Claim claim = claims.remove(id);
        if (claim != null && now.isBefore(claim.at().plus(FRESH))) {
            perform(claim.payment(), claim.call(), lookFirst);
            return;
        }
        payments.decide(id, payment -> payment.claim(now))
                .filter(Decided::changed)
                .flatMap(Decided::before)
                // What was claimed is what was due first in the state before the claim.
                .ifPresent(payment -> payment.dueCall(now).ifPresent(call -> perform(payment, call, lookFirst)));
    }

    /** @param payment as it was before the claim */
    private record Claim(Payment payment, ProviderCall call, Instant at) {}

    /**
     * @param payment   as it was before the claim
     * @param lookFirst whether an order of it may exist of which nothing is known here
     */
    private void perform(Payment payment, ProviderCall call, boolean lookFirst) {
        PaymentId id = payment.id();
        try {
            switch (call) {
                case ProviderCall.CreateOrder it -> createOrder(payment, it, lookFirst || it.mayExist());
                case ProviderCall.CapturePayment it -> capture(id, it);
                case ProviderCall.RequestRefund it -> requestRefund(payment, it.refund());
                case ProviderCall.PollRefund it -> pollRefund(payment, it);
                case ProviderCall.PollPayments it -> pollPayments(id, it);
            }
        } catch (PaymentProvider.OrderRefused e) {
            payments.decide(id, current -> current.orderRefused(e.code(), e.detail(), clock.instant()));
        } catch (PaymentProvider.KeyRefused e) {
            alerts.keyRefused(e.getMessage());
            retryLater(id, call, false, e);
        } catch (PaymentProvider.Unavailable e) {
            retryLater(id, call, e.isInDoubt(), e);
        } catch (PaymentProvider.Refused e) {
            retryLater(id, call, false, e);
        }
    }

    private void retryLater(PaymentId id, ProviderCall call, boolean inDoubt, RuntimeException why) {
        log.warn("{} of {} is tried again: {}", call.getClass().getSimpleName(), id.value(), why.getMessage());
        payments.decide(id, payment -> payment.retryLater(call, inDoubt, clock.instant()));
    }

    private void createOrder(Payment payment, ProviderCall.CreateOrder call, boolean mayExist) {
        PaymentId id = payment.id();
        Optional<String> made = mayExist ? provider.findOrder(id.receipt()) : Optional.empty();
        // Somebody may have paid one that was announced before the store was restored; that is told once.
        List<ProviderEvent> seen = made.map(provider::paymentsOf).orElse(List.of());
        String orderId = made.orElseGet(() -> {
            Duration payableFor = Duration.between(clock.instant(), call.request().holdUntil());
            return provider.createOrder(id, payment.tenantId(), call.request().amount(), payableFor);
        });
        // Nobody can pay an order that was not announced, and it is announced by the write that stores it.
        var order = new Order(orderId, provider.keyId(), clock.instant());
        payments.decide(id, stored -> stored.orderCreated(order, clock.instant())
                .then(current -> current.apply(seen, clock.instant())));
    }

    private void capture(PaymentId id, ProviderCall.CapturePayment call) {
        Optional<ProviderEvent> outcome;
        try {
            outcome = provider.capture(call.paymentId(), call.amount());
        } catch (PaymentProvider.Refused e) {
            // Captured already, by itself or by a try whose answer was lost, or gone back to the payer: it knows.
            log.info("Payment {} of {} cannot be captured: {}", call.paymentId(), id.value(), e.getMessage());
            outcome = provider.payment(call.paymentId());
        }
        List<ProviderEvent> news = outcome.stream().toList();
        payments.decide(id, payment -> payment.apply(news, clock.instant())
                .then(current -> current.retryLater(call, false, clock.instant())));
    }

    private void requestRefund(Payment payment, Refund refund) {
        Optional<ProviderRefund> earlier = payment.takenBefore(refund).flatMap(this::asItStandsNow);
        if (earlier.isPresent() && earlier.get().status() != Refund.Status.FAILED) {
            // It went through after all; the money is not to go back twice.
            store(payment, earlier.get());
            return;
        }
        try {
            store(payment, provider.refund(refund));
        } catch (PaymentProvider.Refused e) {
            // Perhaps because somebody else gave the money back already.
            String orderId = payment.captureOf(refund.paymentId()).map(Capture::orderId).orElse("");
            List<ProviderEvent> known = provider.refundsOf(orderId, refund.paymentId());
            payments.decide(payment.id(), current -> current.apply(known, clock.instant())
                    .then(next -> next.refundRefused(refund.key(), e.reason(), clock.instant())));
        }
    }

    private Optional<ProviderRefund> asItStandsNow(Refund refund) {
        try {
            return Optional.of(provider.refund(refund.paymentId(), Objects.requireNonNull(refund.refundId())));
        } catch (PaymentProvider.Refused e) {
            log.warn("The provider does not know refund {} any more: {}", refund.refundId(), e.getMessage());
            return Optional.empty();
        }
    }

    private void pollRefund(Payment payment, ProviderCall.PollRefund call) {
        Refund refund = call.refund();
        ProviderRefund answer = provider.refund(refund.paymentId(), Objects.requireNonNull(refund.refundId()));
        if (answer.status() == Refund.Status.PENDING) {
            payments.decide(payment.id(), current -> current.pollAgain(call, clock.instant()));
        } else {
            store(payment, answer);
        }
    }

    private void pollPayments(PaymentId id, ProviderCall.PollPayments call) {
        List<ProviderEvent> seen = provider.paymentsOf(call.orderId());
        payments.decide(id, payment -> {
            Decision<Payment, PaymentEvent> learned = payment.apply(seen, clock.instant());
            if (learned instanceof Decision.Changed) {
                log.info("Payment {} learned from the provider what no webhook had told", id.value());
            }
            return learned.then(current -> current.pollAgain(call, clock.instant()));
        });
    }

    private void store(Payment payment, ProviderRefund answer) {
        String orderId = payment.order() == null ? "" : payment.order().orderId();
        payments.decide(payment.id(), current ->
                current.apply(new ProviderEvent.RefundSeen(orderId, answer), clock.instant()));
    }
}
