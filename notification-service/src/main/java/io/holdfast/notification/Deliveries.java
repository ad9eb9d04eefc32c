package io.holdfast.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.holdfast.defaults.work.DueWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;

/**
 * Sends what is pending: claim by a versioned write, send, record. A claim that was never followed by a record (the
 * process died) ends by itself and the notification is sent again, under the same identity.
 */
@Component
class Deliveries {

    private static final Logger log = LoggerFactory.getLogger(Deliveries.class);

    private static final Duration SHORT_PAUSE = Duration.ofSeconds(1);

    private final Notifications notifications;
    private final NotificationEvents events;
    private final Post post;
    private final Clock clock;
    private final DueWork work;

    Deliveries(
            Notifications notifications,
            NotificationEvents events,
            Post post,
            Clock clock,
            NotificationSettings settings) {
        this.notifications = notifications;
        this.events = events;
        this.post = post;
        this.clock = clock;
        this.work = new DueWork(
                "notifications",
                clock,
                settings.lookInterval(),
                settings.atOnce(),
                notifications::dueBefore,
                this::deliver);
    }

    /** The work itself, for whoever starts and stops it. */
    DueWork work() {
        return work;
    }

    void schedule(Notification pending) {
        Instant at = pending.nextTryAt();
        if (at != null) {
            work.schedule(pending.id(), at);
        }
    }

    private void deliver(String id) {
        Instant now = clock.instant();
        Notification due = notifications.find(id).orElse(null);
        // What is claimed by another instance, put off or settled meanwhile is not due any more.
        if (due == null || !due.isDue(now)) {
            return;
        }
        // While the outside is away nothing is claimed: the next look into the store finds it as it is.
        if (!post.isOpen()) {
            return;
        }
        if (isSomethingUnreadBefore(due)) {
            saveAndSchedule(due.after(now.plus(SHORT_PAUSE)));
            return;
        }
        Notification claimed;
        try {
            claimed = notifications.save(due.claimed(now));
        } catch (OptimisticLockingFailureException e) {
            log.debug("{} is sent by another instance", id);
            return;
        }
        record(claimed, post.send(claimed));
    }

    /** A cancellation must not reach anybody before the confirmation that it takes back, nor a new time before the old. */
    private boolean isSomethingUnreadBefore(Notification due) {
        return due.predecessors().stream()
                .anyMatch(id -> notifications.find(id).filter(Notification::isPending).isPresent());
    }

    private void record(Notification claimed, Post.Outcome outcome) {
        Instant now = clock.instant();
        switch (outcome) {
            case Post.Outcome.Delivered() -> save(claimed.sent(now, events.sent(claimed)));
            case Post.Outcome.Undeliverable(String reason) -> giveUp(claimed, reason, now);
            case Post.Outcome.TryLater(String reason) -> {
                if (claimed.isWorthAnotherTry(now)) {
                    log.info("{} failed {} times, will be tried again: {}", claimed.id(), claimed.attempts(), reason);
                    saveAndSchedule(claimed.failedFor(reason, now));
                } else {
                    giveUp(claimed, reason, now);
                }
            }
            case Post.Outcome.NotTried() -> saveAndSchedule(claimed.untried(SHORT_PAUSE, now));
        }
    }

    private void giveUp(Notification claimed, String reason, Instant now) {
        log.warn("{} is given up after {} attempts: {}", claimed.id(), claimed.attempts(), reason);
        save(claimed.failed(reason, now, events.failed(claimed, reason)));
    }

    private void saveAndSchedule(Notification notification) {
        save(notification);
        schedule(notification);
    }

    private void save(Notification notification) {
        try {
            notifications.save(notification);
        } catch (OptimisticLockingFailureException e) {
            // Our claim had ended and somebody else has taken it over; receivers drop the second copy.
            log.info("{} was taken over by another instance", notification.id());
        }
    }
}
