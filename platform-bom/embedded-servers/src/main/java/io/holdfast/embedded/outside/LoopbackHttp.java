package io.holdfast.embedded.outside;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The JDK's HTTP server on loopback, with bodies that end. */
final class LoopbackHttp implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LoopbackHttp.class);
    private static final int FAILED = 500;
    private static final int UNAVAILABLE = 503;
    private static final int LARGEST_BODY = 64 * 1024;

    private final HttpServer server;
    private final AtomicInteger failures = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private LoopbackHttp(HttpServer server) {
        this.server = server;
    }

    /** What a request is answered with. */
    record Answer(int status, Map<String, String> headers, byte[] body) {

        static Answer of(int status) {
            return new Answer(status, Map.of(), new byte[0]);
        }
    }

    /** What answers a request. */
    interface Handler {
        Answer answer(HttpExchange exchange, byte[] body) throws IOException;
    }

    /** @param port 0 means any free one */
    static LoopbackHttp start(int port, Handler handler) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            var http = new LoopbackHttp(server);
            server.setExecutor(http.threads);
            server.createContext("/", exchange -> http.handle(exchange, http.failing(handler)));
            server.start();
            return http;
        } catch (IOException e) {
            throw new UncheckedIOException("Nothing can listen on port " + port, e);
        }
    }

    /** Answers 503 to the next {@code requests} requests. */
    void failNext(int requests) {
        failures.set(requests);
    }

    private Handler failing(Handler handler) {
        boolean fails = failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        return fails ? (exchange, body) -> Answer.of(UNAVAILABLE) : handler;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange, Handler handler) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange, handler);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            boolean empty = answer.body().length == 0;
            exchange.sendResponseHeaders(answer.status(), empty ? -1 : answer.body().length);
            if (!empty) {
                exchange.getResponseBody().write(answer.body());
            }
        }
    }

    private static Answer answer(HttpExchange exchange, Handler handler) throws IOException {
        try (InputStream in = exchange.getRequestBody()) {
            return handler.answer(exchange, in.readNBytes(LARGEST_BODY));
        } catch (RuntimeException e) {
            // The sender has to see that it was not taken.
            log.warn("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI().getPath(), e);
            return Answer.of(FAILED);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
