package io.holdfast.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Function;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The public API as a test plays it: a real HTTP server, and for each path what it answers. */
final class StubApi implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Function<Asked, Said>> answers = new LinkedHashMap<>();
    private final List<Asked> asked = new ArrayList<>();

    /** A request that the web app made. */
    record Asked(String method, String path, String query, Headers headers, String body) {

        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        String header(String name) {
            return headers.getFirst(name);
        }
    }

    /** What it is answered. */
    record Said(int status, String type, String body, Map<String, String> headers) {

        static Said json(String body) {
            return new Said(200, "application/json", body, Map.of());
        }

        static Said problem(int status, String code, String more) {
            return new Said(
                    status, "application/problem+json",
                    "{\"status\":%d,\"code\":\"%s\",\"detail\":\"As the API says it.\"%s}".formatted(status, code, more), Map.of());
        }

        Said with(String name, String value) {
            return new Said(status, type, body, Map.of(name, value));
        }
    }

    StubApi() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** @param call such as {@code GET /api/v1/offerings} */
    synchronized StubApi on(String call, String json) {
        return on(call, request -> Said.json(json));
    }

    synchronized StubApi on(String call, Function<Asked, Said> answer) {
        answers.put(call, answer);
        return this;
    }

    synchronized void forget() {
        answers.clear();
        asked.clear();
    }

    /** Calls of that kind, the oldest first. */
    synchronized List<Asked> asked(String call) {
        return asked.stream().filter(one -> call.equals(one.method() + " " + one.path())).toList();
    }

    synchronized List<Asked> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var request = new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                String.valueOf(exchange.getRequestURI().getQuery()),
                exchange.getRequestHeaders(),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Function<Asked, Said> answer;
        synchronized (this) {
            asked.add(request);
            answer = answers.getOrDefault(
                    request.method() + " " + request.path(), unknown -> Said.problem(404, "not-found", ""));
        }
        Said said = answer.apply(request);
        byte[] body = said.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", said.type());
        said.headers().forEach(exchange.getResponseHeaders()::add);
        exchange.sendResponseHeaders(said.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
