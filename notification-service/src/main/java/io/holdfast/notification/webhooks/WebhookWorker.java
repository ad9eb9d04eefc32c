package io.holdfast.notification.webhooks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import io.holdfast.messaging.Traces;
import io.holdfast.notification.TenantId;
import io.holdfast.notification.feed.EventTypes;
import io.holdfast.notification.feed.Feed;
import io.holdfast.notification.feed.FeedEvent;
import io.holdfast.notification.feed.FeedPage;
import io.holdfast.notification.webhooks.Attempt.Result;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Delivers to webhooks, round by round: claimed by a write, sent, logged, recorded by a write. Who dies in between has
 * delivered something that nobody knows of; when the claim has ended it is sent again, under the same id.
 */
@Component
public class WebhookWorker implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(WebhookWorker.class);

    private static final int MOST_ROUNDS = 20;
    /** Subjects at a time; of each the events go one after the other. */
    private static final int AT_ONCE = 8;
    /** After so many failures and nothing taken, nothing more is tried in a round: the receiver is away. */
    private static final int FAILURES = 5;
    /** Then a round begins nothing more; with what is in hand it is over within {@link Webhook#CLAIM}. */
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(30);

    private final Webhooks webhooks;
    private final WebhookDeliveries deliveries;
    private final WebhookSender sender;
    private final Feed feed;
    private final EventTypes types;
    private final Clock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    WebhookWorker(
            Webhooks webhooks,
            WebhookDeliveries deliveries,
            WebhookSender sender,
            Feed feed,
            EventTypes types,
            Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.sender = sender;
        this.feed = feed;
        this.types = types;
        this.clock = clock;
    }

    /** Delivers what a webhook is to get now. */
    public void deliver(String id) throws InterruptedException {
        for (int rounds = 0; rounds < MOST_ROUNDS; rounds++) {
            Optional<Webhook> claimed = webhooks.decide(id, webhook -> webhook.claim(clock.instant()));
            if (claimed.isEmpty()) {
                return;
            }
            deliverRound(claimed.get());
        }
    }

    private void deliverRound(Webhook claimed) throws InterruptedException {
        Round round = round(claimed);
        Instant now = clock.instant();
        // Before the record, which says that it is done.
        deliveries.log(claimed, round, claimed.record(round, now).givenUp(), now);
        Optional<Webhook> recorded =
                webhooks.decide(claimed.id(), webhook -> Optional.of(webhook.record(round, now).webhook()));
        recorded.ifPresent(after -> {
            tell(claimed, after);
            if (after.idle() && after.room() > 0 && feed.end(after.tenantId()) > after.position()) {
                // Appended while it was not yet known to wait, or there was no room for it.
                webhooks.wake(after.id());
            }
        });
    }

    private static void tell(Webhook before, Webhook after) {
        if (after.stoppedFor() != null) {
            log.warn("Webhook {} of {} is disabled: {}", after.id(), after.tenantId().value(), after.stoppedFor());
        } else if (before.failingSince() == null && after.failingSince() != null) {
            log.info("Webhook {} of {} takes nothing; it is tried again", after.id(), after.tenantId().value());
        } else if (before.failingSince() != null && after.failingSince() == null) {
            log.info("Webhook {} of {} takes events again", after.id(), after.tenantId().value());
        }
    }

    private Round round(Webhook claimed) throws InterruptedException {
        Map<String, List<FeedEvent>> bySubject = new LinkedHashMap<>();
        var attempts = new ArrayList<Attempt>();
        Set<Long> vanished = heldBack(claimed, bySubject);
        long next = claimed.position();
        boolean more = false;
        if (claimed.room() > 0) {
            FeedPage page = news(claimed);
            for (FeedEvent event : page.events()) {
                if (claimed.holdsBack(event.subject())) {
                    attempts.add(new Attempt(event, new Result.NotTried()));
                } else {
                    bySubject.computeIfAbsent(event.subject(), subject -> new ArrayList<>()).add(event);
                }
            }
            next = page.next();
            more = page.more();
        }
        // What is held back stands before what comes behind it.
        attempts.addAll(0, new Sending(claimed).all(bySubject.values()));
        return new Round(claimed.generation(), next, more, attempts, vanished);
    }

    /** @return places whose events are not kept any more */
    private Set<Long> heldBack(Webhook claimed, Map<String, List<FeedEvent>> bySubject) {
        List<Long> places = claimed.dueAgain(clock.instant());
        List<FeedEvent> found = feed.at(claimed.tenantId(), places);
        found.forEach(event -> bySubject.computeIfAbsent(event.subject(), subject -> new ArrayList<>()).add(event));
        var vanished = new HashSet<>(places);
        found.forEach(event -> vanished.remove(event.position()));
        return vanished;
    }

    private FeedPage news(Webhook claimed) {
        TenantId tenant = claimed.tenantId();
        Set<String> wanted = types.of(claimed.target().types());
        return feed.read(tenant, claimed.position(), wanted, claimed.room()).orElseGet(() -> {
            long start = feed.start(tenant);
            log.warn("Webhook {} of {} was away for longer than events are kept, and goes on with the oldest", claimed.id(), tenant.value());
            return new FeedPage(List.of(), start, true);
        });
    }

    /** The requests of one round. */
    private final class Sending {

        private final Webhook webhook;
        private final Instant now = clock.instant();
        private final long begunAt = System.nanoTime();
        private final Semaphore places = new Semaphore(AT_ONCE);
        private final AtomicInteger taken = new AtomicInteger();
        private final AtomicInteger failed = new AtomicInteger();

        Sending(Webhook webhook) {
            this.webhook = webhook;
        }

        List<Attempt> all(Iterable<List<FeedEvent>> subjects) throws InterruptedException {
            var sending = new ArrayList<Callable<List<Attempt>>>();
            subjects.forEach(events -> sending.add(() -> ofOneSubject(events)));
            return threads.invokeAll(sending).stream()
                    .map(Future::resultNow)
                    .flatMap(List::stream)
                    .collect(Collectors.toCollection(ArrayList::new));
        }

        private List<Attempt> ofOneSubject(List<FeedEvent> events) throws Exception {
            var attempts = new ArrayList<Attempt>(events.size());
            boolean goesOn = true;
            places.acquire();
            try {
                for (FeedEvent event : events) {
                    Result result = goesOn && !isOver() ? send(event) : new Result.NotTried();
                    attempts.add(new Attempt(event, result));
                    goesOn = result instanceof Result.Taken;
                    (goesOn ? taken : failed).addAndGet(result instanceof Result.NotTried ? 0 : 1);
                }
            } finally {
                places.release();
            }
            return attempts;
        }

        private Result send(FeedEvent event) throws Exception {
            return Traces.performing("webhook", event.origin(), now, () -> sender.send(webhook, event, now));
        }

        private boolean isOver() {
            return System.nanoTime() - begunAt > LONGEST_ROUND.toNanos() || (taken.get() == 0 && failed.get() >= FAILURES);
        }
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
