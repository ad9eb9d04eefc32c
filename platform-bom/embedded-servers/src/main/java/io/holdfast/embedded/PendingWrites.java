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
        private final long number;
        private final long durable;
        private long seen;

        /**
         * @param number of the write that this is, 0 for a read
         * @param durable all writes up to this number were on disk when the command began
         */
        Command(long number, long durable) {
            this.number = number;
            this.durable = durable;
            seen = number;
        }

        /** The last write that has to be on disk before this command is answered. */
        long seen() {
            return seen;
        }

        /** Whatever was written up to this number may show in the answer. */
        void sawAllUpTo(long last) {
            seen = Math.max(seen, last);
        }

        void begin() {
            CURRENT.set(this);
        }

        void end() {
            CURRENT.remove();
        }
    }

    private record Write(long number, @Nullable Document before, @Nullable Document after) { }

    private final List<Write> writes = new ArrayList<>();

    /** A document came, changed or went; both are as they are stored, and nobody changes them any more. */
    void wrote(@Nullable Document before, @Nullable Document after) {
        Command command = CURRENT.get();
        if (command != null) {
            forgetDurable(command);
            writes.add(new Write(command.number, before, after));
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

    private static boolean matches(@Nullable Document document, Document query, BiPredicate<Document, Document> matches) {
        return document != null && matches.test(document, query);
    }

    private void forgetDurable(Command command) {
        writes.removeIf(write -> write.number <= command.durable);
    }
}
