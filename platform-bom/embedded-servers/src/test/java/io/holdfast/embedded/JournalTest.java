package io.holdfast.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is found after a kill: everything up to where it was torn, and nothing of an earlier turn. */
class JournalTest {
    @TempDir
    private Path folder;

    @Test
    void everythingIsReadInTheOrderInWhichItWasWritten() {
        Journal journal = begun(0);
        UUID id = UUID.randomUUID();
        append(journal, change("one", new byte[] {1, 2, 3}));
        append(journal, new Journal.Change("databases.test.system.indexes", id, new byte[] {4}), change("one", null));
        journal.awaitDurable(2);
        journal.close();

        List<Journal.Change> read = read(0);
        assertThat(read).extracting(Journal.Change::key).containsExactly("one", id, "one");
        assertThat(read.getFirst().map()).isEqualTo("databases.test.bookings");
        assertThat(read.getFirst().bson()).containsExactly(1, 2, 3);
        assertThat(read.getLast().bson()).isNull();
        assertThat(keys(1)).as("the store has the first one").containsExactly(id, "one");
        assertThat(keys(2)).isEmpty();
    }

    @Test
    void aTornRecordAndAllAfterItWereNeverWritten() throws IOException {
        Journal journal = begun(0);
        for (int number = 1; number <= 3; number++) {
            append(journal, change("n-" + number, new byte[50]));
        }
        journal.awaitDurable(3);
        journal.close();
        byte[] whole = Files.readAllBytes(current());
        int record = (whole.length - 4096) / 3;

        for (int length = 4096; length < whole.length; length += 3) {
            Files.write(current(), Arrays.copyOf(whole, length));
            assertThat(keys(0)).as("cut at %d", length).hasSize((length - 4096) / record);
        }
        for (int at = 4096 + record; at < 4096 + 2 * record; at++) {
            byte[] torn = whole.clone();
            torn[at] ^= 0x10;
            Files.write(current(), torn);
            assertThat(keys(0)).as("torn at %d", at).containsExactly("n-1");
        }
    }

    @Test
    void anEarlierTurnInTheSameFileIsNotReadAgain() {
        Journal journal = begun(0);
        for (int number = 1; number <= 20; number++) {
            append(journal, change("n-" + number, new byte[50]));
        }
        journal.awaitDurable(20);
        assertThat(journal.begin()).isEqualTo(20);
        assertThat(journal.begin()).as("the first file again").isEqualTo(20);
        append(journal, change("n-21", new byte[50]));
        journal.awaitDurable(21);
        journal.close();

        assertThat(keys(20)).containsExactly("n-21");
    }

    /** Records lie at the same places and could have the numbers that come next, if a kill took some back. */
    @Test
    void numbersThatAreGivenAgainAreToldByTheirTurn() throws IOException {
        Journal journal = begun(0);
        for (int number = 1; number <= 6; number++) {
            append(journal, change("lost-" + number, new byte[50]));
        }
        journal.awaitDurable(6);
        journal.close();
        Path stale = Files.copy(current(), folder.resolve("stale"));

        // The store never had any of them, and the same file begins again with the same numbers.
        Files.delete(current());
        journal = begun(0);
        journal.begin();
        journal.begin();
        append(journal, change("kept-1", new byte[50]));
        journal.awaitDurable(1);
        journal.close();
        byte[] mixed = Files.readAllBytes(current());
        byte[] before = Files.readAllBytes(stale);
        byte[] both = Arrays.copyOf(before, before.length);
        System.arraycopy(mixed, 0, both, 0, mixed.length);
        Files.write(current(), both);

        assertThat(keys(0)).containsExactly("kept-1");
    }

    @Test
    void anotherStoresJournalIsRefused() {
        Journal journal = begun(100);
        append(journal, change("n-101", new byte[5]));
        journal.awaitDurable(101);
        journal.close();

        assertThatThrownBy(() -> read(7)).isInstanceOf(IllegalStateException.class).hasMessageContaining("later state");
        assertThat(keys(100)).containsExactly("n-101");
    }

    @Test
    void aJournalOfANewerVersionIsRefused() throws IOException {
        Journal journal = begun(0);
        journal.close();
        byte[] bytes = Files.readAllBytes(current());
        bytes[11] = 2;
        Files.write(current(), bytes);

        assertThatThrownBy(() -> read(0)).isInstanceOf(IllegalStateException.class).hasMessageContaining("newer Holdfast");
    }

    @Test
    void aKillBetweenTheTurnsLosesNeither() {
        Journal journal = begun(0);
        append(journal, change("n-1", new byte[5]));
        journal.begin();
        append(journal, change("n-2", new byte[5]));
        journal.awaitDurable(2);
        journal.close();

        assertThat(keys(0)).containsExactly("n-1", "n-2");
        assertThat(keys(1)).containsExactly("n-2");
    }

    private Journal begun(long covered) {
        Journal journal = Journal.read(store(), covered, change -> { }, cause -> { });
        journal.begin();
        return journal;
    }

    private List<Object> keys(long covered) {
        return read(covered).stream().map(Journal.Change::key).toList();
    }

    private List<Journal.Change> read(long covered) {
        List<Journal.Change> changes = new ArrayList<>();
        Journal.read(store(), covered, changes::add, cause -> { });
        return changes;
    }

    private static void append(Journal journal, Journal.Change... together) {
        journal.append(List.of(together));
    }

    private static Journal.Change change(String key, byte[] bson) {
        return new Journal.Change("databases.test.bookings", key, bson);
    }

    private String store() {
        return folder.resolve("store").toString();
    }

    /** Of the first turn. */
    private Path current() {
        return folder.resolve("store.journal-1");
    }
}
