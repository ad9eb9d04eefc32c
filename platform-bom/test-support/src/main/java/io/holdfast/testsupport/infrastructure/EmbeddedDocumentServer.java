package io.holdfast.testsupport.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import org.h2.mvstore.MVStore;

/**
 * A document server in this JVM that speaks MongoDB's wire protocol (mongo-java-server on H2's MVStore), on loopback.
 * On a file it answers a write only once the write survives a SIGKILL.
 *
 * <p>It is not MongoDB: no sessions, no transactions, only unique indexes are used, and TTL is not enforced.
 */
public final class EmbeddedDocumentServer implements AutoCloseable {
    /** Set to {@code false}, as a system property or in the environment, to see what durability is for. */
    public static final String DURABLE_SWITCH = "HOLDFAST_DOCUMENT_SERVER_DURABLE";

    // A command holds its event loop until its commit is done. Netty's two loops per core would let four writers share
    // a commit on a laptop, and make every fifth wait for two.
    private static final int EVENT_LOOPS = 64;

    /** When a write is on disk. */
    public enum Durability {
        /** Before it is answered: SIGKILL loses nothing that was acknowledged. */
        EVERY_WRITE,
        /** About once a second, as H2 does by itself. Loses and tears writes: only for seeing a kill test fail. */
        BACKGROUND
    }

    private final MongoServer server;
    private final int port;

    private EmbeddedDocumentServer(H2Backend backend, int port) {
        server = new MongoServer(backend);
        server.bind(new InetSocketAddress("127.0.0.1", port), 1, EVENT_LOOPS);
        this.port = server.getLocalAddress().getPort();
    }

    /** Keeps nothing; for fast tests. Port 0 means any free one. */
    public static EmbeddedDocumentServer inMemory(int port) {
        return new EmbeddedDocumentServer(new IsolatedBackend(MVStore.open(null)), port);
    }

    /**
     * Keeps its data in {@code file}; durable at every write unless {@link #DURABLE_SWITCH} says false.
     *
     * @throws org.h2.mvstore.MVStoreException if another process has the file open
     */
    public static EmbeddedDocumentServer onFile(Path file, int port) {
        return onFile(file, port, configuredDurability(System.getenv()));
    }

    /** Keeps its data in {@code file}. Port 0 means any free one. */
    public static EmbeddedDocumentServer onFile(Path file, int port, Durability durability) {
        Path absolute = file.toAbsolutePath();
        try {
            Path folder = absolute.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep documents in " + absolute, e);
        }
        H2Backend backend = switch (durability) {
            case EVERY_WRITE -> DurableBackend.open(absolute);
            case BACKGROUND -> new H2Backend(MVStore.open(absolute.toString()));
        };
        try {
            return new EmbeddedDocumentServer(backend, port);
        } catch (RuntimeException e) {
            backend.close();
            throw e;
        }
    }

    static Durability configuredDurability(Map<String, String> environment) {
        String durable = System.getProperty(DURABLE_SWITCH, environment.getOrDefault(DURABLE_SWITCH, "true"));
        return Boolean.parseBoolean(durable) ? Durability.EVERY_WRITE : Durability.BACKGROUND;
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
