package io.holdfast.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The demo tenant's offerings and professionals, planted through the public API as its admin would. Planting what is
 * there already changes nothing, so it happens at every start.
 */
final class Seed {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.shared();
    private final String url;
    private final String adminToken;

    Seed(String url, String adminToken) {
        this.url = url;
        this.adminToken = adminToken;
    }

    void plant() {
        JsonNode seed = read();
        seed.get("offerings").forEach(offering -> put("/api/v1/admin/offerings/", offering));
        seed.get("professionals").forEach(professional -> put("/api/v1/admin/professionals/", professional));
        // The catalogue travels by events: ready means that availability and booking have it, too.
        JsonNode last = seed.get("professionals").get(seed.get("professionals").size() - 1);
        waitFor("/api/v1/professionals/" + last.get("id").asString() + "/available-dates?month=2026-12&offeringId="
                + last.get("offeringIds").get(0).asString());
    }

    private JsonNode read() {
        try (InputStream in = Objects.requireNonNull(Seed.class.getResourceAsStream("/all-in-one/seed.json"))) {
            return json.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void put(String path, JsonNode body) {
        String id = body.get("id").asString();
        var request = HttpRequest.newBuilder(URI.create(url + path + id))
                .header("Authorization", "Bearer " + adminToken)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException("Planting " + id + " was answered " + answer.statusCode() + ": " + answer.body());
        }
    }

    private void waitFor(String path) {
        var request = HttpRequest.newBuilder(URI.create(url + path)).build();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            HttpResponse<String> answer = send(request);
            if (answer.statusCode() == 200) {
                return;
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException(path + " still answers " + answer.statusCode() + ": " + answer.body());
            }
            pause();
        }
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Stopped while starting.");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Stopped while starting.");
        }
    }
}
