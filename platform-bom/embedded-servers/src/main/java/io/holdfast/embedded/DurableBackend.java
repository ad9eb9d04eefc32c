package io.holdfast.embedded;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.holdfast.embedded.PendingWrites.Command;
import io.netty.channel.Channel;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers a command once everything it did, or saw, is on disk.
 *
 * <p>Commands run side by side under the shared lock. One committer takes the exclusive lock, so that it never commits
 * the middle of a command, and commits for everybody who waits: the more writers, the more share one commit.
 *
 * <p>Readers wait as well when they have seen what is not on disk yet ({@link PendingWrites}). Otherwise an event could
 * be read from an outbox and sent, and after a SIGKILL the state it speaks of would never have been. They do not wait
 * for other people's writes.
 */
final class DurableBackend extends IsolatedBackend {
    private static final Logger log = LoggerFactory.getLogger(DurableBackend.class);

    /** Commands that read documents, and whose collection notes what of it is not on disk yet. */
    private static final Set<String> READS = Set.of("find", "count", "distinct", "aggregate");
    /** Commands that read no document, or what an earlier command read and waited for. */
    private static final Set<String> QUESTIONS = Set.of("getmore", "killcursors", "ping", "ismaster", "hello",
            "buildinfo", "serverstatus", "whatsmyuri", "endsessions", "connectionstatus", "hostinfo", "getlog",
            "getcmdlineopts", "getparameter", "getfreemonitoringstatus", "replsetgetstatus", "getlasterror");
    /** Commands that change nothing and may tell of anything. */
    private static final Set<String> SURVEYS = Set.of("listcollections", "listindexes", "listdatabases", "collstats",
            "dbstats", "validate");

    /** What a command has to wait for. Whatever is not listed is taken for a write: at worst it costs a commit. */
    private enum Kind { WRITE, READ, QUESTION, SURVEY }

    // Below the default fill rate so that live pages are not copied for little; 1 MiB at a time keeps the pause short.
    private static final int COMPACT_BELOW_FILL_PERCENT = 60;
    private static final int COMPACT_BYTES = 1024 * 1024;
    private static final long COMPACT_EVERY_NANOS = Duration.ofMillis(250).toNanos();

    private final MVStore store;
    private final Lock running;
    private final Lock committing;
    private final ReentrantLock progress = new ReentrantLock();
    private final Condition workToDo = progress.newCondition();
    private final Condition committed = progress.newCondition();
    private final Thread committer;
    private final Consumer<Throwable> whenItFails;

    // All are guarded by `progress`. A write takes its number before it begins, under the shared lock. So a commit under
    // the exclusive lock covers whole writes, and a reader's last number covers every write it may have seen a part of.
    private long written;
    private long durable;
    private boolean closing;
    private @Nullable Throwable failure;

    private DurableBackend(MVStore store, Scans scans, Consumer<Throwable> whenItFails) {
        super(store, scans);
        this.store = store;
        this.whenItFails = whenItFails;
        ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        running = lock.readLock();
        committing = lock.writeLock();
        committer = Thread.ofPlatform().name("document-server-committer").unstarted(this::commitForEverybody);
    }

    /**
     * @param name of the file
     * @param whenItFails told once, when something could not be written; then nothing is acknowledged any more
     */
    static DurableBackend open(String name, Scans scans, Consumer<Throwable> whenItFails) {
        MVStore store = new MVStore.Builder()
                .fileName(name)
                .autoCommitDisabled()
                // The other automatism: a full write buffer would commit in the middle of a command.
                .autoCommitBufferSize(0)
                .cacheSize(64)
                .open();
        // Old chunks are free at once; kept for the default 45 s they would make up most of the file.
        store.setRetentionTime(0);
        DurableBackend backend = new DurableBackend(store, scans, whenItFails);
        // What opening the databases wrote goes first.
        backend.written = 1;
        backend.committer.start();
        return backend;
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
            String pipeline = String.valueOf(query.get("pipeline"));
            return pipeline.contains("$out") || pipeline.contains("$merge") ? Kind.WRITE : Kind.READ;
        }
        return READS.contains(name) ? Kind.READ
                : QUESTIONS.contains(name) ? Kind.QUESTION
                : SURVEYS.contains(name) ? Kind.SURVEY
                : Kind.WRITE;
    }

    private <T> T answerOnceDurable(Kind kind, Supplier<T> work) {
        Command command = new Command(0, 0);
        try {
            running.lock();
            try {
                command = numbered(kind);
                command.begin();
                return work.get();
            } finally {
                if (kind == Kind.SURVEY) {
                    command.sawAllUpTo(lastWrite());
                }
                command.end();
                running.unlock();
            }
        } finally {
            // Also after an exception: "duplicate key" tells the caller that the other document exists.
            awaitDurable(command.seen());
        }
    }

    private Command numbered(Kind kind) {
        progress.lock();
        try {
            return switch (kind) {
                case WRITE -> new Command(++written, durable);
                case READ, QUESTION, SURVEY -> new Command(0, durable);
            };
        } finally {
            progress.unlock();
        }
    }

    private long lastWrite() {
        progress.lock();
        try {
            return written;
        } finally {
            progress.unlock();
        }
    }

    private void awaitDurable(long number) {
        progress.lock();
        try {
            while (durable < number) {
                if (failure != null) {
                    throw new MongoServerException("The store failed", failure);
                }
                workToDo.signal();
                committed.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MongoServerException("Interrupted before the write was durable", e);
        } finally {
            progress.unlock();
        }
    }

    private void commitForEverybody() {
        long compacted = System.nanoTime();
        try {
            while (awaitWork()) {
                boolean compact = System.nanoTime() - compacted >= COMPACT_EVERY_NANOS;
                long covered = commitAll(compact);
                if (compact) {
                    compacted = System.nanoTime();
                }
                // Outside the lock: commands of the next commit run while this one goes to the disk.
                store.sync();
                report(covered, null);
            }
        } catch (RuntimeException | Error | InterruptedException e) {
            log.error("Cannot commit to {}; no further write will be acknowledged", this, e);
            report(0, e);
            whenItFails.accept(e);
        }
    }

    private long commitAll(boolean compact) {
        committing.lock();
        try {
            if (compact) {
                store.compact(COMPACT_BELOW_FILL_PERCENT, COMPACT_BYTES);
            }
            store.commit();
            return lastWrite();
        } finally {
            committing.unlock();
        }
    }

    private void report(long covered, @Nullable Throwable failed) {
        progress.lock();
        try {
            durable = Math.max(durable, covered);
            failure = failed;
            committed.signalAll();
        } finally {
            progress.unlock();
        }
    }

    /** False when closing and nothing is left to commit. */
    private boolean awaitWork() throws InterruptedException {
        progress.lock();
        try {
            while (durable == written) {
                if (closing) {
                    return false;
                }
                workToDo.await();
            }
            return true;
        } finally {
            progress.unlock();
        }
    }

    /** Whether something was written that is not on disk yet. */
    boolean hasPendingWrites() {
        progress.lock();
        try {
            return durable < written;
        } finally {
            progress.unlock();
        }
    }

    @Override
    public void close() {
        progress.lock();
        try {
            closing = true;
            workToDo.signal();
        } finally {
            progress.unlock();
        }
        try {
            committer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failure == null) {
            super.close();
        } else {
            // What is not on disk was acknowledged to nobody, and writing it now would fail again.
            store.closeImmediately();
        }
    }
}
