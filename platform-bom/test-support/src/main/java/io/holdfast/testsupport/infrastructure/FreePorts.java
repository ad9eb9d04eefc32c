package io.holdfast.testsupport.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/** Loopback ports nobody listens on. */
public final class FreePorts {
    // The kernel may name a port again before the server it was meant for has bound it.
    private static final Set<Integer> HANDED_OUT = new HashSet<>();

    private FreePorts() {
    }

    /** A port that is free now and that this JVM has not been given before. */
    public static synchronized int next() {
        while (true) {
            int port = freeNow();
            if (HANDED_OUT.add(port)) {
                return port;
            }
        }
    }

    private static int freeNow() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No free port on the loopback interface", e);
        }
    }
}
