package io.holdfast.availability.calendars;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToIntFunction;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/** A server of calendars on this machine, with whatever a test puts on it. */
public final class CalendarServer implements AutoCloseable {

    /** @param etag null for none: then there is no 304 */
    private record Page(ToIntFunction<Asked> status, @Nullable String etag, @Nullable String location, String body) {}

    /** What was asked. */
    public record Asked(String method, String path, Map<String, List<String>> headers, String body, int answered) {

        public @Nullable String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().getFirst())
                    .findFirst()
                    .orElse(null);
        }
    }

    private final HttpServer server;
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    private CalendarServer(HttpServer server) {
        this.server = server;
        server.createContext("/", this::answer);
        server.start();
    }

    public static CalendarServer start() {
        try {
            return new CalendarServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String origin() {
        return "http://127.0.0.1:" + port();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Puts a calendar there. */
    public void put(String path, String... events) {
        put(path, 200, null, file(events));
    }

    public void put(String path, int status, @Nullable String etag, String body) {
        pages.put(path, new Page(asked -> status, etag, null, body));
    }

    /** Puts something there that is answered with another status by what was asked. */
    public void put(String path, ToIntFunction<Asked> status, String body) {
        pages.put(path, new Page(status, null, null, body));
    }

    public void redirect(String path, String to) {
        pages.put(path, new Page(asked -> 302, null, to, ""));
    }

    public List<Asked> asked(String path) {
        return asked.stream().filter(one -> one.path().equals(path)).toList();
    }

    public static String file(String... events) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//test//EN\r\n" + String.join("", events) + "END:VCALENDAR\r\n";
    }

    /** @param start such as {@code 20261201T043000Z} */
    public static String event(String uid, String start, String end) {
        return "BEGIN:VEVENT\r\nUID:" + uid + "\r\nSUMMARY:Nobody's business\r\nDTSTART:" + start + "\r\nDTEND:" + end
                + "\r\nEND:VEVENT\r\n";
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Page page = pages.getOrDefault(path, new Page(asked -> 404, null, null, ""));
        boolean isKnown = page.etag() != null
                && Objects.equals(exchange.getRequestHeaders().getFirst("If-None-Match"), page.etag());
        var request = new Asked(exchange.getRequestMethod(), path, Map.copyOf(exchange.getRequestHeaders()), body, 0);
        int status = isKnown ? 304 : page.status().applyAsInt(request);
        asked.add(new Asked(request.method(), path, request.headers(), body, status));
        if (page.etag() != null) {
            exchange.getResponseHeaders().add("ETag", page.etag());
        }
        if (page.location() != null) {
            exchange.getResponseHeaders().add("Location", page.location());
        }
        byte[] bytes = isKnown ? new byte[0] : page.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
