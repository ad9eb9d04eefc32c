package io.holdfast.payment.publishing;

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
class PaymentEventsContractTest {

    private final Catalogue catalogue = Catalogue.load();
    private final PaymentEventTranslator translator = new PaymentEventTranslator();

    static Stream<PaymentEvent> events() {
        var capture = new Capture("pay_1", "order_1", Samples.PRICE, Capture.Standing.ACCEPTED, Samples.NOW);
        return Stream.of(
                new PaymentEvent.OrderCreated(Samples.ID, Samples.ORDER, Samples.PRICE),
                new PaymentEvent.OrderRefused(Samples.ID, Samples.PRICE, "amount-not-accepted", "too little"),
                new PaymentEvent.Captured(Samples.ID, capture),
                new PaymentEvent.AttemptFailed(Samples.ID, "order_1", "pay_1", "the bank declined"),
                new PaymentEvent.RefundRequested(Samples.ID, refund(null, Refund.Status.REQUESTED, null), true),
                new PaymentEvent.Refunded(Samples.ID, refund("rfnd_1", Refund.Status.PROCESSED, null), true, true),
                new PaymentEvent.Refunded(Samples.ID, refund("rfnd_1", Refund.Status.PROCESSED, null), false, false),
                new PaymentEvent.RefundFailed(Samples.ID, refund(null, Refund.Status.FAILED, "no balance"), true),
                new PaymentEvent.RefundFailed(Samples.ID, refund("rfnd_1", Refund.Status.FAILED, null), false));
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
                null);
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventPassesItsSchema(PaymentEvent event) {
        WireEvent wire = translator.translate(event);

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
        Stream<WireEvent> sent = events().map(translator::translate);

        assertThat(DeclaredFields.neverSent(
                        catalogue::schemaOf, sent.map(event -> Map.entry(event.type(), WireJson.write(event.body())))))
                .isEmpty();
    }

    @Test
    void everyTypeThatTheCatalogueExpectsOfUsIsPublished() {
        List<String> expected =
                catalogue.producedBy("payment-service").stream().map(EventType::type).toList();

        assertThat(events().map(event -> translator.translate(event).type()).distinct())
                .containsExactlyInAnyOrderElementsOf(expected);
    }
}
