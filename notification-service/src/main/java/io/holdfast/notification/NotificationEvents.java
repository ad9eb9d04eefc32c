package io.holdfast.notification;

import java.util.List;

import io.holdfast.messaging.EventWriter;
import io.holdfast.messaging.MessageContext;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.WireEvent;
import org.springframework.stereotype.Component;

/** What the world hears about a notification: never its text nor an address. */
@Component
class NotificationEvents {

    private final EventWriter writer;

    NotificationEvents(EventWriter writer) {
        this.writer = writer;
    }

    Outbox sent(Notification notification) {
        return append(
                notification,
                "notification.sent.v1",
                new NotificationSent(
                        notification.id(),
                        notification.bookingId(),
                        notification.revision(),
                        notification.kind(),
                        notification.recipient(),
                        notification.channel()));
    }

    Outbox failed(Notification notification, String reason) {
        return append(
                notification,
                "notification.failed.v1",
                new NotificationFailed(
                        notification.id(),
                        notification.bookingId(),
                        notification.revision(),
                        notification.kind(),
                        notification.recipient(),
                        notification.channel(),
                        reason));
    }

    private Outbox append(Notification notification, String type, Object body) {
        var events = List.of(new WireEvent(type, notification.bookingId(), body));
        MessageContext cause = notification.context();
        return cause == null
                ? writer.append(notification.outbox(), notification.tenantId(), events)
                : cause.supply(() -> writer.append(notification.outbox(), notification.tenantId(), events));
    }

    private record NotificationSent(
            String notificationId,
            String bookingId,
            int revision,
            Kind kind,
            Recipient recipient,
            Channel channel) {}

    private record NotificationFailed(
            String notificationId,
            String bookingId,
            int revision,
            Kind kind,
            Recipient recipient,
            Channel channel,
            String reason) {}
}
