package io.holdfast.endtoend;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.holdfast.endtoend.RawHttp.Header;
import io.holdfast.endtoend.RawHttp.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes wrong requests out of right ones: the same ones for the same seed. */
final class RequestMutator {

    /** A request that is right. */
    record Call(String method, String path, Map<String, String> query, String body, String token) {}

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final List<String> METHODS = List.of(
            "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "BREW", "get", "PROPFIND");

    /** As characters of Latin-1 each of which is a byte, so that UTF-8 and what is none can be said. */
    private static final List<String> TEXTS = List.of(
            "", " ", "0", "-1", "1", "2147483647", "2147483648", "9223372036854775808", "1e999", "NaN", "true", "null",
            "2026-12-01T09:30:00Z", "+1000000000-12-31T23:59:00Z", "12026-12-01T09:30:00Z", "1764581400", "1764581400000",
            "2026-12-01", "0000-00-00", "2026-13", "25:00", "24:00", "PT1S1", "Asia/Kolkata", "+05:30", "ical4j~1", "me",
            "..", "../../etc/passwd", "a@b", "a@example.com", "+919812345678", "INR", "XXX", "inr", "DIRECT", "en", "e_n", "*",
            "$where", "{\"$gt\":\"\"}", "'; DROP TABLE bookings; --", "<script>alert(1)</script>", "${jndi:ldap://x}", "%s%n",
            "\u00c3\u00a4", "\u00ca\u0080", "\u0080\u009f", "\u00ff\u00fe", "\u00f0\u009f\u0098\u0080", "\u00ed\u00a0\u0080",
            "\u00e2\u0080\u008b", "a,b", "a;b", "\"", "\\", "a\tb", "[]", "{}", "[", "wait=1", "wait=x", "bytes=0-", "W/\"x\"");

    private static final List<String> HEADERS = List.of(
            "Accept", "Content-Type", "Prefer", "Idempotency-Key", "Authorization", "Holdfast-Manage-Token", "Holdfast-Tenant",
            "Holdfast-Client-Address", "X-Request-Id", "Accept-Language", "Accept-Charset", "Accept-Encoding", "Cookie",
            "User-Agent", "Range", "If-Match", "If-None-Match", "If-Modified-Since", "Expect", "X-Forwarded-For", "Forwarded",
            "X-Forwarded-Host", "X-HTTP-Method-Override", "Content-Encoding", "traceparent", "Origin", "Referer", "Last-Event-ID",
            "Transfer-Encoding", "Content-Length", "Host", "Connection", "Upgrade", "TE", "Via", "X-Razorpay-Signature",
            "x-razorpay-event-id", "Access-Control-Request-Method", "Max-Forwards", "X-Anything");

    private static final List<String> HEADER_VALUES = List.of(
            "application/json", "application/json;charset=utf-16", "application/json;charset=klingon", "text/csv", "text/html",
            "application/xml", "*/*", "application/*+json", "application/problem+json", "text/event-stream", "text/calendar",
            "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=x", "/", ";;", "q=0",
            "application/json;q=0", "Bearer", "Bearer x", "Bearer a.b.c", "Bearer \u00ca\u0080", "Basic YTpi", "gzip", "chunked",
            "identity", "rot13", "100-continue", "close", "upgrade", "h2c", "websocket", "trailers", "localhost", "[::", "a b", "-1", "5",
            "de-DE,de;q=0.9", "en;q=x", "x".repeat(300), "x".repeat(7_000), "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "Wed, 21 Oct 2026 07:28:00 GMT", "name=\u00ca\u0080; other=\"", "127.0.0.1", "203.0.113.5, 10.0.0.1", "DELETE", "wait=1",
            "wait=\"1\"", "respond-async, wait=99999999999999999999");

    private static final List<String> SEGMENTS = List.of(
            "%00", "%0a", "%2e%2e", "..", ".", "%2f", "%5c", "%25", "%", "%zz", "%c3", "%ff%fe", "%e2%80%8b", ";x=1", "a;b", "a|b", "[x]",
            "{id}", "<x>", "\"", "^", "`", "\\", "\u00ca\u0080", " ", "x".repeat(300), "x".repeat(9_000), "me", "*", "$", "@", ":", "null", "-1");

    private static final List<String> BODIES = List.of(
            "", "null", "[]", "{}", "\"\"", "0", "true", "{", "{\"", "{\"a\":", "[".repeat(2_000), "{} {}", "{}x", "a=b&c=%zz",
            "\u00ef\u00bb\u00bf{}", "\u00fe\u00ff\u0000{\u0000}", "\u0000", "\u00c3", "{\"\u00c3\":1}", "{\"a\":\"\u00ff\"}", "<a/>", "--x--");

    private final Random random;
    private final List<Call> calls;

    RequestMutator(long seed, List<Call> calls) {
        this.random = new Random(seed);
        this.calls = calls;
    }

    Request next() {
        Call call = pick(calls);
        String method = call.method();
        String path = call.path();
        String query = written(call.query());
        byte[] body = call.body() == null ? new byte[0] : call.body().getBytes(StandardCharsets.UTF_8);
        var headers = new LinkedHashMap<String, String>();
        headers.put("Host", "localhost");
        headers.put("Holdfast-Tenant", MutatedRequestsTest.TENANT);
        if (body.length > 0) {
            headers.put("Content-Type", "application/json");
        }
        if (call.token() != null) {
            headers.put("Authorization", "Bearer " + call.token());
        }
        var more = new ArrayList<Header>();
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            switch (random.nextInt(call.body() == null ? 6 : 10)) {
                case 0 -> query = query(call.query());
                case 1 -> path = path(path);
                case 2 -> headers.put(pick(HEADERS), headerValue());
                case 3 -> more.add(new Header(pick(HEADERS), headerValue()));
                case 4 -> {
                    if (random.nextInt(3) == 0) {
                        method = pick(METHODS);
                    } else if (!headers.isEmpty()) {
                        headers.remove(pick(List.copyOf(headers.keySet())));
                    }
                }
                case 5 -> {
                    if (random.nextInt(4) == 0) {
                        body = pick(BODIES).getBytes(StandardCharsets.ISO_8859_1);
                    } else {
                        query = query(call.query());
                    }
                }
                default -> body = body(call.body(), body);
            }
        }
        var all = new ArrayList<Header>();
        headers.forEach((name, value) -> all.add(new Header(name, value)));
        all.addAll(more);
        if ((body.length > 0 || method.equals("POST")) && all.stream().noneMatch(h -> isLength(h.name()))) {
            all.add(new Header("Content-Length", String.valueOf(body.length)));
        }
        return new Request(method, query.isEmpty() ? path : path + "?" + query, all, body);
    }

