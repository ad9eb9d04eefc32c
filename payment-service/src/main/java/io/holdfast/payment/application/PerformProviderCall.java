package io.holdfast.payment.application;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.holdfast.payment.domain.Capture;
import io.holdfast.payment.domain.Order;
import io.holdfast.payment.domain.Payment;
import io.holdfast.payment.domain.PaymentId;
import io.holdfast.payment.domain.PaymentProvider;
import io.holdfast.payment.domain.Payments;
import io.holdfast.payment.domain.Payments.Decision;
import io.holdfast.payment.domain.ProviderEvent;
import io.holdfast.payment.domain.ProviderEvent.ProviderRefund;
import io.holdfast.payment.domain.Refund;
import io.holdfast.payment.domain.Work;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Does what a payment wants from the provider: claims it in one write, calls, and stores the answer in another. When
 * the process dies in between, the claim runs out and the next one asks whether it was done before doing it again.
 */
@Component
public class AdvancePayment {

    private static final Logger log = LoggerFactory.getLogger(AdvancePayment.class);

    private final Payments payments;
    private final PaymentProvider provider;
    private final Alerts alerts;
    private final Clock clock;

    AdvancePayment(Payments payments, PaymentProvider provider, Alerts alerts, Clock clock) {
        this.payments = payments;
        this.provider = provider;
        this.alerts = alerts;
        this.clock = clock;
    }

    public void advance(PaymentId id) {
        Instant now = clock.instant();
        payments.change(id, payment -> payment.claim(now))
                .filter(Payments.Change::happened)
                .map(Payments.Change::before)
                // What was claimed is what the state before the claim wanted first.
                .flatMap(payment -> payment.dueWork(now).map(work -> new Claimed(payment, work)))
                .ifPresent(this::perform);
    }

    private void perform(Claimed claimed) {
        PaymentId id = claimed.payment().id();
        try {
            switch (claimed.work()) {
                case Work.CreateOrder order -> createOrder(id, order);
                case Work.CapturePayment capture -> capture(id, capture);
                case Work.AskForRefund ask -> askForRefund(claimed.payment(), ask.refund());
                case Work.FollowRefund follow -> followRefund(claimed.payment(), follow);
                case Work.LookForPayments look -> lookForPayments(id, look);
            }
        } catch (PaymentProvider.OrderRefused e) {
            payments.change(id, payment ->
                    payment.orderRefused(e.reason().wireName(), e.detail(), clock.instant()));
        } catch (PaymentProvider.KeyRefused e) {
            alerts.keyRefused(e.getMessage());
            tryLater(id, claimed.work(), false, e);
        } catch (PaymentProvider.Unavailable e) {
            tryLater(id, claimed.work(), e.isInDoubt(), e);
        } catch (PaymentProvider.Refused e) {
            tryLater(id, claimed.work(), false, e);
        }
    }

    private void tryLater(PaymentId id, Work work, boolean inDoubt, RuntimeException why) {
        log.warn("{} of {} is tried again: {}", work.getClass().getSimpleName(), id.value(), why.getMessage());
        payments.change(id, payment -> payment.tryLater(work, inDoubt, clock.instant()));
    }

    private void createOrder(PaymentId id, Work.CreateOrder work) {
        String orderId = (work.mayExist() ? provider.findOrder(id.receipt()) : Optional.<String>empty())
                .orElseGet(() -> {
                    Duration payableFor = Duration.between(clock.instant(), work.wanted().holdUntil());
                    return provider.createOrder(id, work.wanted().amount(), payableFor);
                });
        // The pointer first: nobody can pay an order that was not announced, so one that leads to nothing does no harm.
        payments.rememberOrder(orderId, id);
        var order = new Order(orderId, provider.keyId(), clock.instant());
        payments.change(id, payment -> payment.orderCreated(order, clock.instant()));
    }

    private void capture(PaymentId id, Work.CapturePayment work) {
        Optional<ProviderEvent> outcome;
        try {
            outcome = provider.capture(work.paymentId(), work.amount());
        } catch (PaymentProvider.Refused e) {
            // Captured already, by itself or by a try whose answer was lost, or gone back to the payer: it knows.
            log.info("Payment {} of {} cannot be captured: {}", work.paymentId(), id.value(), e.getMessage());
            outcome = provider.payment(work.paymentId());
        }
        List<ProviderEvent> news = outcome.stream().toList();
        payments.change(id, payment ->
                payment.told(news, clock.instant()).then(told -> told.tryLater(work, false, clock.instant())));
    }

    private void askForRefund(Payment payment, Refund refund) {
        PaymentId id = payment.id();
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
            List<ProviderEvent> known = provider.refundsOf(orderIdOf(payment, refund), refund.paymentId());
            payments.change(id, current -> current.told(known, clock.instant())
                    .then(told -> told.refundRefused(refund.key(), e.reason(), clock.instant())));
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

    private void followRefund(Payment payment, Work.FollowRefund work) {
        Refund refund = work.refund();
        ProviderRefund answer = provider.refund(refund.paymentId(), Objects.requireNonNull(refund.refundId()));
        if (answer.status() == Refund.Status.PENDING) {
            payments.change(payment.id(), current -> current.lookAgain(work, clock.instant()));
        } else {
            store(payment, answer);
        }
    }

    private void lookForPayments(PaymentId id, Work.LookForPayments work) {
        List<ProviderEvent> seen = provider.paymentsOf(work.orderId());
        payments.change(id, payment -> {
            Decision learned = payment.told(seen, clock.instant());
            if (!learned.payment().equals(payment)) {
                log.info("Payment {} learned from the provider what no webhook had told", id.value());
            }
            return learned.then(told -> told.lookAgain(work, clock.instant()));
        });
    }

    private void store(Payment payment, ProviderRefund answer) {
        String orderId = payment.order() == null ? "" : payment.order().orderId();
        payments.change(payment.id(), current ->
                current.told(new ProviderEvent.RefundSeen(orderId, answer), clock.instant()));
    }

    private static String orderIdOf(Payment payment, Refund refund) {
        return payment.captures().stream()
                .filter(capture -> capture.paymentId().equals(refund.paymentId()))
                .map(Capture::orderId)
                .findFirst()
                .orElse("");
    }

    /** @param payment as it was before the claim */
    private record Claimed(Payment payment, Work work) {}
}
