package io.holdfast.loadtests.saga;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holdfast's HTTP API as a client calls it, through the gateway. */
final class Api {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI url;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final JsonMapper json = JsonMapper.shared();

    Api(URI url) {
        this.url = url;
    }

    /** An answer, whatever its status; {@code body} is JSON's null where there was none. */
    record Answer(int status, JsonNode body) {

        JsonNode expect(int wanted) {
            if (status != wanted) {
                throw new IllegalStateException("Answered " + status + " instead of " + wanted + ": " + body);
            }
            return body;
        }
    }

    Answer get(String path, Map<String, String> headers) throws IOException, InterruptedException {
        return send(request(path, headers).GET());
    }

    Answer post(String path, Object body, Map<String, String> headers) throws IOException, InterruptedException {
        return send(request(path, headers).POST(BodyPublishers.ofString(json.writeValueAsString(body))));
    }

    Answer put(String path, Object body, Map<String, String> headers) throws IOException, InterruptedException {
        return send(request(path, headers).PUT(BodyPublishers.ofString(json.writeValueAsString(body))));
    }

    private HttpRequest.Builder request(String path, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(url.resolve(path)).timeout(PATIENCE).header("Content-Type", "application/json");
        headers.forEach(request::header);
        return request;
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
        JsonNode body = response.body().length == 0 ? json.nullNode() : json.readTree(response.body());
        return new Answer(response.statusCode(), body);
    }
}