    private static boolean isLength(String header) {
        return header.equalsIgnoreCase("Content-Length") || header.equalsIgnoreCase("Transfer-Encoding");
    }

    private String headerValue() {
        return switch (random.nextInt(3)) {
            case 0 -> pick(TEXTS);
            default -> pick(HEADER_VALUES);
        };
    }

    private String query(Map<String, String> right) {
        var parameters = new ArrayList<String>();
        right.forEach((name, value) -> parameters.add(name + "=" + value));
        List<String> names = new ArrayList<>(right.keySet());
        names.addAll(List.of("page", "limit", "zone", "status", "from", "to", "unknown"));
        String name = pick(names);
        switch (random.nextInt(6)) {
            case 0 -> parameters.removeIf(parameter -> parameter.startsWith(name + "="));
            case 1 -> parameters.add(name + "=" + encoded(pick(TEXTS)));
            case 2 -> parameters.add(name + "=" + pick(TEXTS).replace(" ", "+").replace("\t", ""));
            case 3 -> parameters.add(name + "=" + pick(SEGMENTS).replace(" ", "%20"));
            case 4 -> parameters.add(pick(List.of("%", "&&", "=", "=x", "a", "%00=1", "[]=1", "page[]=1", "x".repeat(3_000))));
            default -> {
                parameters.removeIf(parameter -> parameter.startsWith(name + "="));
                parameters.add(name + "=" + encoded(pick(TEXTS)));
            }
        }
        return String.join("&", parameters);
    }

