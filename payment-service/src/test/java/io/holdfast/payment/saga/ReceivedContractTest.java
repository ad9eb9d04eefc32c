package io.holdfast.payment.saga;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.holdfast.contracts.Catalogue;
import io.holdfast.contracts.EventType;
import io.holdfast.messaging.Subscriptions;
import io.holdfast.messaging.WireJson;
import io.holdfast.payment.domain.Ending;
import io.holdfast.payment.domain.PaymentId;
import io.holdfast.payment.domain.RefundReason;
import io.holdfast.payment.domain.Samples;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** We understand what booking publishes, and hear all that the catalogue says we hear. */
class BookingEventsContractTest {

    private final Catalogue catalogue = Catalogue.load();

    @Test
    void theTableHoldsWhatTheCatalogueSaysWeConsume() {
        Subscriptions table = new PaymentSaga(null, null).subscriptions();

        List<String> expected =
                catalogue.consumedBy("payment-service").stream().map(EventType::type).toList();
        assertThat(table.types()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(table.group()).isEqualTo("payment-service");
    }

    @Test
    void awaitingPaymentIsUnderstood() {
        var event = example("booking.awaiting-payment.v1", BookingEvents.AwaitingPayment.class);

        assertThat(event.wanted().amount()).isEqualTo(Samples.PRICE);
        assertThat(event.wanted().holdUntil()).isEqualTo("2026-11-28T10:15:00Z");
        assertThat(event.wanted().manageTokenHash()).hasSize(64);
        assertThat(event.id()).isEqualTo(Samples.ID);
    }

    @Test
    void endingsAreUnderstood() {
        assertThat(example("booking.expired.v1", BookingEvents.Expired.class).id()).isEqualTo(Samples.ID);
        assertThat(example("booking.rejected.v1", BookingEvents.Rejected.class).id()).isEqualTo(Samples.ID);
        assertThat(example("booking.declined.v1", BookingEvents.Declined.class).refund()).isEqualTo(Samples.PRICE);
        assertThat(example("booking.cancelled.v1", BookingEvents.Cancelled.class).ending())
                .isEqualTo(Ending.inFull(RefundReason.BOOKING_CANCELLED));
    }

    @Test
    void cancellationNamesTheRevisionThatWasPaid() {
        assertThat(new BookingEvents.Cancelled("b", 3, 100, Samples.PRICE, 1, null).id()).isEqualTo(new PaymentId("b", 1));
        assertThat(new BookingEvents.Cancelled("b", 3, 100, Samples.PRICE, null, null).id()).isEqualTo(new PaymentId("b", 3));
    }

    @Test
    void cancellationOfABookingThatDidNotKnowOfItsPaymentGivesAllBack() {
        var unaware = new BookingEvents.Cancelled("b", 1, 100, Samples.inr(0), null, null);
        var byPolicy = new BookingEvents.Cancelled("b", 1, 0, Samples.inr(0), null, null);

        var unawareAdmin = new BookingEvents.Cancelled("b", 1, 50, Samples.inr(0), null, null);

        assertThat(unaware.ending()).isEqualTo(Ending.inFull(RefundReason.BOOKING_CANCELLED));
        assertThat(unawareAdmin.ending()).isEqualTo(Ending.inFull(RefundReason.BOOKING_CANCELLED));
        var nothingLeft = new BookingEvents.Cancelled("b", 1, 50, Samples.inr(0), null, Samples.PRICE);
        assertThat(nothingLeft.ending()).isEqualTo(Ending.withRefund(RefundReason.BOOKING_CANCELLED, Samples.inr(0)));
        assertThat(byPolicy.ending()).isEqualTo(Ending.withRefund(RefundReason.BOOKING_CANCELLED, Samples.inr(0)));
    }

    private <T> T example(String type, Class<T> body) {
        return WireJson.read(catalogue.exampleOf(type).getBytes(StandardCharsets.UTF_8), body);
    }
}
