package io.holdfast.notification;

import java.util.List;
import java.util.stream.Stream;

import io.holdfast.notification.ChannelSender.Outcome;
import io.holdfast.notification.events.Bodies;
import io.holdfast.testsupport.contracts.ProducedContracts;
import org.junit.jupiter.api.Test;

class ContractsTest {

    @Test
    void whatIsSaidIsPublished() {
        BookingRevision booking = Samples.booking("b7d1f0c2-6f0e-4a55-9a53-1d1f7a2c9e10", 1, Samples.cancelled());
        var delivery = Samples.mail(booking, NotificationKind.CANCELLED, Samples.ASHA, Recipient.CLIENT).deliveries().getFirst();
        Delivery claimed = delivery.claimed(Samples.NOON);
        Delivery sent = claimed.after(new Outcome.Delivered(), Samples.NOON);
        Delivery failed = claimed.after(new Outcome.Undeliverable("SMTPAddressFailedException 550"), Samples.NOON);
        var told = new Notification(booking, NotificationKind.CANCELLED, "1", null, false, List.of(sent));
        var lost = new Notification(booking, NotificationKind.CANCELLED, "1", null, false, List.of(failed));
        ProducedContracts.check(
                "notification-service",
                Stream.of(
                        Bodies.of(told, new NotificationEvent.Sent()),
                        Bodies.of(lost, new NotificationEvent.Sent()),
                        Bodies.of(lost, new NotificationEvent.Failed())));
    }
}
