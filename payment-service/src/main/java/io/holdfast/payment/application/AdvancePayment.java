package io.holdfast.payment.application;

import java.time.Clock;
import java.util.Objects;
import java.util.Optional;

import io.holdfast.payment.domain.Order;
import io.holdfast.payment.domain.PaymentId;
import io.holdfast.payment.domain.PaymentProvider;
import io.holdfast.payment.domain.Payments;
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
    private final Clock clock;

    AdvancePayment(Payments payments, PaymentProvider provider, Clock clock) {
        this.payments = payments;
        this.provider = provider;
        this.clock = clock;
    }

    public void advance(PaymentId id) {
        payments.change(id, payment -> payment.claim(clock.instant()))
                .filter(Payments.Change::happened)
                .map(Payments.Change::before)
                // What was claimed is what the state before the claim wanted.
                .flatMap(payment -> payment.work(clock.instant()))
                .ifPresent(work -> perform(id, work));
    }

    private void perform(PaymentId id, Work work) {
        try {
            switch (work) {
                case Work.CreateOrder order -> createOrder(id, order);
                case Work.AskForRefund ask -> askForRefund(id, ask.refund());
                case Work.FollowRefund follow -> followRefund(id, follow.refund());
            }
        } catch (PaymentProvider.Unavailable | PaymentProvider.Refused e) {
            log.warn("{} of {} is tried again: {}", work.getClass().getSimpleName(), id.value(), e.getMessage());
            payments.change(id, payment -> payment.tryLater(clock.instant()));
        }
    }

    private void createOrder(PaymentId id, Work.CreateOrder work) {
        String orderId = (work.mayExist() ? provider.findOrder(id.receipt()) : Optional.<String>empty())
                .orElseGet(() -> provider.createOrder(id, work.wanted().amount()));
        // The pointer first: nobody can pay an order that was not announced, so one that leads to nothing does no harm.
        payments.rememberOrder(orderId, id);
        var order = new Order(orderId, provider.keyId(), clock.instant());
        payments.change(id, payment -> payment.orderCreated(order, clock.instant()));
    }

    private void askForRefund(PaymentId id, Refund refund) {
        ProviderRefund answer;
        try {
            answer = provider.refund(refund);
        } catch (PaymentProvider.Refused e) {
            log.error("The provider refuses refund {} of {}: {}", refund.key(), id.value(), e.getMessage());
            payments.change(id, payment -> payment.refundRefused(refund.key(), e.reason(), clock.instant()));
            return;
        }
        store(id, answer);
    }

    private void followRefund(PaymentId id, Refund refund) {
        ProviderRefund answer = provider.refund(refund.paymentId(), Objects.requireNonNull(refund.refundId()));
        if (answer.status() == Refund.Status.PENDING) {
            payments.change(id, payment -> payment.tryLater(clock.instant()));
        } else {
            store(id, answer);
        }
    }

    private void store(PaymentId id, ProviderRefund answer) {
        payments.change(id, payment -> {
            String orderId = payment.order() == null ? "" : payment.order().orderId();
            return payment.told(new ProviderEvent.RefundSeen(orderId, answer), clock.instant());
        });
    }
}
