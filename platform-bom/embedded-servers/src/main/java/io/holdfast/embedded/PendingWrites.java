package io.holdfast.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

import de.bwaldvogel.mongo.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The writes to one collection that are not on disk yet, so that a read waits for those it saw and for no other: a write
 * that put a document into the answer, and one that took a document out of it.
 *
 * <p>Bounded by the clients: each waits for the commit of its command before it sends the next. Guarded by the
 * collection's lock.
 */
final class PendingWrites {
    private static final ThreadLocal<@Nullable Command> CURRENT = new ThreadLocal<>();

    /** What a store that waits for its disk knows of the command that this thread is doing. */
    static final class Command {
        private final Journal journal;
        private final List<Journal.Change> declared = new ArrayList<>();
        private long seen;

        Command(Journal journal) {
            this.journal = journal;
        }

        /** The last record that has to be on disk before this command is answered. */
        long seen() {
            return seen;
        }

        /** Whatever was written up to now may show in the answer. */
        void sawEverything() {
            seen = Math.max(seen, journal.last());
        }

        void begin() {
            CURRENT.set(this);
        }

        void end() {
            try {
                takeDownDeclared();
            } finally {
                CURRENT.remove();
            }
        }

        private long takeDown(Journal.Change change) {
            takeDownDeclared();
            long number = journal.append(List.of(change));
            seen = Math.max(seen, number);
            return number;
        }

        private void takeDownDeclared() {
            if (!declared.isEmpty()) {
                seen = Math.max(seen, journal.append(List.copyOf(declared)));
                declared.clear();
            }
        }
    }

    private record Write(long number, @Nullable StoredDocument before, @Nullable StoredDocument after) { }

    private final List<Write> writes = new ArrayList<>();

    /** A document came, changed or went, by the map it is in and its key there. */
    void wrote(String map, Object key, @Nullable StoredDocument before, @Nullable StoredDocument after) {
        Command command = CURRENT.get();
        if (command != null) {
            long number = command.takeDown(new Journal.Change(map, key, after == null ? null : after.bson()));
            forgetDurable(command);
            writes.add(new Write(number, before, after));
        }
    }

    /** What a collection is, and which indexes it has, is several documents of the server's own: all of them or none. */
    static void declared(String map, Object key, @Nullable StoredDocument after) {
        Command command = CURRENT.get();
        if (command != null) {
            command.declared.add(new Journal.Change(map, key, after == null ? null : after.bson()));
        }
    }

    /** Before anybody else sees what was declared. */
    static void endDeclaration() {
        Command command = CURRENT.get();
        if (command != null) {
            command.takeDownDeclared();
        }
    }

    /** Somebody reads what matches the query. */
    void readBy(Document query, BiPredicate<Document, Document> matches) {
        Command command = CURRENT.get();
        if (command == null || writes.isEmpty()) {
            return;
        }
        forgetDurable(command);
        for (Write write : writes) {
            if (write.number > command.seen
                    && (matches(write.before, query, matches) || matches(write.after, query, matches))) {
                command.seen = write.number;
            }
        }
    }

    private static boolean matches(
            @Nullable StoredDocument stored, Document query, BiPredicate<Document, Document> matches) {
        return stored != null && matches.test(stored.document(), query);
    }

    private void forgetDurable(Command command) {
        long durable = command.journal.durable();
        writes.removeIf(write -> write.number <= durable);
    }
}
