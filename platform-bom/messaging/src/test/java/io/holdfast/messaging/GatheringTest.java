package io.holdfast.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What messages say of something that nobody waits for is done together, and they are done with it. */
class GatheringTest {

    private final List<List<String>> performed = new CopyOnWriteArrayList<>();
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final List<String> handled = new CopyOnWriteArrayList<>();
    private volatile RuntimeException storeSays;
    private volatile String unusable = "";
    // Its loop is not started: each test says when.
    private final Gatherings gatherings = new Gatherings(Duration.ofHours(1));
    private final Gathering<String> gathering = gatherings.of(all -> {
        if (storeSays != null) {
            throw storeSays;
        }
        if (all.contains(unusable)) {
            throw new IllegalArgumentException("cannot be done");
        }
        performed.add(List.copyOf(all));
    });
    private final KeyedExecutor executor = new KeyedExecutor(
            message -> {
                gathering.add(message.origin());
                handled.add(message.origin());
                return true;
            },
            Duration.ofMillis(10),
            new Heartbeat("handlers-test"));

    @AfterEach
    void stop() throws InterruptedException {
        KeyedExecutor.stopAll(List.of(executor), Duration.ofSeconds(1));
    }

    @Test
    void messagesGoOnAndAreDoneOnceAllIsStoredTogetherInTheirOrder() {
        hear("a", "first");
        hear("a", "second");
        await().until(() -> handled.size() == 2);
        assertThat(done).as("a crash now must bring them back").isEmpty();

        gatherings.flush();

        assertThat(performed).containsExactly(List.of("first", "second"));
        await().untilAsserted(() -> assertThat(done).containsExactlyInAnyOrder("first", "second"));
    }

    @Test
    void whatTheStoreDoesNotTakeNowStaysInItsPlace() {
        hear("a", "first");
        await().until(() -> handled.size() == 1);
        storeSays = new QueryTimeoutException("The store does not answer");
        gatherings.flush();
        hear("b", "second");
        await().until(() -> handled.size() == 2);
        assertThat(done).isEmpty();

        storeSays = null;
        gatherings.flush();

        assertThat(performed).containsExactly(List.of("first", "second"));
        await().until(() -> done.size() == 2);
    }

    @Test
    void whatCanNeverBeDoneLeavesTheOthersAloneAndItsMessageIsHandledAtOnce() {
        hear("a", "good");
        hear("b", "bad");
        await().until(() -> handled.size() == 2);
        unusable = "bad";

        gatherings.flush();

        assertThat(performed).containsExactly(List.of("good"));
        await().until(() -> done.contains("good"));
        unusable = "";
        await().untilAsserted(() -> assertThat(done).containsExactly("good", "bad"));
        assertThat(performed).as("and not gathered again").contains(List.of("bad"));
    }

    @Test
    void whoStopsLeavesWhatIsNotStoredToWhoeverContinues() throws InterruptedException {
        hear("a", "first");
        await().until(() -> handled.size() == 1);

        KeyedExecutor.stopAll(List.of(executor), Duration.ofMillis(50));
        gatherings.flush();

        assertThat(performed).as("it may come after what they have done since").isEmpty();
        assertThat(done).isEmpty();
    }

    @Test
    void whoStopsWaitsForWhatIsBeingStored() throws InterruptedException {
        hear("a", "first");
        await().until(() -> handled.size() == 1);
        var flushing = Thread.ofVirtual().start(() -> await().until(() -> {
            gatherings.flush();
            return !done.isEmpty();
        }));

        KeyedExecutor.stopAll(List.of(executor), Duration.ofSeconds(10));

        assertThat(done).containsExactly("first");
        flushing.join();
    }

    @Test
    void outsideOfAMessageItIsDoneAtOnce() {
        gathering.add("now");
        assertThat(performed).containsExactly(List.of("now"));

        storeSays = new QueryTimeoutException("The store does not answer");
        assertThatThrownBy(() -> gathering.add("not now")).isSameAs(storeSays);
    }

    @Test
    void manyAreDoneInSeveralPieces() {
        var expected = new ArrayList<String>();
        for (int i = 0; i < 1_500; i++) {
            hear("a", "m" + i);
            expected.add("m" + i);
        }
        await().until(() -> handled.size() == 1_500);

        gatherings.flush();

        assertThat(performed).hasSize(2);
        assertThat(performed.stream().flatMap(List::stream).toList()).isEqualTo(expected);
    }

    private void hear(String key, String what) {
        executor.add(key, new RawEvent(Map.of(), key, new byte[0], what), () -> done.add(what));
    }
}
