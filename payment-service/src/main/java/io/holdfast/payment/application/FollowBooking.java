package io.holdfast.payment.application;

import java.time.Clock;

import io.holdfast.payment.domain.PaymentId;
import io.holdfast.payment.domain.Payments;
import io.holdfast.payment.domain.WantedOrder;
import org.springframework.stereotype.Component;

/** A booking asks to be paid: the wish is stored, and the order is made afterwards by {@link AdvancePayment}. */
@Component
public class RequestPayment {

    private final Payments payments;
    private final Clock clock;

    RequestPayment(Payments payments, Clock clock) {
        this.payments = payments;
        this.clock = clock;
    }

    public void request(PaymentId id, String tenantId, WantedOrder wanted) {
        payments.openOrChange(id, tenantId, payment -> payment.awaitingPayment(wanted, clock.instant()));
    }
}
