package io.holdfast.notification.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.holdfast.notification.TenantId;
import io.holdfast.notification.feed.FeedEvent;
import io.holdfast.notification.webhooks.Attempt.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a webhook decides, without a store and a network. */
class WebhookTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final TenantId TENANT = new TenantId("demo");

    /** Whatever a receiver does, each event is taken once or given up, in order per subject, and what is kept of it is bounded. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverAReceiverDoesNothingIsLostAndOrderIsKept(long seed) {
        var random = new Random(seed);
        List<FeedEvent> feed = IntStream.rangeClosed(1, 2_000).mapToObj(i -> event(i, "b-" + random.nextInt(60))).toList();
        Set<Long> poison = IntStream.range(0, 5)
                .mapToObj(i -> (long) random.nextInt(2_000) + 1)
                .collect(Collectors.toCollection(HashSet::new));
        Set<Long> neverTaken = Set.copyOf(poison);
        var taken = new ArrayList<Long>();
        var givenUp = new ArrayList<Long>();
        Webhook webhook = Webhook.create("w", TENANT, new Webhook.Target("https://x.example/", List.of("*"), ""), true, 0, NOW);
        Instant now = NOW;
        boolean isAway = false;
        while (webhook.position() < feed.size() || !webhook.heldBack().isEmpty()) {
            if (!webhook.isActive()) {
                // Nothing but what it does not like was left; its admin mends it and switches it on.
                poison.clear();
                webhook = webhook.change(webhook.target(), true, now);
            }
            now = webhook.dueAt().isAfter(now) ? webhook.dueAt() : now;
            webhook = webhook.claim(now).orElseThrow();
            if (random.nextInt(10) == 0) {
                // An instance that dies now: what it sent is sent again.
                now = webhook.dueAt();
                continue;
            }
            isAway = random.nextInt(20) == 0 ? !isAway : isAway && webhook.failingSince() != null
                    && now.isBefore(webhook.failingSince().plus(Duration.ofHours(40)));
            Round round = round(webhook, feed, poison, isAway, random, now);
            Webhook.Recorded recorded = webhook.record(round, now);
            round.attempts().stream().filter(Attempt::isTaken).forEach(attempt -> taken.add(attempt.event().position()));
            givenUp.addAll(recorded.givenUp());
            webhook = recorded.webhook();
            assertThat(webhook.heldBack().stream().mapToInt(held -> held.positions().size()).sum())
                    .isLessThanOrEqualTo(Webhook.MOST_HELD_BACK);
        }
        assertThat(taken).doesNotHaveDuplicates();
        var all = new ArrayList<>(taken);
        all.addAll(givenUp);
        assertThat(all).containsExactlyInAnyOrderElementsOf(feed.stream().map(FeedEvent::position).toList());
        assertThat(givenUp).allMatch(neverTaken::contains);
        Map<String, List<Long>> bySubject = new HashMap<>();
        taken.forEach(place -> bySubject.computeIfAbsent(feed.get((int) (place - 1)).subject(), s -> new ArrayList<>()).add(place));
        assertThat(bySubject.values()).allSatisfy(places -> assertThat(places).isSorted());
    }

    /** As WebhookWorker makes it, of a receiver that takes nothing while it is away and never what is poison to it. */
    private static Round round(
            Webhook webhook, List<FeedEvent> feed, Set<Long> poison, boolean isAway, Random random, Instant now) {
        Map<String, Boolean> goesOn = new HashMap<>();
        var attempts = new ArrayList<Attempt>();
        webhook.dueAgain(now).forEach(place -> {
            FeedEvent event = feed.get((int) (place - 1));
            attempts.add(attempt(event, goesOn, isAway || poison.contains(place), random));
        });
        int last = Math.min(feed.size(), (int) webhook.position() + webhook.room());
        for (FeedEvent event : feed.subList((int) webhook.position(), last)) {
            attempts.add(webhook.holdsBack(event.subject())
                    ? new Attempt(event, new Result.NotTried())
                    : attempt(event, goesOn, isAway || poison.contains(event.position()), random));
        }
        return new Round(webhook.generation(), last, webhook.room() > 0 && last < feed.size(), attempts, Set.of());
    }

    private static Attempt attempt(FeedEvent event, Map<String, Boolean> goesOn, boolean fails, Random random) {
        Result result = !goesOn.getOrDefault(event.subject(), true) || random.nextInt(15) == 0
                ? new Result.NotTried()
                : fails || random.nextInt(15) == 0 ? new Result.Failed(500, "Answered 500") : new Result.Taken(200);
        goesOn.put(event.subject(), result instanceof Result.Taken);
        return new Attempt(event, result);
    }

    @Test
    void whatARoundFoundBeforeAReplayCountsNoMore() {
        Webhook claimed = created().claim(NOW).orElseThrow();
        Round round = new Round(1, 7, false, List.of(new Attempt(event(7, "b-1"), new Result.Failed(500, "Answered 500"))), Set.of());
        Webhook replayed = claimed.replay(3, NOW);
        assertThat(replayed.dueAt()).as("whoever is at it ends first").isEqualTo(claimed.claimedUntil());

        Webhook recorded = replayed.record(round, NOW.plusSeconds(1)).webhook();
        assertThat(recorded.position()).isEqualTo(3);
        assertThat(recorded.heldBack()).isEmpty();
        assertThat(recorded.dueAt()).isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void nobodyElseDeliversWhileItIsClaimed() {
        Webhook claimed = created().claim(NOW).orElseThrow();
        assertThat(claimed.claim(NOW.plus(Webhook.CLAIM).minusMillis(1))).isEmpty();
        assertThat(claimed.claim(NOW.plus(Webhook.CLAIM))).isPresent();
    }

    @Test
    void whatTheFeedDoesNotKeepAnyMoreIsForgotten() {
        Webhook claimed = created().claim(NOW).orElseThrow();
        Webhook failed = claimed.record(
                new Round(1, 2, false, List.of(
                        new Attempt(event(1, "b-1"), new Result.Failed(null, "No connection")),
                        new Attempt(event(2, "b-1"), new Result.NotTried())), Set.of()),
                NOW).webhook();
        assertThat(failed.heldBack()).singleElement().satisfies(held -> assertThat(held.positions()).containsExactly(1L, 2L));
        Webhook later = failed.record(new Round(1, 2, false, List.of(), Set.of(1L)), NOW).webhook();
        assertThat(later.heldBack()).singleElement().satisfies(held -> {
            assertThat(held.positions()).containsExactly(2L);
            assertThat(held.attempts()).isZero();
        });
    }

    private static Webhook created() {
        return Webhook.create("w", TENANT, new Webhook.Target("https://x.example/", List.of("*"), ""), true, 0, NOW);
    }

    private static FeedEvent event(long position, String subject) {
        return new FeedEvent(TENANT, position, "e-" + position, "/booking-service", "booking.paid.v1",
                subject, NOW, "1", "c", null, "{}", null);
    }
}
