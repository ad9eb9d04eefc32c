package io.holdfast.embedded;

import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.holdfast.embedded.PendingWrites.Command;
import io.netty.channel.Channel;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.StringDataType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers a command once everything it did, or saw, is on disk: in the {@link Journal}, and from there, every few seconds
 * and beside all commands, in the store's file ({@link #checkpoint}).
 *
 * <p>A document is one entry of one map, and indexes are not in the file. So whatever moment the file shows, each document
 * in it is whole, and what the journal has since then makes it complete.
 *
 * <p>Readers wait as well when they have seen what is not on disk yet ({@link PendingWrites}). Otherwise an event could
 * be read from an outbox and sent, and after a SIGKILL the state it speaks of would never have been. They do not wait
 * for other people's writes.
 */
final class DurableBackend extends IsolatedBackend {
    private static final Logger log = LoggerFactory.getLogger(DurableBackend.class);

    /** Commands that write documents, and whose collection takes down each of them. */
    private static final Set<String> WRITES = Set.of("insert", "update", "delete", "findandmodify", "create", "createindexes");
    /** Commands that read documents, and whose collection notes what of it is not on disk yet. */
    private static final Set<String> READS = Set.of("find", "count", "distinct", "aggregate");
    /** Commands that read no document, or what an earlier command read and waited for. */
    private static final Set<String> QUESTIONS = Set.of("getmore", "killcursors", "ping", "ismaster", "hello",
            "buildinfo", "serverstatus", "whatsmyuri", "endsessions", "connectionstatus", "hostinfo", "getlog",
            "getcmdlineopts", "getparameter", "getfreemonitoringstatus", "replsetgetstatus", "getlasterror");
    /** Commands that change nothing and may tell of anything. */
    private static final Set<String> SURVEYS = Set.of("listcollections", "listindexes", "listdatabases", "collstats",
            "dbstats", "validate");

    /** What a command has to wait for. Whatever is not listed is rare, like dropping, and waits for the file itself. */
    private enum Kind { WRITE, READ, QUESTION, SURVEY, OTHER }

    /** Of our own in the store: which format it has, and up to where it has the journal. */
    private static final String ABOUT = "holdfast";
    private static final String FORMAT = "format";
    private static final String JOURNAL = "journal";
    /** 1: unique indexes were in the file, and there was no journal. */
    private static final int NEWEST_FORMAT = 2;

    /** A start after a kill does again what is in the journal; what several writes change is written to the file once. */
    static final Duration BETWEEN_CHECKPOINTS = Duration.ofSeconds(3);
    private static final long MOST_IN_JOURNAL = 16L * 1024 * 1024;
    /** Of changed pages, as the store estimates them: they cannot leave the memory before they are in the file. */
    private static final int MOST_UNSAVED = 48 * 1024 * 1024;
    private static final Duration LOOK = Duration.ofMillis(100);

    // Below the default fill rate so that live pages are not copied for little.
    private static final int COMPACT_BELOW_FILL_PERCENT = 60;
    private static final int COMPACT_BYTES = 4 * 1024 * 1024;
    private static final int MOST_COMPACTIONS = 4;

    private final MVStore store;
    private final Journal journal;
    private final ReentrantLock checkpointing = new ReentrantLock();
    private final Duration betweenCheckpoints;
    private final Thread checkpointer;
    private final Object ending = new Object();
    // Guarded by `ending`.
    private boolean closing;

    private DurableBackend(MVStore store, Journal journal, Scans scans, Duration betweenCheckpoints) {
        super(store, scans);
        this.store = store;
        this.journal = journal;
        this.betweenCheckpoints = betweenCheckpoints;
        checkpointer = Thread.ofPlatform().name("document-server-checkpoints").unstarted(this::checkpointNowAndThen);
    }

    /**
     * @param name of the file
     * @param whenItFails told once, when something could not be written; then nothing is acknowledged any more
     * @throws IllegalStateException if another version wrote the file, and this one cannot read it; the message says
     *     what to do
     */
    static DurableBackend open(
            String name, Scans scans, Duration betweenCheckpoints, Consumer<Throwable> whenItFails) {
        MVStore store = new MVStore.Builder()
                .fileName(name)
                .autoCommitDisabled()
                // The other automatism: a full write buffer would commit without telling the journal.
                .autoCommitBufferSize(0)
                .cacheSize(64)
                .open();
        try {
            // Old chunks are free once no command uses them; kept for the default 45 s they would make up most of the file.
            store.setRetentionTime(0);
            store.setVersionsToKeep(1);
            MVMap<String, String> about = about(store);
            long covered = covered(name, about);
            AtomicBoolean told = new AtomicBoolean();
            Journal journal = Journal.read(name, covered, change -> redo(store, change), cause -> {
                log.error("Cannot write to {}; no further write will be acknowledged", name, cause);
                if (told.compareAndSet(false, true)) {
                    whenItFails.accept(cause);
                }
            });
            dropMapsOfFormat1(store);
            about.put(FORMAT, Integer.toString(NEWEST_FORMAT));
            DurableBackend backend = new DurableBackend(store, journal, scans, betweenCheckpoints);
            // What the journal had, and what opening the databases wrote, goes first.
            about.put(JOURNAL, Long.toString(journal.last()));
            store.commit();
            store.sync();
            journal.begin();
            backend.checkpointer.start();
            return backend;
        } catch (RuntimeException e) {
            store.closeImmediately();
            throw e;
        }
    }

    private static MVMap<String, String> about(MVStore store) {
        return store.openMap(ABOUT, new MVMap.Builder<String, String>()
                .keyType(StringDataType.INSTANCE)
                .valueType(StringDataType.INSTANCE));
    }

