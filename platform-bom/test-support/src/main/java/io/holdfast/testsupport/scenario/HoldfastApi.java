package io.holdfast.testsupport.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the platform over HTTP as somebody, or as nobody in particular. */
public final class HoldfastApi {

    private static final JsonMapper JSON = JsonMapper.shared();
    /** Ends a hang; on a busy machine what takes a second may take many. */
    private static final Duration PATIENCE = Eventually.PATIENCE;

    private final HttpClient http;
    private final String url;
    private final @Nullable String token;

    private HoldfastApi(HttpClient http, String url, @Nullable String token) {
        this.http = http;
        this.url = url;
        this.token = token;
    }

    /** @param url the gateway, such as {@code http://localhost:8080} */
    public static HoldfastApi at(String url) {
        return new HoldfastApi(HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build(), url, null);
    }

    /** The same platform for the bearer of {@code token}. */
    public HoldfastApi with(String otherToken) {
        return new HoldfastApi(http, url, otherToken);
    }

    /** The same platform for one of the embedded platform's people: client, client2, professional, admin, stranger… */
    public HoldfastApi as(String person) {
        return with(get("/demo/tokens/" + person).body().get("token").asString());
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    public Answer post(String path, Object body, String... headers) {
        return send("POST", path, text(body), headers);
    }

    public Answer put(String path, Object body, String... headers) {
        return send("PUT", path, text(body), headers);
    }

    /** Sends {@code body} as it is, also when it is not JSON. */
    public Answer send(String method, String path, @Nullable String body, String... headers) {
        var request = request(path);
        var all = new ArrayList<>(List.of(headers));
        if (body != null && !all.contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        for (int i = 0; i < all.size(); i += 2) {
            request.header(all.get(i), all.get(i + 1));
        }
        request.method(method, body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body));
        return send(request.build());
    }

    /** A request by this caller, for what the methods above do not say or read: bytes, streams, odd headers. */
    public HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE);
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    public Answer send(HttpRequest request) {
        try {
            return new Answer(http.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + request.uri(), e);
        }
    }

    private static String text(Object body) {
        return body instanceof String text ? text : JSON.writeValueAsString(body);
    }

    /** What came back. */
    public static final class Answer {

        private final HttpResponse<String> response;

        Answer(HttpResponse<String> response) {
            this.response = response;
        }

        public int status() {
            return response.statusCode();
        }

        public String text() {
            return response.body();
        }

        public JsonNode body() {
            return JSON.readTree(response.body());
        }

        /** The fields that a 400 complains about. */
        public List<String> errorFields() {
            return body().path("errors").valueStream().map(error -> error.path("field").stringValue()).toList();
        }

        public @Nullable String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        /** All values of a header; a header that is said twice shows here. */
        public List<String> headers(String name) {
            return response.headers().allValues(name);
        }

        /** Itself, when the status is the expected one. */
        public Answer expect(int status) {
            if (status() != status) {
                throw new AssertionError("Expected " + status + " from " + response.request().method() + " "
                        + response.request().uri() + ", got " + status() + ": " + response.body());
            }
            return this;
        }

        @Override
        public String toString() {
            return status() + " " + response.body();
        }
    }

    /** The contact details of somebody who books without an account. */
    public static Map<String, String> guest(String name, String email) {
        // Each guest has a phone of their own, since one phone may hold only so much.
        String phone = "+9198" + String.format(Locale.ROOT, "%08d", Math.floorMod(email.hashCode(), 100_000_000));
        return Map.of("name", name, "email", email, "phone", phone);
    }
}
