package io.holdfast.endtoend;

import java.util.Set;
import java.util.stream.Collectors;

import io.holdfast.contracts.Catalogue;
import io.holdfast.contracts.EventType;
import io.holdfast.messaging.Subscriptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The sagas' tables and the catalogue tell the same story: who listens to what is written down once, and true. */
@OnPlatform
class ChoreographyTest {

    private final Platform platform = Platform.running();

    @ParameterizedTest
    @ValueSource(strings = {"booking-service", "availability-service", "payment-service", "notification-service",
        "matching-service", "scheduler-service"})
    void aServiceHearsExactlyWhatTheCatalogueSaysItHears(String service) {
        Set<String> catalogued = Catalogue.load().consumedBy(service).stream()
                .map(EventType::type)
                .collect(Collectors.toSet());

        assertThat(platform.embedded.bean(service, Subscriptions.class).types())
                .containsExactlyInAnyOrderElementsOf(catalogued);
    }
}
