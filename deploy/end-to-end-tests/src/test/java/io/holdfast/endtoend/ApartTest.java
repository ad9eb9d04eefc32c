package io.holdfast.endtoend;

import java.util.List;

import io.holdfast.endtoend.Apart.Booked;
import io.holdfast.testsupport.scenario.Eventually;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code docker-compose.yml} is true: started with what it says, the services find each other and a booking works. */
@OnServicesApart
class ApartTest {

    private final Apart apart = Apart.running();

    @Test
    void aBookingGoesFromRequestToConfirmedThroughServicesThatShareOnlyTheirEngines() {
        Booked booked = apart.hold("dr-sarah-khan");
        String order = apart.awaitOrder(booked);

        apart.pay(order);

        JsonNode confirmed = apart.awaitStatus(booked, "CONFIRMED");
        assertThat(Platform.list(confirmed.get("statusHistory")).stream().map(h -> h.get("status").asString()))
                .containsExactly("REQUESTED", "PENDING_PAYMENT", "CONFIRMING", "CONFIRMED");
        List<Mail> mails = Eventually.see("three mails", () -> apart.mailsAbout(booked), m -> m.size() >= 3);
        assertThat(mails.stream().map(Mail::to))
                .containsExactlyInAnyOrder(booked.email(), "sarah@holdfast.example", "admin@holdfast.example");
        assertThat(mails.stream().filter(mail -> !mail.to().startsWith("admin@")))
                .allSatisfy(mail -> assertThat(mail.event().getUid().orElseThrow().getValue()).contains(booked.id()));
        assertThat(Platform.list(apart.ledger(order).get("payments"))).hasSize(1);
    }
}
