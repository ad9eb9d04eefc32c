package io.holdfast.notification.saga;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.holdfast.contracts.Catalogue;
import io.holdfast.contracts.EventType;
import io.holdfast.messaging.PoisonMessage;
import io.holdfast.messaging.Subscriptions;
import io.holdfast.messaging.WireJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class NotificationSagaContractTest {

    private static final Catalogue CATALOGUE = Catalogue.load();

    static Map<String, Class<?>> bodies() {
        return Map.of(
                "booking.awaiting-confirmation.v1", Received.AwaitingConfirmation.class,
                "booking.confirmed.v1", Received.Confirmed.class,
                "booking.rescheduled.v1", Received.Rescheduled.class,
                "booking.declined.v1", Received.Declined.class,
                "booking.cancelled.v1", Received.Cancelled.class,
                "schedule.changed.v1", Received.ScheduleChanged.class,
                "professional.registered.v1", Received.ProfessionalProfile.class,
                "professional.updated.v1", Received.ProfessionalProfile.class,
                "professional.deactivated.v1", Received.ProfessionalDeactivated.class);
    }

    static Iterable<String> types() {
        return bodies().keySet();
    }

    @ParameterizedTest
    @MethodSource("types")
    void readsThePublishedExample(String type) {
        byte[] example = CATALOGUE.exampleOf(type).getBytes(StandardCharsets.UTF_8);
        assertThat(WireJson.read(example, bodies().get(type))).hasNoNullFieldsOrProperties();
    }

    @Test
    void aDeclinedBookingThatNamesNoClientIsParkedAndNotPassedOver() {
        var body = (ObjectNode) JsonMapper.shared().readTree(CATALOGUE.exampleOf("booking.declined.v1"));
        byte[] anonymous = body.without("client").toString().getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> WireJson.read(anonymous, Received.Declined.class))
                .isInstanceOf(PoisonMessage.class)
                .hasMessageContaining("lacks client,");
    }

    @Test
    void listensToWhatTheCatalogueSays() {
        Subscriptions table = new NotificationSaga(null, null).subscriptions();
        assertThat(table.types())
                .containsExactlyInAnyOrderElementsOf(
                        CATALOGUE.consumedBy("notification-service").stream().map(EventType::type).toList())
                .containsExactlyInAnyOrderElementsOf(bodies().keySet());
    }
}
