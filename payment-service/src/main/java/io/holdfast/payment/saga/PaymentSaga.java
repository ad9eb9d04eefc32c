package io.holdfast.payment.saga;

import io.holdfast.messaging.PoisonMessage;
import io.holdfast.messaging.ReceivedEvent;
import io.holdfast.messaging.Subscriptions;
import io.holdfast.payment.application.EndPayment;
import io.holdfast.payment.application.RequestPayment;
import io.holdfast.payment.domain.Ending;
import io.holdfast.payment.domain.PaymentId;
import io.holdfast.payment.domain.RefundReason;
import io.holdfast.payment.domain.WantedOrder;
import io.holdfast.payment.saga.BookingEvents.AwaitingPayment;
import io.holdfast.payment.saga.BookingEvents.Cancelled;
import io.holdfast.payment.saga.BookingEvents.Declined;
import io.holdfast.payment.saga.BookingEvents.Expired;
import io.holdfast.payment.saga.BookingEvents.Rejected;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Payment's part in the saga: what it hears and what it does about it. What it says is in {@code publishing}. */
@Configuration(proxyBeanMethods = false)
class PaymentSaga {

    private final RequestPayment requestPayment;
    private final EndPayment endPayment;

    PaymentSaga(RequestPayment requestPayment, EndPayment endPayment) {
        this.requestPayment = requestPayment;
        this.endPayment = endPayment;
    }

    @Bean
    Subscriptions subscriptions() {
        return Subscriptions.of("payment-service")
                .on("booking.awaiting-payment.v1", AwaitingPayment.class, this::request)
                .on("booking.expired.v1", Expired.class, event -> end(event, event.body().id(),
                        Ending.inFull(RefundReason.BOOKING_EXPIRED)))
                .on("booking.rejected.v1", Rejected.class, event -> end(event, event.body().id(),
                        Ending.inFull(RefundReason.BOOKING_REJECTED)))
                .on("booking.declined.v1", Declined.class, event -> end(event, event.body().id(),
                        Ending.withRefund(RefundReason.BOOKING_DECLINED, event.body().refund())))
                .on("booking.cancelled.v1", Cancelled.class, event -> end(event, event.body().id(),
                        event.body().ending()));
    }

    private void request(ReceivedEvent<AwaitingPayment> event) {
        WantedOrder wanted;
        try {
            wanted = event.body().wanted();
        } catch (IllegalArgumentException e) {
            throw new PoisonMessage("Cannot be paid: " + e.getMessage(), e);
        }
        requestPayment.request(event.body().id(), event.tenantId(), wanted);
    }

    private void end(ReceivedEvent<?> event, PaymentId id, Ending ending) {
        endPayment.end(id, event.tenantId(), ending);
    }
}
