package io.holdfast.testsupport.infrastructure;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.holdfast.embedded.FreePorts;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a service and a server and plays the network's part: passes everything, falls silent, or is gone.
 * What a firewall does that forgets its connections, or a server that is stopped in the middle of a word, cannot be had
 * by killing processes, because then the kernel says goodbye for them.
 */
public final class TcpProxy implements AutoCloseable {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int BACKLOG = 200;

    private final InetSocketAddress target;
    private final int port;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final Object mode = new Object();
    // Guarded by mode:
    private boolean frozen;
    private boolean closed;
    private @Nullable ServerSocket listening;
    private @Nullable Thread accepting;

    private TcpProxy(InetSocketAddress target) {
        this.target = target;
        this.port = FreePorts.next();
        listen();
    }

    /** Passes everything to {@code host:port} until told otherwise. Listens on loopback, on a free port. */
    public static TcpProxy to(String host, int port) {
        return new TcpProxy(new InetSocketAddress(host, port));
    }

    public int port() {
        return port;
    }

    /** {@code host:port} */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** How many connections are open through it, swallowed ones included. */
    public int connections() {
        return links.size();
    }

    /** Passes everything again: what was held back while frozen goes on, and connections are taken. */
    public void pass() {
        synchronized (mode) {
            frozen = false;
            mode.notifyAll();
            if (listening == null && !closed) {
                listen();
            }
        }
    }

    /**
     * Lets whatever comes on the connections that are open now disappear, in both directions and for good, without any
     * word to either side; new connections pass. So does a firewall that forgot what it knew.
     */
    public void swallow() {
        links.forEach(link -> link.swallowed = true);
    }

    /** Holds everything back, on old and new connections, which are still taken: the server is there and says nothing. */
    public void freeze() {
        synchronized (mode) {
            frozen = true;
        }
    }

    /** Ends all connections and takes no new ones: nothing listens. */
    public void refuse() {
        synchronized (mode) {
            stopListening();
        }
        links.forEach(Link::end);
    }

    @Override
    public void close() {
        synchronized (mode) {
            closed = true;
            mode.notifyAll();
        }
        refuse();
    }

    private void listen() {
        try {
            var server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            listening = server;
            accepting = Thread.ofPlatform().daemon().name("proxy-" + port).start(() -> accept(server));
        } catch (IOException e) {
            throw new UncheckedIOException("The proxy cannot listen on port " + port, e);
        }
    }

    private void stopListening() {
        ServerSocket server = listening;
        Thread accepter = accepting;
        listening = null;
        accepting = null;
        if (server == null || accepter == null) {
            return;
        }
        closeQuietly(server);
        try {
            // The kernel takes connections for as long as somebody is still in accept.
            accepter.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofPlatform().daemon().name("proxy-" + port + "-connect").start(() -> connect(server, client));
            } catch (IOException e) {
                // Closed: nothing listens any more. Anything else concerns one client, which sees its connection end.
            }
        }
    }

    private void connect(ServerSocket server, Socket client) {
        var upstream = new Socket();
        var link = new Link(client, upstream);
        links.add(link);
        try {
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            upstream.connect(target, CONNECT_MILLIS);
            if (server.isClosed()) {
                link.end();
                return;
            }
            pump(link, client, upstream);
            pump(link, upstream, client);
        } catch (IOException e) {
            link.end();
        }
    }

    private void pump(Link link, Socket from, Socket to) {
        Thread.ofPlatform().daemon().name("proxy-" + port + "-pump").start(() -> {
            try (InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
                var buffer = new byte[16 * 1024];
                for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                    awaitThaw();
                    if (!link.swallowed) {
                        out.write(buffer, 0, length);
                    }
                }
                awaitThaw();
                link.awaitEndIfSwallowed();
            } catch (IOException e) {
                // One side is gone; unless it is to disappear silently, the other side learns of it.
                link.awaitEndIfSwallowed();
            } finally {
                link.end();
            }
        });
    }

    private void awaitThaw() {
        synchronized (mode) {
            while (frozen && !closed) {
                try {
                    mode.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    private static void closeQuietly(AutoCloseable what) {
        try {
            what.close();
        } catch (Exception e) {
            throw new IllegalStateException("Cannot close " + what, e);
        }
    }

    /** A client's connection and ours to the server. */
    private final class Link {

        private final List<Socket> ends;
        private volatile boolean swallowed;
        private boolean ended;

        Link(Socket client, Socket upstream) {
            this.ends = List.of(client, upstream);
        }

        synchronized void awaitEndIfSwallowed() {
            while (swallowed && !ended) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }

        synchronized void end() {
            ended = true;
            notifyAll();
            links.remove(this);
            ends.forEach(TcpProxy::closeQuietly);
        }
    }
}
