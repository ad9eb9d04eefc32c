package io.holdfast.endtoend;

import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import io.holdfast.endtoend.Apart.Booked;
import io.holdfast.testsupport.scenario.Eventually;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The services agree about bookings that ended in different ways; and an auditor who is lied to says so. */
@OnServicesApart
class ViewsAuditTest {

    private static final String PROFESSIONAL = "dr-sarah-khan";

    private final Apart apart = Apart.running();

    @Test
    void everyServiceTellsTheSameStoryAndALieIsFound() {
        Booked confirmed = confirmed();
        Booked cancelled = confirmed();
        cancel(cancelled);
        Booked givenBack = apart.hold(PROFESSIONAL);
        apart.awaitOrder(givenBack);
        cancel(givenBack);
        Booked waiting = apart.hold(PROFESSIONAL);
        apart.awaitOrder(waiting);
        for (Booked booked : List.of(confirmed, cancelled, givenBack, waiting)) {
            Eventually.see("all agree about " + booked, () -> ViewsAudit.findings(Views.of(booked, apart)), List::isEmpty);
        }

        // Each lie is about what was just found to be in order.
        lie(cancelled, "What ended gives its slot back", views -> views.reservations().add(new Document(Map.of(
                "bookingId", cancelled.id(), "status", "BOOKED", "start", new Date(), "end", new Date()))));
        lie(confirmed, "A live booking has one slot", views -> views.reservations().clear());
        lie(cancelled, "Refunds agree", views -> {
            ObjectNode twice = views.refunds().getFirst().deepCopy().asObject();
            twice.put("id", "rfnd_" + UUID.randomUUID());
            views.refunds().add(twice);
        });
        lie(cancelled, "Refunds never exceed captures", views -> {
            ObjectNode twice = views.refunds().getFirst().deepCopy().asObject();
            twice.put("id", "rfnd_" + UUID.randomUUID());
            views.refunds().add(twice);
        });
        lie(cancelled, "One refund for each reason", views -> views.payments().add(new Document(views.payments().getFirst())));
        lie(confirmed, "What was sent arrived, once", views -> views.mails().removeFirst());
        lie(confirmed, "What was sent arrived, once", views -> views.mails().add(views.mails().getFirst()));
        lie(cancelled, "Everybody hears what they must", views -> views.messages().removeIf(
                message -> message.getString("kind").equals("CANCELLED")));
        lie(confirmed, "The booking knows its money", views ->
                views.booking().get("payment").asObject().put("status", "REFUNDED"));
        lie(confirmed, "Captures agree", views -> views.captured().clear());
        lie(waiting, "Every waiting state has a timer", views -> views.timers().clear());
        lie(cancelled, "What ended waits for nothing", views -> views.timers().getFirst().put("status", "PENDING"));
    }

    private void lie(Booked booked, String rule, Consumer<Views> change) {
        Views views = Views.of(booked, apart);
        change.accept(views);
        assertThat(ViewsAudit.findings(views)).as("what the auditor says to: " + rule).anyMatch(finding -> finding.contains(rule));
    }

    private Booked confirmed() {
        Booked booked = apart.hold(PROFESSIONAL);
        apart.pay(apart.awaitOrder(booked));
        apart.awaitStatus(booked, "CONFIRMED");
        return booked;
    }

    private void cancel(Booked booked) {
        apart.anybody.post("/api/v1/bookings/" + booked.id() + "/cancel", Map.of("reason", "I have to travel"),
                "Holdfast-Manage-Token", booked.manageToken(), "Prefer", "wait=20").expect(200);
        apart.awaitStatus(booked, "CANCELLED");
    }
}
