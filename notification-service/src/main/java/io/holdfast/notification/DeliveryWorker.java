package io.holdfast.notification;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.holdfast.messaging.Traces;
import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.notification.Notification.Attempt;
import io.holdfast.notification.Notification.Surroundings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Delivers notifications in two writes: stored as claimed, sent, recorded. A claim that was never followed by a record (the
 * process died) ends by itself and the notification is claimed and sent again, under the same identities.
 */
@Component
public class DeliveryWorker implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(DeliveryWorker.class);
    /** As many are sent while their first claims last; what comes on top of that is stored unclaimed. */
    private static final int MOST_IN_HAND = 500;

    private final Notifications notifications;
    private final Map<Channel, ChannelSender> senders;
    private final Clock clock;
    private final Map<String, Notification> inHand = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    DeliveryWorker(Notifications notifications, List<ChannelSender> senders, Clock clock) {
        this.notifications = notifications;
        this.senders = senders.stream().collect(Collectors.toUnmodifiableMap(ChannelSender::channel, Function.identity()));
        this.clock = clock;
    }

    /** Stores a new one, claimed as far as it can be sent at once. */
    void begin(Notification caused) {
        notifications.add(caused, () -> {
            if (inHand.size() < MOST_IN_HAND
                    && claim(caused, clock.instant()) instanceof Decision.Changed<Notification, NotificationEvent> claimed) {
                return claimed;
            }
            return caused.begin();
        });
    }

    /** What was stored as claimed is delivered by this instance, without another look at it. */
    public void takeInHand(Decided<Notification, NotificationEvent> stored) {
        if (stored.before().isEmpty() && !stored.after().claimed().isEmpty()) {
            inHand.put(stored.after().id(), stored.after());
        }
    }

    /** When there is something to deliver; null while it is claimed, whose end is found by the look into the store. */
    public @Nullable Instant nextAt(Notification stored) {
        return inHand.containsKey(stored.id()) ? clock.instant() : stored.pendingAt().orElse(null);
    }

    public void deliver(String id) {
        Notification claimed = inHand.remove(id);
        if (claimed != null && claimed.isClaimedFor(Delivery.LONGEST_SENDING, clock.instant())) {
            send(claimed, claimed.claimed());
        } else {
            claimAndSend(id);
        }
    }

    private void claimAndSend(String id) {
        Instant now = clock.instant();
        notifications
                .decide(id, due -> claim(due, now))
                .filter(Decided::changed)
                // Not what somebody else has claimed of it and is still sending.
                .ifPresent(claim -> send(claim.after(), claim.after().claimedSince(claim.before().orElseThrow())));
    }

    private Decision<Notification, NotificationEvent> claim(Notification due, Instant now) {
        Set<Channel> open = senders.values().stream()
                .filter(ChannelSender::isOpen)
                .map(ChannelSender::channel)
                .collect(Collectors.toUnmodifiableSet());
        // A cancellation must not reach anybody before the confirmation that it takes back, nor a new time before the old.
        List<Notification> unread = due.predecessors().stream()
                .flatMap(id -> notifications.find(id).stream())
                .filter(found -> !found.isSettled())
                .toList();
        return due.claim(new Surroundings(open, unread, isOutdated(due)), now);
    }

    private boolean isOutdated(Notification due) {
        if (due.kind().remindsOfWhatStands()) {
            return !notifications.stands(due.about());
        }
        return due.overtakenBy().stream().anyMatch(id -> notifications.find(id).isPresent());
    }

    private void send(Notification claimed, List<Delivery> deliveries) {
        List<Callable<Attempt>> sending = deliveries.stream()
                .map(delivery -> Traces.carried(() -> send(claimed, delivery)))
                .toList();
        if (sending.isEmpty()) {
            return;
        }
        try {
            List<Attempt> attempts = threads.invokeAll(sending).stream().map(Future::resultNow).toList();
            Instant now = clock.instant();
            notifications.decide(claimed.id(), stored -> stored.record(attempts, now)).ifPresent(recorded -> {
                if (recorded.decision() instanceof Decision.Unchanged<?, ?> unchanged) {
                    log.info("{} was sent, and is {}", claimed.id(), unchanged.why());
                } else {
                    attempts.forEach(attempt -> log(recorded.after(), attempt));
                }
            });
        } catch (InterruptedException e) {
            // Stopping: nobody knows what became of it, and when the claim has ended it is sent again.
            Thread.currentThread().interrupt();
        }
    }

    private Attempt send(Notification claimed, Delivery delivery) {
        ChannelSender sender = senders.get(delivery.channel());
        return new Attempt(
                delivery,
                sender == null
                        ? new ChannelSender.Outcome.Undeliverable("There is no such channel any more")
                        : sender.send(new Message(claimed, delivery)));
    }

    private static void log(Notification recorded, Attempt attempt) {
        recorded.deliveries().stream().filter(attempt.claimed()::isAlong).forEach(delivery -> {
            String id = new Message(recorded, delivery).id();
            if (delivery.status() == DeliveryStatus.FAILED) {
                log.warn("{} is given up after {} attempts: {}", id, delivery.attempts(), delivery.reason());
            } else if (delivery.status() == DeliveryStatus.PENDING && delivery.reason() != null) {
                log.info("{} failed {} times, will be tried again: {}", id, delivery.attempts(), delivery.reason());
            }
        });
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
