package io.holdfast.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.holdfast.messaging.EventTransport.Consumption;
import io.holdfast.messaging.mongo.Documents;
import io.holdfast.testsupport.scenario.Eventually;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What messaging promises, whichever transport carries the events, on a real document server. */
public abstract class TransportSuite extends TransportFixture {

    /** Puts any bytes on a topic, as a stranger could. */
    protected abstract void deliver(String topic, Map<String, String> headers, String key, byte[] body);

    /** What this group could not take from this topic. */
    protected abstract List<Parked> parked(String group, String topic);

    public record Parked(
            @Nullable String key, byte @Nullable [] body, Map<String, String> headers, String origin, String cause) {}

    @Test
    void eventsOfOneAggregateArriveInOrder() throws Exception {
        int aggregates = 50;
        int each = 20;
        relay.start();
        consume(inbox::take);
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            var writes = new ArrayList<Future<?>>();
            // Two writers for each aggregate, so that they also lose races and load what is being taken out.
            for (int i = 0; i < aggregates * 2; i++) {
                String id = key(i % aggregates);
                writes.add(writers.submit(() -> IntStream.range(0, each / 2).forEach(n -> increment(id))));
            }
            for (Future<?> write : writes) {
                write.get();
            }
        }
        for (int i = 0; i < aggregates; i++) {
            inbox.awaitInOrder(key(i), each);
        }
    }

    @Test
    void whoWatchesGetsEachTypeAsItCameAndParksNothing() {
        var seen = new CopyOnWriteArrayList<RawEvent>();
        String group = "watching-" + run;
        consumptions.add(transport.consume(Subscriptions.watching(group).onEach(List.of(TYPE, "booking.end-reached.v1"), event -> {
            if (event.key().startsWith(run)) {
                seen.add(event.body());
            }
        })));
        relay.start();
        Counter stored = counters.save(withEvents(key(1), 1));
        Map<String, String> headers = CloudEvents.headersOf(stored.outbox().unsent().getFirst());
        deliver(TOPIC, headers, key(2), "no JSON".getBytes(StandardCharsets.UTF_8));
        // Maps of their own: what was handed over is read when its turn comes.
        var withoutTenant = new LinkedHashMap<>(headers);
        withoutTenant.remove(CloudEvents.TENANT);
        deliver(TOPIC, withoutTenant, key(2), "{}".getBytes(StandardCharsets.UTF_8));
        var withoutType = new LinkedHashMap<>(headers);
        withoutType.remove(CloudEvents.TYPE);
        deliver(TOPIC, withoutType, key(2), "{}".getBytes(StandardCharsets.UTF_8));
        deliver(TOPIC, headers, key(2), "last".getBytes(StandardCharsets.UTF_8));
        mongo.save(new Counter(key(3), null, 1, writer.append(Outbox.EMPTY, "demo", List.of(
                new WireEvent("booking.end-reached.v1", key(3), Map.of("bookingId", key(3), "revision", 1))))));

        await().untilAsserted(() -> assertThat(seen).extracting(RawEvent::key).containsAll(List.of(key(1), key(3))));
        await().until(() -> seen.stream().filter(event -> key(2).equals(event.key())).count() >= 2);
        assertThat(seen).filteredOn(event -> key(2).equals(event.key()))
                .extracting(event -> new String(event.body(), StandardCharsets.UTF_8))
                .containsExactly("no JSON", "last");
        RawEvent first = seen.stream().filter(event -> key(1).equals(event.key())).findFirst().orElseThrow();
        assertThat(first.headers()).containsEntry(CloudEvents.SOURCE, "/scheduler-service").containsKey(CloudEvents.CORRELATION);
        assertThat(parked(group, TOPIC)).isEmpty();
    }

    @Test
    void whatIsNotTheMessagesFaultIsParkedForWhoWatches() {
        String group = "watching-" + run;
        consumptions.add(transport.consume(Subscriptions.watching(group).onEach(List.of(TYPE), event -> {
            if (event.key().equals(key(1))) {
                throw new IllegalStateException("It cannot be handed on");
            }
        })));
        relay.start();
        counters.save(withEvents(key(1), 1));

        await().untilAsserted(() -> assertThat(parked(group, TOPIC)).hasSize(1));
    }

    @Test
    void sentEventsAreTakenOutOfTheirDocumentWithoutTouchingItsVersion() {
        relay.start();
        increment(key(1));
        increment(key(1));
        awaitNothingUnsent();
        Counter stored = mongo.findById(key(1), Counter.class);
        assertThat(stored.version()).isEqualTo(1);
        assertThat(stored.value()).isEqualTo(2);
        assertThat(stored.outbox().lastSequence()).isEqualTo(2);
    }

    @Test
    void whatAProcessWroteBeforeItDiedIsSentByTheNextOne() {
        // Stored as the dead process left it: nobody told a relay.
        for (int i = 0; i < 10; i++) {
            mongo.save(withEvents(key(i), 3));
        }
        consume(inbox::take);
        relay.start();
        for (int i = 0; i < 10; i++) {
            inbox.awaitInOrder(key(i), 3);
        }
        awaitNothingUnsent();
    }

    @Test
    void whatARelayCouldNotSendBeforeItDiedIsSentByTheNextOne() {
        var broken = new Recording(transport);
        broken.refusing = true;
        Relay dying = relay(broken, Clock.systemUTC());
        var theirs = new Documents<>(mongo, dying, Counter.class);
        dying.start();
        theirs.save(withEvents(key(1), 2));
        await().until(() -> !broken.sent.isEmpty());
        dying.close();
        assertThat(broken.sent).as("the second event must not overtake the first").containsOnly(1L);

        consume(inbox::take);
        relay.start();
        inbox.awaitInOrder(key(1), 2);
    }

    @Test
    void aDeathBetweenSendingAndTakingOutGivesADuplicateAndKeepsTheOrder() {
        Counter stored = mongo.save(withEvents(key(1), 3));
        // Who reads first makes the topic, for which a producer waits 5 s.
        await().until(consume(inbox::take)::isRunning);
        stored.outbox().unsent().subList(0, 2).forEach(event -> transport.send(event).join());
        relay.start();
        inbox.awaitInOrder(key(1), 3);
        awaitNothingUnsent();
        await().untilAsserted(() -> assertThat(inbox.of(key(1))).containsExactly(1, 2, 1, 2, 3));
    }

    @Test
    void eventsFromAClockThatWasAheadAreFoundAfterARestart() {
        var ahead = new EventWriter(
                "scheduler-service", Clock.offset(Clock.systemUTC(), Duration.ofDays(30)), CATALOGUE);
        mongo.save(new Counter(key(1), null, 1, ahead.append(Outbox.EMPTY, "demo", List.of(reached(key(1), 1)))));
        consume(inbox::take);
        relay.start();
        inbox.awaitInOrder(key(1), 1);
    }

    @Test
    void anErrorWhileSweepingDoesNotEndTheSweep() {
        var looks = new AtomicInteger();
        relay.register(new OutboxSource() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public List<Pending> findUnsent(Instant cutoff, int limit) {
                if (looks.incrementAndGet() < 3) {
                    throw new StackOverflowError("a bug of ours");
                }
                return List.of();
            }

            @Override
            public void remove(Map<String, ? extends Collection<String>> eventIdsByDocument) {}
        });
        relay.start();
        await().atMost(Eventually.PATIENCE).until(() -> looks.get() >= 4);

        mongo.save(withEvents(key(1), 1));
        consume(inbox::take);
        inbox.awaitInOrder(key(1), 1);
    }

    @Test
    void anErrorWhileSendingLeavesTheEventToTheNextSweep() {
        var broken = new Recording(transport);
        broken.error = new NoClassDefFoundError("a bug of ours");
        Relay observed = relay(broken, Clock.systemUTC());
        var documents = new Documents<>(mongo, observed, Counter.class);
        observed.start();
        documents.save(withEvents(key(1), 1));
        await().atMost(Eventually.PATIENCE).until(() -> !broken.sent.isEmpty());
        broken.error = null;

        consume(inbox::take);
        inbox.awaitInOrder(key(1), 1);
    }

    @Test
    void aLongBacklogIsSentCompletely() {
        int documents = 1_203;
        for (int i = 0; i < documents; i++) {
            mongo.insert(withEvents(key(i), 1));
        }
        consume(inbox::take);
        relay.start();
        await().untilAsserted(() -> assertThat(inbox.keys()).hasSize(documents));
        awaitNothingUnsent();
    }

    @Test
    void writesAfterTheRelayStoppedAreStoredAndSentAfterItsRestart() {
        consume(inbox::take);
        relay.start();
        increment(key(1));
        inbox.awaitInOrder(key(1), 1);
        relay.close();
        increment(key(1));
        relay.start();
        increment(key(1));
        inbox.awaitInOrder(key(1), 3);
    }

    @Test
    void eventsThatAWriterPutBackAreNotSentAgain() {
        var recording = new Recording(transport);
        Relay observed = relay(recording, Clock.systemUTC());
        var documents = new Documents<>(mongo, observed, Counter.class);
        observed.start();
        Counter loaded = documents.save(withEvents(key(1), 1));
        awaitNothingUnsent();

        // It had loaded the document before the event was taken out.
        Outbox outbox = writer.append(loaded.outbox(), "demo", List.of(reached(key(1), 2)));
        assertThat(outbox.unsent()).hasSize(2);
        documents.save(new Counter(loaded.id(), loaded.version(), 2, outbox));
        awaitNothingUnsent();
        assertThat(recording.sent).containsExactly(1L, 2L);
    }

    @Test
    void theSameEventTwiceReachesTheHandlerTwiceInItsPlace() {
        List<OutboxEntry> events = withEvents(key(1), 2).outbox().unsent();
        transport.send(events.get(0)).join();
        transport.send(events.get(0)).join();
        transport.send(events.get(1)).join();
        consume(inbox::take);
        await().untilAsserted(() -> assertThat(inbox.of(key(1))).containsExactly(1, 1, 2));
    }

    enum Poison {
        NOT_JSON(TYPE, "{\"bookingId\":", "cannot be read"),
        NOT_AN_OBJECT(TYPE, "[1,2]", "cannot be read"),
        THE_VALUE_NULL(TYPE, "null", "null"),
        NO_BODY(TYPE, null, "no body"),
        MISSING_TEXT(TYPE, "{\"revision\":1}", "lacks bookingId"),
        MISSING_NUMBER(TYPE, "{\"bookingId\":\"b\"}", "int"),
        WRONG_TYPE(TYPE, "{\"bookingId\":\"b\",\"revision\":{}}", "cannot be read"),
        UNKNOWN_VERSION("booking.start-reached.v2", "{\"bookingId\":\"b\",\"revision\":1}", "version"),
        NO_ID(TYPE, "{\"bookingId\":\"b\",\"revision\":1}", CloudEvents.ID),
        NO_TENANT(TYPE, "{\"bookingId\":\"b\",\"revision\":1}", CloudEvents.TENANT),
        NO_CORRELATION(TYPE, "{\"bookingId\":\"b\",\"revision\":1}", CloudEvents.CORRELATION),
        NO_TYPE(null, "{\"bookingId\":\"b\",\"revision\":1}", CloudEvents.TYPE);

        final @Nullable String type;
        final byte @Nullable [] body;
        final String cause;

        Poison(@Nullable String type, @Nullable String body, String cause) {
            this.type = type;
            this.body = body == null ? null : body.getBytes(StandardCharsets.UTF_8);
            this.cause = cause;
        }

        Map<String, String> headers(String key) {
            var headers = new LinkedHashMap<>(Map.of(
                    CloudEvents.SPEC_VERSION, "1.0",
                    CloudEvents.ID, "poison-" + name(),
                    CloudEvents.SOURCE, "/stranger",
                    CloudEvents.SUBJECT, key,
                    CloudEvents.TIME, "2026-12-01T09:30:00Z",
                    CloudEvents.TENANT, "demo",
                    CloudEvents.CORRELATION, "request-1",
                    CloudEvents.SEQUENCE, "000000000001"));
            if (type != null) {
                headers.put(CloudEvents.TYPE, type);
            }
            switch (this) {
                case NO_ID, NO_TENANT, NO_CORRELATION -> headers.remove(cause);
                default -> { }
            }
            return headers;
        }
    }

    @ParameterizedTest
    @EnumSource(Poison.class)
    void poisonIsParkedWithCauseAndOriginAndWhatFollowsItArrives(Poison poison) {
        List<OutboxEntry> good = withEvents(key(1), 2).outbox().unsent();
        consume(inbox::take);
        transport.send(good.get(0)).join();
        deliver(TOPIC, poison.headers(key(1)), key(1), poison.body);
        transport.send(good.get(1)).join();

        inbox.awaitInOrder(key(1), 2);
        await().until(() -> !parkedHere().isEmpty());
        assertThat(parkedHere()).singleElement().satisfies(letter -> {
            assertThat(letter.key()).isEqualTo(key(1));
            assertThat(letter.body()).isEqualTo(poison.body);
            assertThat(letter.headers()).containsAllEntriesOf(poison.headers(key(1)));
            assertThat(letter.origin()).matches(TOPIC + "-\\d+@\\d+");
            assertThat(letter.cause()).contains(poison.cause);
        });
    }

    @Test
    void typesThatAreNotInTheTablePassBy() {
        consume(inbox::take);
        for (String type : List.of("booking.end-reached.v1", "booking.unheard-of.v1")) {
            var headers = new LinkedHashMap<>(Poison.NOT_JSON.headers(key(1)));
            headers.put(CloudEvents.TYPE, type);
            deliver(TOPIC, headers, key(1), Poison.NOT_JSON.body);
        }
        transport.send(withEvents(key(1), 1).outbox().unsent().getFirst()).join();
        inbox.awaitInOrder(key(1), 1);
        assertThat(parkedHere()).isEmpty();
    }

    @Test
    void aHandlerThatFailsTwiceIsTriedAThirdTime() {
        var tries = new AtomicInteger();
        consume(event -> {
            if (tries.incrementAndGet() < 3) {
                throw new IllegalStateException("not yet");
            }
            inbox.take(event);
        });
        transport.send(withEvents(key(1), 1).outbox().unsent().getFirst()).join();
        inbox.awaitInOrder(key(1), 1);
        assertThat(tries).hasValue(3);
        assertThat(parkedHere()).isEmpty();
    }

    @Test
    void aHandlerThatAlwaysFailsHasItsMessageParkedAfterThreeTriesAndTheNextOneHandled() {
        var tries = new AtomicInteger();
        consume(event -> {
            if (event.sequence() == 1) {
                tries.incrementAndGet();
                throw new IllegalStateException("a bug of ours");
            }
            if (event.sequence() == 2) {
                // Not an Exception: it must not end the thread and with it the partition.
                throw new StackOverflowError("another one");
            }
            inbox.take(event);
        });
        withEvents(key(1), 3).outbox().unsent().forEach(event -> transport.send(event).join());
        await().until(() -> inbox.of(key(1)).equals(List.of(3)));
        await().until(() -> parkedHere().size() == 2);
        assertThat(tries).hasValue(3);
        assertThat(parkedHere().get(0).cause()).contains("a bug of ours");
        assertThat(parkedHere().get(1).cause()).contains("another one");
    }

    @Test
    void anErrorOfTheJvmIsParkedAsAnExceptionIsAndEndsNoLane() {
        consume(event -> {
            switch ((int) event.sequence()) {
                case 1 -> throw new InternalError("of the JVM");
                case 2 -> throw new NoClassDefFoundError("of the class path");
                default -> inbox.take(event);
            }
        });
        withEvents(key(1), 3).outbox().unsent().forEach(event -> transport.send(event).join());
        await().atMost(Eventually.PATIENCE).until(() -> inbox.of(key(1)).equals(List.of(3)));
        await().atMost(Eventually.PATIENCE).until(() -> parkedHere().size() == 2);
        assertThat(parkedHere()).extracting(Parked::cause)
                .satisfiesExactly(
                        first -> assertThat(first).contains("of the JVM"),
                        second -> assertThat(second).contains("of the class path"));
    }

    @Test
    void whenMemoryRunsOutTheMessageIsNotToBlame() {
        var tries = new AtomicInteger();
        consume(event -> {
            if (tries.incrementAndGet() <= 4) {
                throw new OutOfMemoryError("thrown by a test");
            }
            inbox.take(event);
        });
        transport.send(withEvents(key(1), 1).outbox().unsent().getFirst()).join();
        inbox.awaitInOrder(key(1), 1);
        assertThat(parkedHere()).isEmpty();
    }

    @Test
    void aReplayReachesTheGroupThatParkedItAndNobodyElse() {
        var mended = new AtomicBoolean();
        var elsewhere = new Inbox();
        // The catalogue's consumer of this type, whose dead letters are known by name.
        String group = CATALOGUE.event(TYPE).consumers().getFirst();
        consumptions.add(transport.consume(Subscriptions.of(group).on(TYPE, Reached.class, event -> {
            if (event.key().equals(key(1))) {
                if (!mended.get()) {
                    throw new IllegalStateException("a bug of ours");
                }
                inbox.take(event);
            }
        })));
        consume(elsewhere::take);
        var letters = new CopyOnWriteArrayList<RawEvent>();
        consumptions.add(transport.consumeDeadLetters(new DeadLetterReader() {
            @Override
            public String group() {
                return "reader-" + run;
            }

            @Override
            public void take(RawEvent letter) {
                if (key(1).equals(letter.key())) {
                    letters.add(letter);
                }
            }
        }));
        transport.send(withEvents(key(1), 1).outbox().unsent().getFirst()).join();
        await().atMost(Eventually.PATIENCE).until(() -> letters.size() == 1);
        RawEvent letter = letters.getFirst();
        assertThat(letter.headers())
                .containsEntry(DeadLetterHeaders.GROUP, group)
                .containsEntry(DeadLetterHeaders.CAUSE, "a bug of ours");

        // Not mended yet: it is parked again, and is still the message from where it stood at first.
        transport.replay(group, letter, DeadLetterHeaders.replayOf("letter-1", letter)).join();
        await().atMost(Eventually.PATIENCE).until(() -> letters.size() == 2);
        assertThat(letters.get(1).headers())
                .containsEntry(DeadLetterHeaders.ORIGIN, letter.headers().get(DeadLetterHeaders.ORIGIN))
                .containsEntry(DeadLetterHeaders.REPLAY_OF, "letter-1");

        mended.set(true);
        transport.replay(group, letters.get(1), DeadLetterHeaders.replayOf("letter-2", letters.get(1))).join();
        inbox.awaitInOrder(key(1), 1);
        transport.send(withEvents(key(2), 1).outbox().unsent().getFirst()).join();
        elsewhere.awaitInOrder(key(2), 1);
        assertThat(elsewhere.of(key(1))).containsExactly(1);
    }

    @Test
    void retryLaterIsNeverParked() {
        var tries = new AtomicInteger();
        consume(event -> {
            // Well beyond the number of attempts and beyond the patience of one delivery.
            if (event.sequence() == 1 && tries.incrementAndGet() < 12) {
                throw new RetryLater("not decided yet", null);
            }
            inbox.take(event);
        });
        withEvents(key(1), 2).outbox().unsent().forEach(event -> transport.send(event).join());
        await().untilAsserted(() -> assertThat(inbox.of(key(1))).containsExactly(1, 2));
        assertThat(parkedHere()).isEmpty();
    }

    @Test
    void aMessageThatWaitsHoldsUpNoOtherKey() {
        var open = new AtomicBoolean();
        consume(event -> {
            if (event.key().equals(key(0)) && !open.get()) {
                throw new RetryLater("not decided yet", null);
            }
            inbox.take(event);
        });
        transport.send(withEvents(key(0), 1).outbox().unsent().getFirst()).join();
        // More keys than partitions, so some share the waiting one's.
        for (int i = 1; i <= 40; i++) {
            withEvents(key(i), 3).outbox().unsent().forEach(event -> transport.send(event).join());
        }
        for (int i = 1; i <= 40; i++) {
            inbox.awaitInOrder(key(i), 3);
        }
        assertThat(inbox.of(key(0))).isEmpty();
        open.set(true);
        inbox.awaitInOrder(key(0), 1);
    }

    @Test
    void aMessageCanWaitForAFactOfAnotherTopic() {
        var known = new AtomicBoolean();
        var waited = new CountDownLatch(1);
        Subscriptions table = Subscriptions.of("group-" + run)
                .on(TYPE, Reached.class, event -> {
                    if (event.key().startsWith(run)) {
                        if (!known.get()) {
                            waited.countDown();
                            throw new RetryLater("the offering is not known yet", null);
                        }
                        inbox.take(event);
                    }
                })
                .on("offering.retired.v1", Retired.class, event -> known.compareAndSet(false, event.key().startsWith(run)));
        consumptions.add(transport.consume(table));
        transport.send(withEvents(key(1), 1).outbox().unsent().getFirst()).join();
        await().until(() -> waited.getCount() == 0);
        var bookings = new EventWriter("booking-service", Clock.systemUTC(), CATALOGUE);
        Outbox offering = bookings.append(
                Outbox.EMPTY, "demo", List.of(new WireEvent("offering.retired.v1", run + "-offering", Map.of("offeringId", "o"))));
        transport.send(offering.unsent().getFirst()).join();
        inbox.awaitInOrder(key(1), 1);
    }

    public record Retired(String offeringId) {}

    /**
     * On a topic that no other test writes to: a message of theirs that is still in hand when the first one stops would bring
     * back what was finished behind it.
     */
    @Test
    void whoContinuesBeginsWhereTheLastOneStopped() {
        Consumption first = consumeLostSlots(inbox);
        for (int i = 0; i < 10; i++) {
            loseSlots(key(i), 2);
        }
        for (int i = 0; i < 10; i++) {
            inbox.awaitInOrder(key(i), 2);
        }
        first.close();
        loseSlots(key(10), 1);
        var later = new Inbox();
        consumeLostSlots(later);
        later.awaitInOrder(key(10), 1);
        assertThat(later.keys()).as("what the first one had finished does not come again").containsOnly(key(10));
    }

    private Consumption consumeLostSlots(Inbox into) {
        Consumption consumption =
                transport.consume(Subscriptions.of("group-" + run).on("slot.lost.v1", Reached.class, into::take));
        consumptions.add(consumption);
        return consumption;
    }

    private void loseSlots(String key, int events) {
        var availability = new EventWriter("availability-service", Clock.systemUTC(), CATALOGUE);
        Outbox outbox = Outbox.EMPTY;
        for (int revision = 1; revision <= events; revision++) {
            outbox = availability.append(outbox, "demo", List.of(new WireEvent("slot.lost.v1", key, new Reached(key, revision))));
        }
        outbox.unsent().forEach(event -> transport.send(event).join());
    }

    @Test
    void aMessageInHandWhenItsConsumerStopsIsDeliveredAgain() {
        var inHand = new CountDownLatch(1);
        Consumption first = consume(event -> {
            if (event.sequence() == 2) {
                inHand.countDown();
                new CountDownLatch(1).await();
            }
            inbox.take(event);
        });
        withEvents(key(1), 3).outbox().unsent().forEach(event -> transport.send(event).join());
        await().until(() -> inHand.getCount() == 0);
        first.close();
        assertThat(inbox.of(key(1))).containsExactly(1);
        consume(inbox::take);
        inbox.awaitInOrder(key(1), 3);
        assertThat(parkedHere()).isEmpty();
    }

    @Test
    void consumersComeAndGoWithoutLossAndInOrder() {
        relay.start();
        Consumption one = consume(inbox::take);
        var rounds = new AtomicInteger();
        Runnable round = () -> {
            IntStream.range(0, 20).forEach(i -> increment(key(i)));
            rounds.incrementAndGet();
        };
        IntStream.range(0, 10).forEach(n -> round.run());
        Consumption two = consume(inbox::take);
        IntStream.range(0, 10).forEach(n -> round.run());
        await().until(() -> {
            round.run();
            return two.isRunning();
        });
        one.close();
        IntStream.range(0, 10).forEach(n -> round.run());
        for (int i = 0; i < 20; i++) {
            inbox.awaitInOrder(key(i), rounds.get());
        }
    }

    /** On a topic that no other test writes to: a message of theirs would wait as long, and keep all behind it from being done. */
    @Test
    void aMessageIsPassedOverOnceALaterOneOfItsKeyIsHandled() {
        Consumption first = consumeProposals(inbox);
        saysOfProposals(key(1), SUPERSEDED_PROPOSAL, LASTING_PROPOSAL, SUPERSEDED_PROPOSAL, SUPERSEDED_PROPOSAL, LASTING_PROPOSAL);
        await().atMost(Eventually.PATIENCE).until(() -> inbox.of(key(1)).contains(5));
        assertThat(inbox.of(key(1))).containsExactly(2, 5);

        // It is done: whoever continues does not see it again, and what comes now finds nothing that waits.
        first.close();
        var later = new Inbox();
        consumeProposals(later);
        saysOfProposals(key(2), LASTING_PROPOSAL);
        later.awaitInOrder(key(2), 1);
        assertThat(later.of(key(1))).isEmpty();
    }

    private static final String SUPERSEDED_PROPOSAL = "proposal.sent.v1";
    private static final String LASTING_PROPOSAL = "proposal.declined.v1";

    private Consumption consumeProposals(Inbox into) {
        Consumption consumption = transport.consume(Subscriptions.of("group-" + run)
                .on(SUPERSEDED_PROPOSAL, Reached.class, into::take)
                .supersededWithin(LONG)
                .on(LASTING_PROPOSAL, Reached.class, into::take));
        consumptions.add(consumption);
        return consumption;
    }

    /** The revisions count from 1. */
    private void saysOfProposals(String key, String... types) {
        var matching = new EventWriter("matching-service", Clock.systemUTC(), CATALOGUE);
        Outbox outbox = Outbox.EMPTY;
        for (int i = 0; i < types.length; i++) {
            outbox = matching.append(outbox, "demo", List.of(new WireEvent(types[i], key, new Reached(key, i + 1))));
        }
        outbox.unsent().forEach(event -> transport.send(event).join());
    }

    @Test
    void aMessageThatNothingSupersedesIsHandledWhenItsTimeIsOverAndHoldsUpNoOtherKey() {
        consumeSuperseded(SHORT, inbox::take);
        send(supersedable(key(1), 1), lasting(key(2), 1));
        await().atMost(Eventually.PATIENCE).until(() -> inbox.of(key(1)).equals(List.of(1)));
        assertThat(inbox.keys()).containsExactlyInAnyOrder(key(1), key(2));
    }

    /** After a crash the relay sends once more what it had sent, behind what was sent since. */
    @Test
    void anOldMessageThatComesAgainSupersedesNothing() {
        consumeSuperseded(SHORT, inbox::take);
        OutboxEntry old = lasting(key(1), 1);
        send(old, supersedable(key(1), 2), old);
        await().atMost(Eventually.PATIENCE).until(() -> inbox.of(key(1)).equals(List.of(1, 2, 1)));
    }

    @Test
    void whatIsParkedOrWantedByNobodySupersedesNothing() {
        consumeSuperseded(SHORT, event -> {
            if (event.body().revision() == 2) {
                throw new IllegalStateException("a bug of ours");
            }
            inbox.take(event);
        });
        send(supersedable(key(1), 1), lasting(key(1), 2), event("hold.timed-out.v1", key(1), 3));
        await().atMost(Eventually.PATIENCE).until(() -> inbox.of(key(1)).equals(List.of(1)));
        await().atMost(Eventually.PATIENCE).until(() -> parkedHere().size() == 1);
    }

    @Test
    void aMessageDoesNotWaitLongerThanItsTimeForOneThatCannotBeHandledYet() {
        var open = new AtomicBoolean();
        consumeSuperseded(SHORT, event -> {
            if (event.body().revision() == 2 && !open.get()) {
                throw new RetryLater("not decided yet", null);
            }
            inbox.take(event);
        });
        send(supersedable(key(1), 1), lasting(key(1), 2));
        await().atMost(Eventually.PATIENCE).until(() -> inbox.of(key(1)).equals(List.of(1)));
        open.set(true);
        inbox.awaitInOrder(key(1), 2);
    }

    @Test
    void aMessageThatWaitsToBeSupersededWhenItsConsumerStopsIsDeliveredAgain() {
        Consumption first = consumeSuperseded(LONG, inbox::take);
        send(supersedable(key(1), 1), lasting(key(2), 1));
        inbox.awaitInOrder(key(2), 1);
        first.close();
        assertThat(inbox.of(key(1))).isEmpty();

        consumeSuperseded(SHORT, inbox::take);
        inbox.awaitInOrder(key(1), 1);
    }

    /** Longer than any test is patient. */
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String LASTING = "booking.end-reached.v1";

    /** {@link #TYPE} may be superseded within {@code patience}, {@link #LASTING} may not. */
    private Consumption consumeSuperseded(Duration patience, Subscriptions.Handler<Reached> handler) {
        Subscriptions.Handler<Reached> ours = event -> {
            if (event.key().startsWith(run)) {
                handler.handle(event);
            }
        };
        Consumption consumption = transport.consume(Subscriptions.of("group-" + run)
                .on(TYPE, Reached.class, ours)
                .supersededWithin(patience)
                .on(LASTING, Reached.class, ours));
        consumptions.add(consumption);
        return consumption;
    }

    private OutboxEntry supersedable(String key, int revision) {
        return event(TYPE, key, revision);
    }

    private OutboxEntry lasting(String key, int revision) {
        return event(LASTING, key, revision);
    }

    private OutboxEntry event(String type, String key, int revision) {
        var before = new Outbox(revision - 1, List.of());
        var body = Map.of("bookingId", key, "revision", revision);
        return writer.append(before, "demo", List.of(new WireEvent(type, key, body))).unsent().getFirst();
    }

    private void send(OutboxEntry... events) {
        for (OutboxEntry event : events) {
            transport.send(event).join();
        }
    }

    @Test
    void whatHandlersWriteSaysWhatCausedIt() {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        var caused = new CompletableFuture<OutboxEntry>();
        var cause = new CompletableFuture<ReceivedEvent<Reached>>();
        consume(event -> {
            cause.complete(event);
            caused.complete(withEvents(key(2), 1).outbox().unsent().getFirst());
        });
        OutboxEntry event = new MessageContext("request-42", null, trace, "vendor=a", null)
                .supply(() -> withEvents(key(1), 1).outbox().unsent().getFirst());
        transport.send(event).join();

        assertThat(cause).succeedsWithin(Eventually.PATIENCE).satisfies(received -> {
            assertThat(received.id()).isEqualTo(event.eventId());
            assertThat(received.tenantId()).isEqualTo("demo");
            assertThat(received.at()).isEqualTo(event.at());
            assertThat(received.key()).isEqualTo(key(1));
        });
        assertThat(caused).succeedsWithin(Eventually.PATIENCE).satisfies(written -> {
            assertThat(written.correlationId()).isEqualTo("request-42");
            assertThat(written.causationId()).isEqualTo(event.eventId());
            assertThat(written.traceparent()).startsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-");
            assertThat(written.tracestate()).isEqualTo("vendor=a");
        });
    }

    @Test
    void aTypeOfSomebodyElsesTopicIsNotPublished() {
        assertThatThrownBy(() -> writer.append(Outbox.EMPTY, "demo", List.of(new WireEvent("slot.lost.v1", "b", Map.of()))))
                .hasMessageContaining("belongs to availability-service");
    }

    private List<Parked> parkedHere() {
        return parked("group-" + run, TOPIC).stream()
                .filter(letter -> letter.key() != null && letter.key().startsWith(run))
                .toList();
    }

    /** Passes events on and remembers their sequences; or refuses them. */
    private static final class Recording implements EventTransport {

        private final EventTransport next;
        private final List<Long> sent = new CopyOnWriteArrayList<>();
        private volatile boolean refusing;
        private volatile @Nullable Error error;

        Recording(EventTransport next) {
            this.next = next;
        }

        @Override
        public CompletableFuture<Void> send(OutboxEntry event) {
            sent.add(event.sequence());
            Error bug = error;
            if (bug != null) {
                throw bug;
            }
            return refusing ? CompletableFuture.failedFuture(new IllegalStateException("refused")) : next.send(event);
        }

        @Override
        public Consumption consume(Subscriptions subscriptions) {
            return next.consume(subscriptions);
        }

        @Override
        public Consumption consumeDeadLetters(DeadLetterReader reader) {
            return next.consumeDeadLetters(reader);
        }

        @Override
        public CompletableFuture<Void> replay(String group, RawEvent message, Map<String, String> headers) {
            return next.replay(group, message, headers);
        }
    }
}
