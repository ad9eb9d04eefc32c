package io.holdfast.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

import de.bwaldvogel.mongo.exception.MongoServerException;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.ObjectDataType;
import org.h2.store.fs.FilePath;
import org.jspecify.annotations.Nullable;

/**
 * What was written since the store's file was brought up to date, in the order in which it was written: a new version of
 * one document costs its own bytes at the end of a file, not the pages it lies on. Who waits for the disk waits together:
 * one of them writes for all, and what comes meanwhile is written next.
 *
 * <p>Two files in turn. When the store's file is about to take up what is in one of them, records go to the other; the
 * first is written over once the store has it. A record that a kill tore, or that is left of an earlier turn, has another
 * checksum or another number than the next one should have: there the file ends.
 */
final class Journal implements AutoCloseable {
    /** The first bytes of each of its files: "HOLDFJRN". */
    private static final long MAGIC = 0x484F4C44464A524EL;
    private static final int FORMAT = 1;
    private static final int HEADER_BYTES = 8 + 4 + 8 + 8 + 4;
    /** A block of its own, so that a torn record leaves it whole. */
    private static final int FIRST_RECORD_AT = 4096;
    private static final int RECORD_HEADER_BYTES = 4 + 4 + 8;
    /** More than a message of the protocol may have. */
    private static final int MOST_RECORD_BYTES = 64 * 1024 * 1024;
    private static final ObjectDataType KEYS = new ObjectDataType();

    /** A document that came, changed ({@code bson}) or went (null), by the map it is in and its key there. */
    record Change(String map, Object key, byte @Nullable [] bson) { }

    private record Turn(FileChannel file, long number, long firstRecord) { }

    private final FilePath[] files;
    private final Consumer<Throwable> whenItFails;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // All are guarded by `lock`, but for the file while `writing`.
    private WriteBuffer waiting = new WriteBuffer();
    private WriteBuffer spare = new WriteBuffer();
    private @Nullable FileChannel file;
    private long turn;
    private long position;
    private long appended;
    // Written under the lock, and read without it: who reads an older value waits for nothing more than needed.
    private volatile long durable;
    private boolean writing;
    private @Nullable Throwable failure;

    private Journal(FilePath[] files, long covered, Consumer<Throwable> whenItFails) {
        this.files = files;
        this.whenItFails = whenItFails;
        appended = covered;
        durable = covered;
    }

    /**
     * Reads what the store does not have yet. Nothing can be appended before {@link #begin()}.
     *
     * @param store the name of its file
     * @param covered the last record that the store has
     * @param whenItFails told once, when the journal cannot be written
     * @throws IllegalStateException if it is another store's, or of another format; the message says what to do
     */
    static Journal read(String store, long covered, Consumer<Change> redo, Consumer<Throwable> whenItFails) {
        Journal journal = new Journal(
                new FilePath[] {FilePath.get(store + ".journal-0"), FilePath.get(store + ".journal-1")}, covered, whenItFails);
        try {
            journal.redo(store, redo);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the journal of " + store, e);
        }
        return journal;
    }

    private void redo(String store, Consumer<Change> redo) throws IOException {
        List<Turn> turns = new ArrayList<>();
        try {
            for (FilePath path : files) {
                Turn found = path.exists() ? turn(path) : null;
                if (found != null) {
                    turns.add(found);
                }
            }
            turns.sort(Comparator.comparingLong(Turn::number));
            for (Turn found : turns) {
                turn = found.number();
                if (found.firstRecord() > appended + 1) {
                    throw new IllegalStateException("The journal beside " + store + " continues a later state of it than "
                            + "this one: put the file back that belongs to it, or move the two files *.journal-* away to "
                            + "go on with what this one has.");
                }
                redo(found, redo);
            }
        } finally {
            for (Turn found : turns) {
                found.file().close();
            }
        }
    }