    private static long covered(String name, MVMap<String, String> about) {
        int format = Integer.parseInt(about.getOrDefault(FORMAT, "1"));
        if (format > NEWEST_FORMAT) {
            throw new IllegalStateException("%s was written by a newer Holdfast (its format is %d, this one knows up to %d): "
                    .formatted(name, format, NEWEST_FORMAT)
                    + "start that one again, or choose another folder with HOLDFAST_HOME.");
        }
        return Long.parseLong(about.getOrDefault(JOURNAL, "0"));
    }

    private static void redo(MVStore store, Journal.Change change) {
        MVMap<Object, StoredDocument> documents = documents(store, change.map());
        byte[] bson = change.bson();
        if (bson == null) {
            documents.remove(change.key());
        } else {
            documents.put(change.key(), StoredDocument.ofBson(bson));
        }
    }

    /** Unique indexes, which are made from the documents now, and sizes that nobody counted. Compaction leaves out what nobody opens. */
    private static void dropMapsOfFormat1(MVStore store) {
        store.getMapNames().stream()
                .filter(name -> !name.startsWith(IndexedCollection.MAPS)
                        && (name.contains("._index_") || name.startsWith("meta.")))
                .toList()
                .forEach(store::removeMap);
    }

    @Override
    public Document handleCommand(Channel channel, String databaseName, String command, Document query) {
        return answerOnceDurable(kind(command, query), () -> super.handleCommand(channel, databaseName, command, query));
    }

    @Override
    public QueryResult handleQuery(MongoQuery query) {
        return answerOnceDurable(Kind.READ, () -> super.handleQuery(query));
    }

    private static Kind kind(String command, Document query) {
        String name = command.toLowerCase(Locale.ROOT);
        if (name.equals("aggregate")) {
            boolean writes = query.get("pipeline") instanceof Collection<?> stages && stages.stream()
                    .anyMatch(stage -> stage instanceof Document step && (step.containsKey("$out") || step.containsKey("$merge")));
            return writes ? Kind.OTHER : Kind.READ;
        }
        return READS.contains(name) ? Kind.READ
                : WRITES.contains(name) ? Kind.WRITE
                : QUESTIONS.contains(name) ? Kind.QUESTION
                : SURVEYS.contains(name) ? Kind.SURVEY
                : Kind.OTHER;
    }

    private <T> T answerOnceDurable(Kind kind, Supplier<T> work) {
        if (kind == Kind.QUESTION) {
            return work.get();
        }
        Command command = new Command(journal);
        try {
            // As long as it runs, no page that it may be reading is written over.
            MVStore.TxCounter used = store.registerVersionUsage();
            command.begin();
            try {
                return work.get();
            } finally {
                command.end();
                store.deregisterVersionUsage(used);
                if (kind != Kind.READ) {
                    // Also after an exception: "duplicate key" tells the caller that the other document exists.
                    command.sawEverything();
                }
            }
        } finally {
            journal.awaitDurable(command.seen());
            if (kind == Kind.OTHER) {
                checkpoint();
            }
        }
    }

    /**
     * Brings the file up to date. Nobody waits for it: it takes whole documents at one moment or another, and what is
     * written meanwhile is in the journal, too, from where a start would do it again, in the same order.
     */
    private void checkpoint() {
        checkpointing.lock();
        try {
            long covered = journal.begin();
            about(store).put(JOURNAL, Long.toString(covered));
            store.commit();
            // Before the journal's other file is written over.
            store.sync();
        } catch (RuntimeException | Error e) {
            journal.fail(e);
            throw e;
        } finally {
            checkpointing.unlock();
        }
    }

    private boolean compact() {
        checkpointing.lock();
        try {
            return store.compact(COMPACT_BELOW_FILL_PERCENT, COMPACT_BYTES);
        } finally {
            checkpointing.unlock();
        }
    }

    /**
     * Does something while the files stand still: everything that was acknowledged is in them, and nothing else comes into them.
     * Whoever writes meanwhile waits for their answer.
     */
    void whileAtRest(Runnable copy) {
        checkpointing.lock();
        try {
            journal.whileAtRest(copy);
        } finally {
            checkpointing.unlock();
        }
    }

    private void checkpointNowAndThen() {
        long last = journal.last();
        try {
            while (awaitWork(last)) {
                last = journal.last();
                checkpoint();
                for (int round = 0; round < MOST_COMPACTIONS; round++) {
                    if (!compact()) {
                        break;
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            // Told already where it was the checkpoint.
            journal.fail(e);
        }
    }

    /** False when closing: then there is a last one. */
    private boolean awaitWork(long last) throws InterruptedException {
        long since = System.nanoTime();
        synchronized (ending) {
            while (!closing) {
                boolean written = journal.last() > last;
                boolean due = System.nanoTime() - since >= betweenCheckpoints.toNanos()
                        || journal.size() > MOST_IN_JOURNAL
                        || store.getUnsavedMemory() > MOST_UNSAVED;
                if (written && due) {
                    return true;
                }
                Duration pause = written && betweenCheckpoints.compareTo(LOOK) > 0 ? LOOK : betweenCheckpoints;
                ending.wait(pause.toMillis());
            }
            return false;
        }
    }

    /** Whether something was written that is not on disk yet. */
    boolean hasPendingWrites() {
        return journal.hasWaiting();
    }

    @Override
    public void close() {
        synchronized (ending) {
            if (closing) {
                return;
            }
            closing = true;
            ending.notifyAll();
        }
        try {
            checkpointer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (journal.hasFailed()) {
            // What is not on disk was acknowledged to nobody, and writing it now would fail again.
            store.closeImmediately();
            journal.close();
        } else {
            checkpoint();
            super.close();
            journal.delete();
        }
    }
}
