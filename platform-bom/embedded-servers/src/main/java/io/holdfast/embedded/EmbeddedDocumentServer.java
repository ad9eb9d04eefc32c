package io.holdfast.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * A document server in this JVM that speaks MongoDB's wire protocol (mongo-java-server on H2's MVStore), on loopback.
 * On a file it answers a write only once the write survives a SIGKILL.
 *
 * <p>It is not MongoDB: no sessions, no transactions, and TTL is not enforced. Declared indexes are used; those that are
 * not unique are kept in memory ({@link OrderedIndex}), at about 200 bytes for each document and index that has it.
 */
public final class EmbeddedDocumentServer implements AutoCloseable {
    /** Set to {@code false}, as a system property or in the environment, to see what durability is for. */
    public static final String DURABLE_SWITCH = "HOLDFAST_DOCUMENT_SERVER_DURABLE";

    /**
     * Set to {@code true}, as a system property or in the environment, to have every query refused that no declared
     * index answers. The build's tests run so. Who means to read all documents says so by the order {@code $natural}.
     */
    public static final String REFUSE_SCANS_SWITCH = "HOLDFAST_DOCUMENT_SERVER_REFUSE_SCANS";

    // A command holds its event loop until its commit is done. Netty's two loops per core would let four writers share
    // a commit on a laptop, and make every fifth wait for two.
    private static final int EVENT_LOOPS = 64;

    private final MongoServer server;
    private final H2Backend backend;
    private final Scans scans;
    private final int port;

    private EmbeddedDocumentServer(H2Backend backend, Scans scans, int port) {
        this.backend = backend;
        this.scans = scans;
        server = new MongoServer(backend);
        server.bind(new InetSocketAddress("127.0.0.1", port), 1, EVENT_LOOPS);
        this.port = server.getLocalAddress().getPort();
    }

    /** Keeps nothing; for fast tests. Port 0 means any free one. */
    public static EmbeddedDocumentServer inMemory(int port) {
        return inMemory(port, configuredScans());
    }

    static EmbeddedDocumentServer inMemory(int port, Scans scans) {
        return new EmbeddedDocumentServer(new IsolatedBackend(MVStore.open(null), scans), scans, port);
    }

    /**
     * Keeps its data in {@code file}; durable at every write unless {@link #DURABLE_SWITCH} says false.
     *
     * @throws MVStoreException if another process has the file open
     * @throws IllegalStateException if it cannot be read; the message says what to do
     */
    public static EmbeddedDocumentServer onFile(Path file, int port) {
        return onFile(file, port, step -> { }, sentence -> { });
    }

    /**
     * Keeps its data in {@code file}. Port 0 means any free one. What is in it is read once, before anybody is answered:
     * some seconds for each 100,000 documents.
     *
     * @param progress told in a few words what takes its time
     * @param whenItFails told in one sentence, once, when the file cannot be written any more; from then on nothing is
     *     acknowledged, and what was acknowledged before is in the file
     */
    public static EmbeddedDocumentServer onFile(
            Path file, int port, Consumer<String> progress, Consumer<String> whenItFails) {
        return onFile(file, port, DurableBackend.BETWEEN_CHECKPOINTS, progress, whenItFails);
    }

    static EmbeddedDocumentServer onFile(Path file, int port, Duration betweenCheckpoints, Consumer<String> progress,
            Consumer<String> whenItFails) {
        Path absolute = file.toAbsolutePath();
        try {
            Path folder = absolute.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep documents in " + absolute, e);
        }
        // As H2 does it by itself, about once a second: loses and tears writes.
        return switched(DURABLE_SWITCH, true)
                ? on(absolute.toString(), port, betweenCheckpoints, progress, whenItFails)
                : bound(new H2Backend(MVStore.open(absolute.toString())), new Scans(false), port);
    }

    /** Durable at every write; {@code name} is of a file as H2 knows files, which may lie on a test's own disk. */
    static EmbeddedDocumentServer on(String name, int port, Duration betweenCheckpoints, Consumer<String> progress,
            Consumer<String> whenItFails) {
        Scans scans = configuredScans();
        DurableBackend backend;
        try {
            backend = DurableBackend.open(
                    name, scans, betweenCheckpoints, cause -> whenItFails.accept(FullDisk.sentence(name, cause)));
        } catch (MVStoreException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw refusal(name, e);
        }
        try {
            backend.buildIndexes(progress);
        } catch (MVStoreException | IndexOutOfBoundsException | IllegalArgumentException e) {
            backend.close();
            throw refusal(name, e);
        } catch (RuntimeException e) {
            backend.close();
            throw e;
        }
        return bound(backend, scans, port);
    }

    /** Damaged, or of a time when documents were kept in another way. A file that somebody else has open is told as it is. */
    private static RuntimeException refusal(String name, RuntimeException cause) {
        boolean inUse = cause instanceof MVStoreException known && known.getErrorCode() == DataUtils.ERROR_FILE_LOCKED;
        return inUse || FullDisk.isBehind(cause)
                ? cause
                : new IllegalStateException("The documents in " + name + " cannot be read: the file is damaged, or was written "
                        + "before the first release. Put a copy of it in its place, or choose another folder with "
                        + "HOLDFAST_HOME to begin anew.", cause);
    }

    private static EmbeddedDocumentServer bound(H2Backend backend, Scans scans, int port) {
        try {
            return new EmbeddedDocumentServer(backend, scans, port);
        } catch (RuntimeException e) {
            backend.close();
            throw e;
        }
    }

    private static Scans configuredScans() {
        return Scans.switched(switched(REFUSE_SCANS_SWITCH, false));
    }

    private static boolean switched(String name, boolean otherwise) {
        return Boolean.parseBoolean(
                System.getProperty(name, System.getenv().getOrDefault(name, Boolean.toString(otherwise))));
    }

    /**
     * What was asked so far without a declared index that answers it: collection, shape of the filter and how often, a
     * line each; at most 1,000.
     */
    public List<String> scans() {
        return scans.seen();
    }

    /** What servers of this JVM refused since somebody looked last, where {@link #REFUSE_SCANS_SWITCH} is set. */
    public static List<String> takeRefusedScans() {
        return Scans.takeRefused();
    }

    /** Whether something was written that is not on disk yet. */
    boolean hasPendingWrites() {
        return backend instanceof DurableBackend durable && durable.hasPendingWrites();
    }

    /**
     * Does something, such as copying, while the file stands still: it then has everything that was acknowledged. Whoever writes waits.
     *
     * @throws IllegalStateException when it is not durable, and what is acknowledged is in no file
     */
    public void whileAtRest(Runnable copy) {
        if (!(backend instanceof DurableBackend durable)) {
            throw new IllegalStateException("This document server keeps nothing that could be copied");
        }
        durable.whileAtRest(copy);
    }

    public int port() {
        return port;
    }

    /** For example {@code mongodb://127.0.0.1:27017}. */
    public String uri() {
        return "mongodb://127.0.0.1:" + port;
    }

    /** Closes the clients' connections and then the file. */
    @Override
    public void close() {
        server.shutdownNow();
    }
}
