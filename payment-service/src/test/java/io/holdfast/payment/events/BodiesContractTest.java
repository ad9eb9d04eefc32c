package io.holdfast.payment.events;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.holdfast.contracts.Catalogue;
import io.holdfast.contracts.EventType;
import io.holdfast.messaging.WireEvent;
import io.holdfast.messaging.WireJson;
import io.holdfast.payment.domain.Capture;
import io.holdfast.payment.domain.Payment;
import io.holdfast.payment.domain.PaymentEvent;
import io.holdfast.payment.domain.Refund;
import io.holdfast.payment.domain.RefundReason;
import io.holdfast.payment.domain.Samples;
import io.holdfast.testsupport.contracts.DeclaredFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What we publish is what event-contracts promises. */
class BodiesContractTest {

    private final Catalogue catalogue = Catalogue.load();
    private final Payment payment = Payment.opened(Samples.ID, Samples.TENANT, Samples.SCHEDULE);

    static Stream<PaymentEvent> events() {
        var capture = new Capture("pay_1", "order_1", Samples.PRICE, Capture.Standing.ACCEPTED, Samples.NOW);
        return Stream.of(
                new PaymentEvent.OrderCreated(Samples.ORDER, Samples.PRICE),
                new PaymentEvent.OrderRefused(Samples.PRICE, "amount-not-accepted", "too little"),
                new PaymentEvent.Captured(capture),
                new PaymentEvent.AttemptFailed("order_1", "pay_1", "the bank declined"),
                new PaymentEvent.RefundRequested(refund(null, Refund.Status.REQUESTED, null), true),
                new PaymentEvent.Refunded(refund("rfnd_1", Refund.Status.PROCESSED, null), true, true),
                new PaymentEvent.Refunded(refund("rfnd_1", Refund.Status.PROCESSED, null), false, false),
                new PaymentEvent.RefundFailed(refund(null, Refund.Status.FAILED, "no balance"), true),
                new PaymentEvent.RefundFailed(refund("rfnd_1", Refund.Status.FAILED, null), false));
    }

    private static Refund refund(String refundId, Refund.Status status, String failure) {
        return new Refund(
                "hf-key",
                RefundReason.BOOKING_EXPIRED,
                "BOOKING_EXPIRED",
                "pay_1",
                Samples.PRICE,
                1,
                refundId,
                status,
                failure,
                null,
                null);
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventPassesItsSchema(PaymentEvent event) {
        WireEvent wire = Bodies.of(payment, event);

        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(catalogue.producerSchemaOf(wire.type()));
        var errors = schema.validate(
                WireJson.write(wire.body()),
                InputFormat.JSON,
                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));

        assertThat(errors).isEmpty();
        assertThat(wire.key()).isEqualTo(Samples.ID.bookingId());
    }

    @Test
    void everyDeclaredFieldIsSent() {
        Stream<WireEvent> sent = events().map(event -> Bodies.of(payment, event));

        assertThat(DeclaredFields.neverSent(
                        catalogue::schemaOf, sent.map(event -> Map.entry(event.type(), WireJson.write(event.body())))))
                .isEmpty();
    }

    @Test
    void everyTypeThatTheCatalogueExpectsOfUsIsPublished() {
        List<String> expected =
                catalogue.producedBy("payment-service").stream().map(EventType::type).toList();

        assertThat(events().map(event -> Bodies.of(payment, event).type()).distinct())
                .containsExactlyInAnyOrderElementsOf(expected);
    }
}
