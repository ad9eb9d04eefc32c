package io.holdfast.notification.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;

import jakarta.mail.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Conversations with the SMTP server, on platform threads. On a virtual thread the JDK's {@code BufferedOutputStream}
 * begins small and grows by what is written, and Jakarta Mail writes byte by byte: each byte copied all before it, megabytes
 * a mail. But a platform thread that reads from a socket does not hear an interrupt, so a conversation that is given up
 * has its socket closed.
 */
final class Conversations implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Conversations.class);

    private static final long IDLE_SECONDS = 60;

    private final ThreadLocal<@Nullable Conversation<?>> current = new ThreadLocal<>();
    private final ThreadPoolExecutor threads;

    /** @param atOnce the most threads; who asks for more at once waits */
    Conversations(int atOnce) {
        this.threads = new ThreadPoolExecutor(
                atOnce,
                atOnce,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                // Bounded by the bulkhead around it, which lets in no more than there are threads.
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name("smtp-", 0).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /** From now on the session's sockets are ours to close. */
    void provideSocketsFor(Session session) {
        session.getProperties().put("mail.smtp.socketFactory", new Sockets());
        // Otherwise a server that is away would be asked twice, the second time over a socket that nobody closes.
        session.getProperties().put("mail.smtp.socketFactory.fallback", "false");
    }

    <T> Future<T> begin(Callable<T> talk) {
        var conversation = new Conversation<>(talk);
        threads.execute(conversation);
        return conversation;
    }

    @Override
    public void close() {
        threads.shutdown();
    }

    private final class Conversation<T> extends FutureTask<T> {

        private volatile @Nullable Socket socket;

        Conversation(Callable<T> talk) {
            super(talk);
        }

        @Override
        public void run() {
            current.set(this);
            try {
                super.run();
            } finally {
                current.remove();
            }
        }

        void uses(Socket opened) {
            socket = opened;
            // Given up between its begin and this moment.
            if (isCancelled()) {
                hangUp();
            }
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            boolean cancelled = super.cancel(mayInterruptIfRunning);
            hangUp();
            return cancelled;
        }

        private void hangUp() {
            Socket open = socket;
            if (open != null) {
                try {
                    open.close();
                } catch (IOException e) {
                    log.debug("A socket to the SMTP server could not be closed", e);
                }
            }
        }
    }

    private final class Sockets extends SocketFactory {

        @Override
        public Socket createSocket() {
            var socket = new Socket();
            Conversation<?> conversation = current.get();
            if (conversation != null) {
                conversation.uses(socket);
            }
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return new Socket(host, port);
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
            return new Socket(host, port, localHost, localPort);
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return new Socket(host, port);
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
            return new Socket(host, port, localHost, localPort);
        }
    }
}
