package io.holdfast.notification.events;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.holdfast.contracts.Wire;
import io.holdfast.contracts.WireType;
import io.holdfast.messaging.WireEvent;
import io.holdfast.notification.Channel;
import io.holdfast.notification.Notification;
import io.holdfast.notification.NotificationEvent;
import io.holdfast.notification.NotificationKind;
import io.holdfast.notification.Recipient;

/** The bodies of this service's events on topic {@code notifications}: never a text nor an address. */
public final class Bodies {

    private Bodies() {}

    public static WireEvent of(Notification notification, NotificationEvent event) {
        String key = notification.about().bookingId();
        return switch (event) {
            case NotificationEvent.Sent sent ->
                new WireEvent("notification.sent.v1", key, NotificationSent.of(notification));
            case NotificationEvent.Failed failed ->
                new WireEvent("notification.failed.v1", key, NotificationFailed.of(notification, failed));
        };
    }

    record NotificationSent(
            String notificationId,
            String bookingId,
            int revision,
            @Wire(value = "What it says; more kinds may come.", type = WireType.TEXT) NotificationKind kind,
            @Wire("In which role somebody is written to.") Recipient recipient,
            @Wire("How somebody is written to.") Channel channel) {

        static NotificationSent of(Notification notification) {
            return new NotificationSent(
                    notification.id(),
                    notification.about().bookingId(),
                    notification.about().revision(),
                    notification.kind(),
                    notification.recipient(),
                    notification.channel());
        }
    }

    record NotificationFailed(
            @JsonUnwrapped NotificationSent notification,
            @Wire("A kind of failure and a code; never an address, nor the words of a mail server, which name some.")
            String reason) {

        static NotificationFailed of(Notification notification, NotificationEvent.Failed failed) {
            return new NotificationFailed(NotificationSent.of(notification), failed.reason());
        }
    }
}
