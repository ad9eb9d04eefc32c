package io.holdfast.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loopback ports nobody listens on. */
public final class FreePorts {
    // From 32768 on systems take the ports of outgoing connections: one of those may be gone before its server has bound it.
    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;
    // What was chosen for a server that has not bound it yet looks free.
    private static final Set<Integer> HANDED_OUT = new HashSet<>();

    private static final Logger log = LoggerFactory.getLogger(FreePorts.class);
    private static final int TRIES = 5;

    private FreePorts() {
    }

    /** A port that is free now and that this JVM has not been given before. */
    public static synchronized int next() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (!isTaken(port) && HANDED_OUT.add(port)) {
                return port;
            }
        }
    }

    /**
     * Starts a server on a port that is chosen here, and on another one when somebody took it before the server did: a
     * free port cannot be reserved for a server that binds it itself.
     *
     * @param start throws when it cannot bind
     */
    public static <T> T bind(IntSupplier ports, IntFunction<T> start) {
        for (int attempt = 1; ; attempt++) {
            int port = ports.getAsInt();
            try {
                return start.apply(port);
            } catch (RuntimeException e) {
                if (attempt == TRIES || !isTaken(e)) {
                    throw e;
                }
                log.info("Port {} was taken meanwhile; choosing another one", port);
            }
        }
    }

    /** Whether a server did not start because somebody else listens where it was to listen. */
    public static boolean isTaken(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException || String.valueOf(cause.getMessage()).contains("Address already in use")) {
                return true;
            }
        }
        return false;
    }

    /** Whether somebody listens there now. */
    public static boolean isTaken(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return false;
        } catch (BindException e) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look at port " + port, e);
        }
    }
}