    private static @Nullable Turn turn(FilePath path) throws IOException {
        FileChannel file = path.open("r");
        ByteBuffer header = read(file, 0, HEADER_BYTES);
        if (header == null || header.getLong() != MAGIC) {
            // It was killed before the first one was written.
            file.close();
            return null;
        }
        int format = header.getInt();
        if (format != FORMAT) {
            file.close();
            throw new IllegalStateException(path + " was written by a newer Holdfast: start that one again, stop it with "
                    + "Ctrl-C, and then start this one.");
        }
        long number = header.getLong();
        long firstRecord = header.getLong();
        if (header.getInt() != checksum(0, header, 0, HEADER_BYTES - 4)) {
            file.close();
            return null;
        }
        return new Turn(file, number, firstRecord);
    }

    private void redo(Turn found, Consumer<Change> redo) throws IOException {
        long at = FIRST_RECORD_AT;
        long next = found.firstRecord();
        while (true) {
            ByteBuffer head = read(found.file(), at, RECORD_HEADER_BYTES);
            if (head == null) {
                return;
            }
            int bytes = head.getInt();
            int checksum = head.getInt();
            long number = head.getLong();
            if (number != next || bytes <= 0 || bytes > MOST_RECORD_BYTES) {
                return;
            }
            ByteBuffer record = read(found.file(), at + 8, 8 + bytes);
            if (record == null || checksum(found.number(), record, 0, 8 + bytes) != checksum) {
                return;
            }
            if (number > appended) {
                record.getLong();
                while (record.hasRemaining()) {
                    redo.accept(change(record));
                }
                appended = number;
                durable = number;
            }
            at += RECORD_HEADER_BYTES + bytes;
            next++;
        }
    }

    private static Change change(ByteBuffer from) {
        byte[] map = new byte[from.getInt()];
        from.get(map);
        Object key = KEYS.read(from);
        int length = from.getInt();
        byte @Nullable [] bson = null;
        if (length >= 0) {
            bson = new byte[length];
            from.get(bson);
        }
        return new Change(new String(map, StandardCharsets.UTF_8), key, bson);
    }

