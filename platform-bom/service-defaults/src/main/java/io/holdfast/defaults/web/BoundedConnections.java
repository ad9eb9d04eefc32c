package io.holdfast.defaults.web;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tomcat's HTTP/1.1, with bounds:
 * <ul>
 *   <li>on connections that have not asked for anything yet: for each address, and for all together. Where there would be
 *       more, the oldest of them is closed, so that whoever opens thousands of connections and sends half a request on each
 *       keeps nobody out, not even others at the same address. Whoever has sent one request's header is left alone;
 *   <li>on what is read and answered at once. A virtual thread costs nothing, the buffers of what it reads do: 84 KB. What
 *       is beyond waits in its connection;
 *   <li>on connections, by what a quarter of the heap has room for.
 * </ul>
 * Public, with such a constructor, because Tomcat makes it by its name.
 */
public final class BoundedConnections extends Http11NioProtocol {

    private static final Logger log = LoggerFactory.getLogger(BoundedConnections.class);

    /** Measured: a connection's own buffers, 16 KB, and what belongs to them. */
    private static final int BYTES_PER_CONNECTION = 18 << 10;

    private final Silent silent;
    private int handledAtOnce = Integer.MAX_VALUE;

    public BoundedConnections() {
        this(new Silent());
    }

    private BoundedConnections(Silent silent) {
        super(new Endpoint(silent));
        this.silent = silent;
    }

    /** How many connections may be silent at once, from one address and from all; some less than there may be at all. */
    void allowSilent(int perAddress, int inAll) {
        int most = HeapShare.QUARTER.roomFor(BYTES_PER_CONNECTION);
        silent.allow(Math.min(perAddress, most / 2), Math.min(inAll, most / 4 * 3));
    }

    /** How many connections may be read and answered at once; to be said before it starts. */
    void handleAtOnce(int connections) {
        handledAtOnce = connections;
    }

    @Override
    public void setMaxConnections(int most) {
        super.setMaxConnections(Math.min(most, HeapShare.QUARTER.roomFor(BYTES_PER_CONNECTION)));
    }

    @Override
    public void init() throws Exception {
        setExecutor(new Bounded(getExecutor(), handledAtOnce));
        super.init();
    }

    @Override
    public void setAdapter(Adapter adapter) {
        super.setAdapter(new Noticing(adapter, silent));
    }

    /** Runs so many at once, and the others in the order in which they came: at most one for each connection. */
    private static final class Bounded implements Executor {

        private final Executor threads;
        private final Semaphore places;
        private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

        Bounded(Executor threads, int atOnce) {
            this.threads = threads;
            this.places = new Semaphore(atOnce);
        }

        @Override
        public void execute(Runnable task) {
            waiting.add(task);
            startWaiting();
        }

        private void startWaiting() {
            while (!waiting.isEmpty() && places.tryAcquire()) {
                Runnable next = waiting.poll();
                if (next == null) {
                    places.release();
                } else {
                    threads.execute(() -> run(next));
                }
            }
        }

        private void run(Runnable task) {
            try {
                task.run();
            } finally {
                places.release();
                startWaiting();
            }
        }
    }

    /** Where the connections come in. */
    private static final class Endpoint extends NioEndpoint {

        private final Silent silent;

        Endpoint(Silent silent) {
            this.silent = silent;
        }

        @Override
        protected boolean setSocketOptions(SocketChannel socket) {
            InetSocketAddress remote = remoteOf(socket);
            if (remote == null) {
                return false;
            }
            String address = remote.getAddress().getHostAddress();
            // Before it is served, which begins at once and on another thread.
            silent.add(address, remote.getPort(), socket).ifPresent(this::close);
            boolean taken = super.setSocketOptions(socket);
            if (!taken) {
                silent.remove(address, remote.getPort());
            }
            return taken;
        }

        private void close(SocketChannel socket) {
            SocketWrapperBase<NioChannel> connection = connections.get(socket);
            if (connection != null) {
                log.debug("A silent connection makes room: {}", connection);
                connection.close();
            }
        }

        private static @Nullable InetSocketAddress remoteOf(SocketChannel socket) {
            try {
                return socket.getRemoteAddress() instanceof InetSocketAddress remote ? remote : null;
            } catch (IOException e) {
                log.debug("A connection ended while it was accepted", e);
                return null;
            }
        }
    }

    /** The connections that have not asked for anything, the oldest first, and for a while some that are closed. */
    private static final class Silent {

        private final Map<String, LinkedHashMap<Integer, SocketChannel>> byAddress = new HashMap<>();
        private int perAddress = Integer.MAX_VALUE;
        private int inAll = Integer.MAX_VALUE;
        private int count;

        synchronized void allow(int newPerAddress, int newInAll) {
            perAddress = newPerAddress;
            inAll = newInAll;
        }

        /** What has to be closed to make room for it. */
        synchronized Optional<SocketChannel> add(String address, int port, SocketChannel socket) {
            var theirs = byAddress.computeIfAbsent(address, unknown -> new LinkedHashMap<>());
            // The port may have been another connection's, which ended without a word.
            if (theirs.remove(port) == null) {
                count++;
            }
            theirs.put(port, socket);
            if (theirs.size() > perAddress) {
                return Optional.of(takeOldest(theirs));
            }
            if (count > inAll) {
                forgetClosed();
            }
            // Whoever has most of them has them for a reason of their own.
            return count <= inAll
                    ? Optional.empty()
                    : byAddress.values().stream().max(Comparator.comparingInt(Map::size)).map(this::takeOldest);
        }

        synchronized void remove(String address, int port) {
            var theirs = byAddress.get(address);
            if (theirs != null && theirs.remove(port) != null) {
                count--;
                if (theirs.isEmpty()) {
                    byAddress.remove(address);
                }
            }
        }

        private SocketChannel takeOldest(LinkedHashMap<Integer, SocketChannel> theirs) {
            count--;
            return theirs.pollFirstEntry().getValue();
        }

        private void forgetClosed() {
            byAddress.values().removeIf(theirs -> {
                int before = theirs.size();
                theirs.values().removeIf(socket -> !socket.isOpen());
                count -= before - theirs.size();
                return theirs.isEmpty();
            });
        }
    }

    /** Notices that a request's header is complete. */
    private record Noticing(Adapter adapter, Silent silent) implements Adapter {

        @Override
        public void service(Request request, Response response) throws Exception {
            request.action(ActionCode.REQ_HOST_ADDR_ATTRIBUTE, null);
            request.action(ActionCode.REQ_REMOTEPORT_ATTRIBUTE, null);
            silent.remove(String.valueOf(request.remoteAddr()), request.getRemotePort());
            adapter.service(request, response);
        }

        @Override
        public boolean prepare(Request request, Response response) throws Exception {
            return adapter.prepare(request, response);
        }

        @Override
        public boolean asyncDispatch(Request request, Response response, SocketEvent status) throws Exception {
            return adapter.asyncDispatch(request, response, status);
        }

        @Override
        public void log(Request request, Response response, long time) {
            adapter.log(request, response, time);
        }

        @Override
        public void checkRecycled(Request request, Response response) {
            adapter.checkRecycled(request, response);
        }

        @Override
        public String getDomain() {
            return adapter.getDomain();
        }
    }
}
