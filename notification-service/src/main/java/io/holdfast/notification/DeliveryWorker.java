package io.holdfast.notification;

import java.time.Clock;
import java.time.Instant;

import io.holdfast.messaging.aggregates.Decision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Delivers what is due: claim by a versioned write, send, record. A claim that was never followed by a record (the
 * process died) ends by itself and the notification is sent again, under the same identity.
 */
@Component
public class DeliveryWorker {

    private static final Logger log = LoggerFactory.getLogger(DeliveryWorker.class);

    private final Notifications notifications;
    private final MailChannel channel;
    private final Clock clock;

    DeliveryWorker(Notifications notifications, MailChannel channel, Clock clock) {
        this.notifications = notifications;
        this.channel = channel;
        this.clock = clock;
    }

    public void deliver(String id) {
        Instant now = clock.instant();
        notifications.decide(id, due -> take(due, now))
                .filter(taken -> taken.changed() && taken.after().delivery().status() == DeliveryStatus.SENDING)
                .ifPresent(claimed -> send(claimed.after()));
    }

    private Decision<Notification, NotificationEvent> take(Notification due, Instant now) {
        if (due.delivery().isDue(now)) {
            if (!channel.isOpen()) {
                // Nothing is claimed: the next look into the store finds it as it is.
                return Decision.unchanged(due, "the outside is away");
            }
            if (isSomethingUnreadBefore(due)) {
                return due.postpone(now);
            }
        }
        return due.claim(now);
    }

    /** A cancellation must not reach anybody before the confirmation that it takes back, nor a new time before the old. */
    private boolean isSomethingUnreadBefore(Notification due) {
        return due.predecessors().stream()
                .anyMatch(id -> notifications.find(id).filter(found -> !found.delivery().isSettled()).isPresent());
    }

    private void send(Notification claimed) {
        MailChannel.Outcome outcome = channel.send(claimed);
        Instant now = clock.instant();
        notifications
                .decide(claimed.id(), stored -> stored.record(outcome, claimed.delivery(), now))
                .ifPresent(recorded -> log(claimed.id(), recorded.decision()));
    }

    private static void log(String id, Decision<Notification, NotificationEvent> recorded) {
        Delivery delivery = recorded.aggregate().delivery();
        if (recorded instanceof Decision.Unchanged<?, ?> unchanged) {
            log.info("{} was sent, and is {}", id, unchanged.why());
        } else if (delivery.status() == DeliveryStatus.FAILED) {
            log.warn("{} is given up after {} attempts: {}", id, delivery.attempts(), delivery.failure());
        } else if (delivery.status() == DeliveryStatus.PENDING && delivery.failure() != null) {
            log.info("{} failed {} times, will be tried again: {}", id, delivery.attempts(), delivery.failure());
        }
    }
}