    /** Null where the file is shorter. */
    private static @Nullable ByteBuffer read(FileChannel file, long at, int bytes) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(bytes);
        long from = at;
        while (into.hasRemaining()) {
            int read = file.read(into, from);
            if (read < 0) {
                return null;
            }
            from += read;
        }
        return into.flip();
    }

    /** With the turn in it: a record of an earlier one may be whole, and lie where the next one would begin. */
    private static int checksum(long turn, ByteBuffer bytes, int from, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(ByteBuffer.allocate(8).putLong(turn).flip());
        checksum.update(bytes.slice(from, length));
        return (int) checksum.getValue();
    }

    /** The last record that there is. */
    long last() {
        lock.lock();
        try {
            return appended;
        } finally {
            lock.unlock();
        }
    }

    /** Bytes of the records of this turn. */
    long size() {
        lock.lock();
        try {
            return position - FIRST_RECORD_AT + waiting.position();
        } finally {
            lock.unlock();
        }
    }

    boolean hasWaiting() {
        lock.lock();
        try {
            return durable < appended;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes down what has been done together; to be called in the order in which it was done, and after it was done.
     *
     * @return the record's number
     */
    long append(List<Change> together) {
        lock.lock();
        try {
            requireNoFailure();
            long number = ++appended;
            int begin = waiting.position();
            waiting.putInt(0).putInt(0).putLong(number);
            for (Change change : together) {
                byte[] map = change.map().getBytes(StandardCharsets.UTF_8);
                waiting.putInt(map.length).put(map);
                KEYS.write(waiting, change.key());
                byte[] bson = change.bson();
                if (bson == null) {
                    waiting.putInt(-1);
                } else {
                    waiting.putInt(bson.length).put(bson);
                }
            }
            int end = waiting.position();
            waiting.putInt(begin, end - begin - RECORD_HEADER_BYTES);
            waiting.putInt(begin + 4, checksum(turn, waiting.getBuffer(), begin + 8, end - begin - 8));
            return number;
        } finally {
            lock.unlock();
        }
    }

    /** The last record that is on the disk. */
    long durable() {
        return durable;
    }

    /** Returns when this record, and all before it, are on the disk. */
    void awaitDurable(long number) {
        if (number <= durable) {
            return;
        }
        lock.lock();
        try {
            while (durable < number) {
                requireNoFailure();
                if (writing) {
                    changed.await();
                } else {
                    writeWaiting();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MongoServerException("Interrupted before the write was durable", e);
        } finally {
            lock.unlock();
        }
    }

    /** For everybody who waits. Called with the lock, which it lets go while it writes. */
    private void writeWaiting() {
        FileChannel into = file;
        if (into == null) {
            throw new IllegalStateException("The journal was not begun, or is closed");
        }
        WriteBuffer taken = waiting;
        waiting = spare;
        spare = taken;
        long upTo = appended;
        long at = position;
        writing = true;
        lock.unlock();
        @Nullable Throwable failed = null;
        int bytes = 0;
        try {
            ByteBuffer records = taken.getBuffer();
            records.flip();
            bytes = records.remaining();
            write(into, records, at);
            into.force(false);
        } catch (IOException | RuntimeException | Error e) {
            failed = e;
        }
        lock.lock();
        taken.clear();
        writing = false;
        if (failed == null) {
            position = at + bytes;
            durable = upTo;
        }
        changed.signalAll();
        if (failed != null) {
            fail(failed);
        }
    }

    /** Does something while nobody writes; who waits for the disk waits on. */
    void whileAtRest(Runnable copy) {
        lock.lock();
        try {
            while (writing) {
                changed.await();
            }
            requireNoFailure();
            writing = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MongoServerException("Interrupted before the journal was at rest", e);
        } finally {
            lock.unlock();
        }
        try {
            copy.run();
        } finally {
            lock.lock();
            try {
                writing = false;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private static void write(FileChannel into, ByteBuffer bytes, long at) throws IOException {
        long from = at;
        while (bytes.hasRemaining()) {
            from += into.write(bytes, from);
        }
    }

    private void requireNoFailure() {
        if (failure != null) {
            throw new MongoServerException("The store failed", failure);
        }
    }

    /** From now on nothing is acknowledged. */
    void fail(Throwable cause) {
        lock.lock();
        try {
            if (failure != null) {
                return;
            }
            failure = cause;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        whenItFails.accept(cause);
    }

    boolean hasFailed() {
        lock.lock();
        try {
            return failure != null;
        } finally {
            lock.unlock();
        }
    }

    /**
     * What comes from now on goes to the other file, which is written over: the store has to have what is in it.
     *
     * @return the last record before; whatever was done up to there was done before this returns
     */
    long begin() {
        lock.lock();
        try {
            requireNoFailure();
            while (writing || durable < appended) {
                if (writing) {
                    changed.await();
                } else {
                    writeWaiting();
                }
                requireNoFailure();
            }
            // Nothing waits, so what is appended from now on is of the next turn.
            turn++;
            writing = true;
            long before = durable;
            FileChannel ended = file;
            lock.unlock();
            @Nullable FileChannel begun = null;
            @Nullable IOException failed = null;
            try {
                begun = open(files[(int) (turn % 2)], turn, before + 1);
                if (ended != null) {
                    ended.close();
                }
            } catch (IOException e) {
                failed = e;
            }
            lock.lock();
            writing = false;
            file = begun;
            position = FIRST_RECORD_AT;
            changed.signalAll();
            if (failed != null) {
                fail(failed);
                throw new MongoServerException("The store failed", failed);
            }
            return before;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MongoServerException("Interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    /** What is in it stays, so that it need not grow again; its numbers tell it from what comes. */
    private static FileChannel open(FilePath path, long turn, long firstRecord) throws IOException {
        FileChannel opened = path.open("rw");
        ByteBuffer header = ByteBuffer.allocate(FIRST_RECORD_AT);
        header.putLong(MAGIC).putInt(FORMAT).putLong(turn).putLong(firstRecord);
        header.putInt(checksum(0, header, 0, HEADER_BYTES - 4));
        header.rewind();
        write(opened, header, 0);
        opened.force(true);
        return opened;
    }

    /** Keeps its files, which the next start reads. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (file != null) {
                file.close();
                file = null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close the journal", e);
        } finally {
            lock.unlock();
        }
    }

    /** When the store has everything. */
    void delete() {
        close();
        for (FilePath path : files) {
            if (path.exists()) {
                path.delete();
            }
        }
    }
}