    private String path(String right) {
        String[] segments = right.substring(1).split("/");
        int at = random.nextInt(segments.length);
        return switch (random.nextInt(5)) {
            case 0 -> right + "/";
            case 1 -> right + "/" + encoded(pick(TEXTS));
            case 2 -> right.replaceFirst("/", "//");
            default -> {
                segments[at] = random.nextInt(3) == 0 ? encoded(pick(TEXTS)) : pick(SEGMENTS);
                yield "/" + String.join("/", segments);
            }
        };
    }

    private byte[] body(String right, byte[] now) {
        return switch (random.nextInt(8)) {
            case 0 -> pick(BODIES).getBytes(StandardCharsets.ISO_8859_1);
            case 1 -> Arrays.copyOf(now, random.nextInt(now.length + 1));
            case 2 -> flipped(now);
            default -> changed(right);
        };
    }

    private byte[] flipped(byte[] body) {
        byte[] changed = body.clone();
        for (int i = 0; i < 3 && changed.length > 0; i++) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        return changed;
    }

    /** The same JSON with another value, another name or one field less, somewhere in it. */
    private byte[] changed(String right) {
        JsonNode tree = JSON.readTree(right);
        var objects = new ArrayList<ObjectNode>();
        collect(tree, objects);
        if (objects.isEmpty()) {
            return right.getBytes(StandardCharsets.UTF_8);
        }
        ObjectNode object = pick(objects);
        List<String> names = List.copyOf(object.propertyNames());
        String name = names.isEmpty() ? "unknown" : pick(names);
        JsonNode before = object.get(name);
        String marker = "\u0001value\u0001";
        switch (random.nextInt(5)) {
            case 0 -> object.remove(name);
            case 1 -> {
                object.remove(name);
                object.set(pick(List.of("$set", "a.b", "", "__proto__", "x".repeat(2_000), name + " ")), before);
            }
            default -> object.put(name, marker);
        }
        String text = JSON.writeValueAsString(tree);
        return text.replace(JSON.writeValueAsString(marker), value()).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void collect(JsonNode node, List<ObjectNode> objects) {
        switch (node) {
            case ObjectNode object -> {
                objects.add(object);
                object.values().forEach(value -> collect(value, objects));
            }
            case ArrayNode array -> array.values().forEach(value -> collect(value, objects));
            default -> { }
        }
    }

    /** A JSON value, or nearly. */
    private String value() {
        return switch (random.nextInt(9)) {
            case 0 -> pick(List.of(
                    "null", "true", "0", "-1", "1.5", "1e999", "-0", "1E400", "9223372036854775808", "1".repeat(1_500), "01", "NaN"));
            case 1 -> pick(List.of("[]", "{}", "[null]", "[[]]", "{\"a\":1}", "[1,2]", "[".repeat(60) + "]".repeat(60)));
            case 2 -> '"' + "x".repeat(pick(List.of(1, 51, 101, 501, 2_001, 5_000, 12_000))) + '"';
            case 3 -> "\"a" + ".a".repeat(5_000) + "\"";
            case 4 -> pick(List.of(
                    "\"\\u0000\"", "\"\\ud800\"", "\"\\u200b\\u200b\"", "\"\\u202e\\u2066\"", "\"a\\nb\"", "\"\\x\"", "\"\\u12\"", "'a'",
                    "\"\\u3164\\u3164\"", "\"-a" + "-aa".repeat(3_000) + "\"", "\"en" + "-aa".repeat(3_000) + "\""));
            case 5 -> "[" + "{},".repeat(2_000) + "{}]";
            default -> '"' + pick(TEXTS).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        };
    }

    private static String encoded(String bytes) {
        var text = new StringBuilder();
        for (byte b : bytes.getBytes(StandardCharsets.ISO_8859_1)) {
            boolean plain = (b >= '0' && b <= '9') || (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
            text.append(plain ? String.valueOf((char) b) : String.format("%%%02x", b));
        }
        return text.toString();
    }

    private static String written(Map<String, String> query) {
        var parameters = new ArrayList<String>();
        query.forEach((name, value) -> parameters.add(name + "=" + value));
        return String.join("&", parameters);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
