package io.holdfast.notification.events;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import io.holdfast.contracts.Wire;
import io.holdfast.contracts.WireType;
import io.holdfast.messaging.WireEvent;
import io.holdfast.notification.Channel;
import io.holdfast.notification.Delivery;
import io.holdfast.notification.Notification;
import io.holdfast.notification.NotificationEvent;
import io.holdfast.notification.NotificationKind;
import io.holdfast.notification.Recipient;
import org.jspecify.annotations.Nullable;

/** The bodies of this service's events on topic {@code notifications}: never a text nor an address. */
public final class Bodies {

    private Bodies() {}

    public static WireEvent of(Notification notification, NotificationEvent event) {
        String key = notification.about().bookingId();
        return switch (event) {
            case NotificationEvent.Sent sent ->
                new WireEvent("notification.sent.v1", key, NotificationSettled.of(notification));
            case NotificationEvent.Failed failed ->
                new WireEvent("notification.failed.v1", key, NotificationSettled.of(notification));
        };
    }

    record NotificationSettled(
            String notificationId,
            String bookingId,
            int revision,
            @Wire(value = "What it says; more kinds may come.", type = WireType.TEXT) NotificationKind kind,
            @Nullable @Wire("Tells several of one kind apart, such as a reminder's lead or a review request's round.")
            String occasion,
            @Wire("To whom it went by which channel, and what became of it.") List<DeliverySettled> deliveries) {

        static NotificationSettled of(Notification notification) {
            return new NotificationSettled(
                    notification.id(),
                    notification.about().bookingId(),
                    notification.about().revision(),
                    notification.kind(),
                    notification.occasion(),
                    notification.deliveries().stream().map(DeliverySettled::of).toList());
        }
    }

    record DeliverySettled(
            @Wire("In which role somebody is written to.") Recipient recipient,
            @Wire("How somebody is written to.") Channel channel,
            @Wire("SKIPPED was not sent, and that is right.") Status status,
            Instant at,
            @Nullable
            @Wire("A kind of failure and a code, or why it was skipped; never an address, nor the words of a mail server, which name some.")
            String reason) {

        enum Status {
            SENT,
            FAILED,
            SKIPPED
        }

        static DeliverySettled of(Delivery delivery) {
            return new DeliverySettled(
                    delivery.recipient(),
                    delivery.channel(),
                    Status.valueOf(delivery.status().name()),
                    Objects.requireNonNull(delivery.settledAt(), "only what is settled is told"),
                    delivery.reason());
        }
    }
}
