package io.holdfast.booking.saga;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;

import io.holdfast.contracts.Catalogue;
import io.holdfast.contracts.EventType;
import io.holdfast.messaging.WireJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/** What booking-service listens to, others have promised. */
class ConsumedEventsTest {

    private static final Catalogue CATALOGUE = Catalogue.load();

    private static final Map<String, Class<?>> READ_AS = Map.ofEntries(
            Map.entry("slot.reserved.v1", Received.SlotReserved.class),
            Map.entry("slot.rejected.v1", Received.SlotRejected.class),
            Map.entry("slot.booked.v1", Received.SlotBooked.class),
            Map.entry("slot.lost.v1", Received.SlotLost.class),
            Map.entry("payment.order-created.v1", Received.PaymentOrderCreated.class),
            Map.entry("payment.order-refused.v1", Received.PaymentOrderRefused.class),
            Map.entry("payment.captured.v1", Received.PaymentCaptured.class),
            Map.entry("payment.failed.v1", Received.PaymentFailed.class),
            Map.entry("payment.refund-requested.v1", Received.PaymentRefundRequested.class),
            Map.entry("payment.refunded.v1", Received.PaymentRefunded.class),
            Map.entry("payment.refund-failed.v1", Received.PaymentRefundFailed.class),
            Map.entry("request.timed-out.v1", Received.DeadlineReached.class),
            Map.entry("hold.timed-out.v1", Received.DeadlineReached.class),
            Map.entry("confirming.timed-out.v1", Received.DeadlineReached.class),
            Map.entry("confirmation.timed-out.v1", Received.DeadlineReached.class),
            Map.entry("booking.start-reached.v1", Received.DeadlineReached.class),
            Map.entry("booking.end-reached.v1", Received.DeadlineReached.class),
            Map.entry("schedule.changed.v1", Received.ScheduleChanged.class),
            Map.entry("professional.registered.v1", Received.ProfessionalProfile.class),
            Map.entry("professional.updated.v1", Received.ProfessionalProfile.class),
            Map.entry("professional.deactivated.v1", Received.ProfessionalDeactivated.class));

    static Stream<String> types() {
        return CATALOGUE.consumedBy("booking-service").stream().map(EventType::type);
    }

    @ParameterizedTest
    @MethodSource("types")
    void thePublishedExampleCanBeRead(String type) {
        byte[] example = CATALOGUE.exampleOf(type).getBytes(StandardCharsets.UTF_8);

        assertThat(READ_AS).containsKey(type);
        assertThatCode(() -> WireJson.read(example, READ_AS.get(type))).doesNotThrowAnyException();
    }

    @Test
    void theTableIsWhatTheCatalogueSays() {
        var table = new BookingSaga(null, null, Clock.systemUTC()).subscriptions();

        assertThat(table.group()).isEqualTo("booking-service");
        assertThat(table.types()).containsExactlyInAnyOrderElementsOf(types().toList());
    }
}
