package io.holdfast.notification.work;

import java.util.Locale;
import java.util.Optional;

import io.holdfast.messaging.Traces;
import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.messaging.mongo.Aggregates;
import io.holdfast.notification.Channel;
import io.holdfast.notification.Delivery;
import io.holdfast.notification.DeliveryStatus;
import io.holdfast.notification.Notification;
import io.holdfast.notification.NotificationEvent;
import io.holdfast.notification.NotificationKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/**
 * Figures of messages to people: {@code holdfast.notifications} by {@code kind}, {@code channel} and {@code outcome} once a delivery is
 * settled, {@code holdfast.notification.attempts} by {@code channel} and {@code outcome} each time that one was tried. And each span of a
 * notification bears its booking's number.
 */
@Component
class NotificationMetrics {

    /** What one try came to. */
    private enum Tried {
        SENT,
        /** No other try is worth while. */
        FAILED,
        /** It is tried again. */
        RETRIED,
        /** The other side is left alone, or there was no free place. */
        NOT_TRIED
    }

    private final MeterRegistry metrics;

    NotificationMetrics(MeterRegistry metrics, Aggregates<Notification, NotificationEvent, ?> notifications) {
        this.metrics = metrics;
        // From zero on, so that their rise is seen.
        for (Channel channel : Channel.values()) {
            for (Tried tried : Tried.values()) {
                attempts(channel, tried);
            }
        }
        notifications.afterCommit(decided -> happened(decided));
    }

    private void happened(Decided<Notification, NotificationEvent> decided) {
        Notification after = decided.after();
        String number = after.about().facts().appointment().number();
        if (number != null) {
            Traces.nameBooking(number);
        }
        for (Delivery delivery : after.deliveries()) {
            Optional<Delivery> before = decided.before().flatMap(notification -> same(notification, delivery));
            if (before.filter(earlier -> earlier.status() == DeliveryStatus.SENDING).isPresent()) {
                tried(before.get(), delivery);
            }
            if (isSettled(delivery) && before.filter(NotificationMetrics::isSettled).isEmpty()) {
                settled(after.kind(), delivery);
            }
        }
    }

    private static Optional<Delivery> same(Notification notification, Delivery delivery) {
        return notification.deliveries().stream()
                .filter(other -> other.recipient() == delivery.recipient() && other.channel() == delivery.channel())
                .findFirst();
    }

    private void tried(Delivery before, Delivery after) {
        switch (after.status()) {
            case SENT -> attempts(after.channel(), Tried.SENT).increment();
            case FAILED -> attempts(after.channel(), Tried.FAILED).increment();
            case PENDING -> attempts(after.channel(), after.attempts() < before.attempts() ? Tried.NOT_TRIED : Tried.RETRIED)
                    .increment();
            // Claimed once more by somebody else, or nobody wants it any more: nobody knows what became of the try.
            case SENDING, SKIPPED -> { }
        }
    }

    private static boolean isSettled(Delivery delivery) {
        return switch (delivery.status()) {
            case PENDING, SENDING -> false;
            case SENT, FAILED, SKIPPED -> true;
        };
    }

    private void settled(NotificationKind kind, Delivery delivery) {
        Counter.builder("holdfast.notifications")
                .description("Messages to one person by one channel, by what became of them in the end")
                .tag("kind", nameOf(kind))
                .tag("channel", nameOf(delivery.channel()))
                .tag("outcome", nameOf(delivery.status()))
                .register(metrics)
                .increment();
    }

    private Counter attempts(Channel channel, Tried tried) {
        return Counter.builder("holdfast.notification.attempts")
                .description("Tries to hand a message over, by what came of them")
                .tag("channel", nameOf(channel))
                .tag("outcome", nameOf(tried))
                .register(metrics);
    }

    private static String nameOf(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
