package io.holdfast.notification.webhooks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A system of the business, on loopback: what it was sent, and how it answers. */
final class Receiver implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Received> all = new CopyOnWriteArrayList<>();
    private volatile Function<Received, Integer> answer = received -> 200;

    private Receiver(HttpServer server) {
        this.server = server;
    }

    static Receiver start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var receiver = new Receiver(server);
            server.setExecutor(receiver.threads);
            server.createContext("/", receiver::handle);
            server.start();
            return receiver;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A request, and what it was answered with; 0 while it was not. */
    record Received(String path, HttpHeaders headers, String body, int status) {

        String id() {
            return headers.firstValue("webhook-id").orElse("");
        }

        JsonNode event() {
            return JsonMapper.shared().readTree(body);
        }

        String subject() {
            return event().get("subject").asString();
        }

        String type() {
            return event().get("type").asString();
        }
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    int port() {
        return server.getAddress().getPort();
    }

    void answer(int status) {
        answer = received -> status;
    }

    void answer(Function<Received, Integer> by) {
        answer = by;
    }

    List<Received> all() {
        return List.copyOf(all);
    }

    /** What it took. */
    List<Received> taken() {
        return all.stream().filter(received -> received.status() / 100 == 2).toList();
    }

    List<String> idsTaken() {
        return taken().stream().map(Received::id).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            HttpHeaders headers = HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true);
            var received = new Received(exchange.getRequestURI().getPath(), headers, body, 0);
            int status = answer.apply(received);
            all.add(new Received(received.path(), headers, body, status));
            exchange.getResponseHeaders().set("Location", "http://127.0.0.1:" + port() + "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
