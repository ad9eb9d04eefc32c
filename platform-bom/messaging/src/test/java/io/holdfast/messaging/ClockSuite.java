package io.holdfast.messaging;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.holdfast.messaging.mongo.Documents;
import io.holdfast.testsupport.scenario.MovableClock;
import org.junit.jupiter.api.Test;

/** What is sent whatever the clock does. Apart, since the look that finds it comes only every twenty seconds: others pass meanwhile. */
public abstract class ClockSuite extends TransportFixture {

    @Test
    void eventsFromBeforeTheClockWasSetBackAreSentWithoutARestart() {
        var clock = new MovableClock(Instant.parse("2026-12-01T10:00:00Z"));
        Relay running = relay(transport, clock);
        var documents = new Documents<>(mongo, running, Counter.class);
        running.start();
        consume(inbox::take);
        var before = new EventWriter("scheduler-service", clock, CATALOGUE);
        mongo.save(new Counter(key(1), null, 1, before.append(Outbox.EMPTY, "demo", List.of(reached(key(1), 1)))));
        clock.advance(Duration.ofMinutes(1));
        // Once this one is out, the first look, to which any time is past, is over.
        inbox.awaitInOrder(key(1), 1);
        awaitNothingUnsent();

        mongo.save(new Counter(key(2), null, 1, before.append(Outbox.EMPTY, "demo", List.of(reached(key(2), 1)))));
        clock.advance(Duration.ofHours(-1));

        inbox.awaitInOrder(key(2), 1);
        awaitNothingUnsent();
    }

    @Test
    void whatIsLeftBehindWhileTheClockStandsStillIsSentAllTheSame() {
        var clock = new MovableClock(Instant.parse("2026-12-01T10:00:00Z"));
        Relay running = relay(transport, clock);
        var documents = new Documents<>(mongo, running, Counter.class);
        running.start();
        consume(inbox::take);
        var writer = new EventWriter("scheduler-service", clock, CATALOGUE);
        documents.save(new Counter(key(1), null, 1, writer.append(Outbox.EMPTY, "demo", List.of(reached(key(1), 1)))));
        // The first look, to which any time is past, is over.
        inbox.awaitInOrder(key(1), 1);
        awaitNothingUnsent();

        mongo.save(new Counter(key(2), null, 1, writer.append(Outbox.EMPTY, "demo", List.of(reached(key(2), 1)))));

        inbox.awaitInOrder(key(2), 1);
        awaitNothingUnsent();
    }
}
