package io.holdfast.payment.saga;

import java.nio.charset.StandardCharsets;
import java.util.Currency;

import io.holdfast.contracts.Catalogue;
import io.holdfast.messaging.WireJson;
import io.holdfast.payment.domain.PaymentId;
import io.holdfast.payment.domain.RefundReason;
import io.holdfast.payment.domain.Samples;
import io.holdfast.payment.domain.Settlement;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What booking-service publishes means here what it meant. */
class ReceivedContractTest {

    private final Catalogue catalogue = Catalogue.load();

    @Test
    void awaitingPaymentIsUnderstood() {
        var event = example("booking.awaiting-payment.v1", Received.AwaitingPayment.class);

        assertThat(event.request().amount()).isEqualTo(Samples.PRICE);
        assertThat(event.request().holdUntil()).isEqualTo("2026-11-28T10:15:00Z");
        assertThat(event.id()).isEqualTo(Samples.ID);
        assertThat(catalogue.examplesOf("booking.awaiting-payment.v1"))
                .extracting(body -> WireJson.read(body.getBytes(StandardCharsets.UTF_8), Received.AwaitingPayment.class))
                .anySatisfy(guests -> assertThat(guests.request().manageTokenHash()).hasSize(64));
    }

    @Test
    void endingsAreUnderstood() {
        assertThat(example("booking.expired.v1", Received.Ended.class).id()).isEqualTo(Samples.ID);
        assertThat(example("booking.rejected.v1", Received.Ended.class).id()).isEqualTo(Samples.ID);
        assertThat(example("booking.declined.v1", Received.Declined.class).refund().money()).isEqualTo(Samples.PRICE);
        assertThat(example("booking.cancelled.v1", Received.Cancelled.class).settlement())
                .isEqualTo(Settlement.inFull(RefundReason.BOOKING_CANCELLED));
    }

    @Test
    void cancellationNamesTheRevisionThatWasPaid() {
        assertThat(new Received.Cancelled("b", 3, 100, inr(150_000), 1, inr(150_000)).id()).isEqualTo(new PaymentId("b", 1));
        assertThat(new Received.Cancelled("b", 3, 100, inr(150_000), null, inr(150_000)).id()).isEqualTo(new PaymentId("b", 3));
    }

    @Test
    void cancellationOfABookingThatDidNotKnowOfItsPaymentGivesAllBack() {
        var unaware = new Received.Cancelled("b", 1, 100, inr(0), null, inr(0));
        var byPolicy = new Received.Cancelled("b", 1, 0, inr(0), null, inr(0));

        var unawareAdmin = new Received.Cancelled("b", 1, 50, inr(0), null, inr(0));

        assertThat(unaware.settlement()).isEqualTo(Settlement.inFull(RefundReason.BOOKING_CANCELLED));
        assertThat(unawareAdmin.settlement()).isEqualTo(Settlement.inFull(RefundReason.BOOKING_CANCELLED));
        var nothingLeft = new Received.Cancelled("b", 1, 50, inr(0), null, inr(150_000));
        assertThat(nothingLeft.settlement()).isEqualTo(Settlement.withRefund(RefundReason.BOOKING_CANCELLED, Samples.inr(0)));
        assertThat(byPolicy.settlement()).isEqualTo(Settlement.withRefund(RefundReason.BOOKING_CANCELLED, Samples.inr(0)));
    }

    private static Received.Amount inr(long amount) {
        return new Received.Amount(amount, Currency.getInstance("INR"));
    }

    private <T> T example(String type, Class<T> body) {
        return WireJson.read(catalogue.exampleOf(type).getBytes(StandardCharsets.UTF_8), body);
    }
}
