package io.holdfast.notification;

import java.time.Instant;
import java.util.Currency;
import java.util.stream.Stream;

import io.holdfast.notification.events.Bodies;
import io.holdfast.testsupport.contracts.ProducedContracts;
import org.junit.jupiter.api.Test;

class ContractsTest {

    private static final Instant START = Instant.parse("2026-12-01T04:30:00Z");
    private static final Instant END = Instant.parse("2026-12-01T05:30:00Z");

    @Test
    void whatIsSaidIsPublished() {
        var facts = BookingFacts.calledOff(
                new BookingFacts.Appointment(
                        "HF-2026-000001", "Consultation", "Dr Sarah Khan", "Asha Rao", START, END, "12 Lotus Marg", null),
                new BookingFacts.Cancellation("Ill", new Money(0, Currency.getInstance("INR")), null));
        Notification notification = Notification.caused(
                        new BookingRevision(new TenantId("demo"), "b7d1f0c2-6f0e-4a55-9a53-1d1f7a2c9e10", 1, facts),
                        NotificationKind.CANCELLED,
                        Recipient.CLIENT,
                        new Addressee("Asha Rao", "asha@example.com", "en", "Asia/Kolkata"),
                        true,
                        START)
                .aggregate();
        ProducedContracts.check("notification-service", Stream.of(
                        new NotificationEvent.Sent(), new NotificationEvent.Failed("SMTPAddressFailedException 550"))
                .map(event -> Bodies.of(notification, event)));
    }
}
