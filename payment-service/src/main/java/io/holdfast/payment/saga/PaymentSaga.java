package io.holdfast.payment.saga;

import io.holdfast.defaults.privacy.PersonRequested;
import io.holdfast.defaults.privacy.PersonRequests;
import io.holdfast.messaging.PoisonMessage;
import io.holdfast.messaging.ReceivedEvent;
import io.holdfast.messaging.Subscriptions;
import io.holdfast.payment.application.FollowBooking;
import io.holdfast.payment.domain.OrderRequest;
import io.holdfast.payment.domain.PaymentId;
import io.holdfast.payment.domain.RefundReason;
import io.holdfast.payment.domain.Settlement;
import io.holdfast.payment.domain.TenantId;
import io.holdfast.payment.saga.Received.AwaitingPayment;
import io.holdfast.payment.saga.Received.Cancelled;
import io.holdfast.payment.saga.Received.Declined;
import io.holdfast.payment.saga.Received.Ended;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Payment's part in the saga: what it hears and what it does about it. What it says is in {@code events.Bodies}. */
@Configuration(proxyBeanMethods = false)
class PaymentSaga {

    private final FollowBooking bookings;
    private final PersonRequests privacy;

    PaymentSaga(FollowBooking bookings, PersonRequests privacy) {
        this.bookings = bookings;
        this.privacy = privacy;
    }

    @Bean
    Subscriptions subscriptions() {
        return Subscriptions.of("payment-service")
                .on("booking.awaiting-payment.v1", AwaitingPayment.class, this::requestOrder)
                .on("booking.expired.v1", Ended.class, e -> settle(
                        e, e.body().id(), Settlement.inFull(RefundReason.BOOKING_EXPIRED)))
                .on("booking.rejected.v1", Ended.class, e -> settle(
                        e, e.body().id(), Settlement.inFull(RefundReason.BOOKING_REJECTED)))
                .on("booking.declined.v1", Declined.class, e -> settle(
                        e, e.body().id(), Settlement.withRefund(RefundReason.BOOKING_DECLINED, e.body().refund().money())))
                .on("booking.cancelled.v1", Cancelled.class, e -> settle(e, e.body().id(), e.body().settlement()))
                .on("person.export-requested.v1", PersonRequested.class, e -> privacy.export(e))
                .on("person.erasure-requested.v1", PersonRequested.class, e -> privacy.erase(e));
    }

    private void requestOrder(ReceivedEvent<AwaitingPayment> event) {
        OrderRequest request;
        try {
            request = event.body().request();
        } catch (IllegalArgumentException e) {
            throw new PoisonMessage("Cannot be paid: " + e.getMessage(), e);
        }
        bookings.requestOrder(event.body().id(), new TenantId(event.tenantId()), request);
    }

    private void settle(ReceivedEvent<?> event, PaymentId id, Settlement settlement) {
        bookings.settle(id, new TenantId(event.tenantId()), settlement);
    }
}
