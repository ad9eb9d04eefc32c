package io.holdfast.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A browser for some of the seeded people, so that a demo sees pushes. It happens at every start; who has one keeps it. */
final class SeededBrowsers {

    private static final List<String> OWNERS = List.of("client", "professional", "professional2");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.shared();
    private final String url;
    private final Issuer issuer;

    SeededBrowsers(String url, Issuer issuer) {
        this.url = url;
        this.issuer = issuer;
    }

    /** @param pushService where it is now; browsers that subscribed elsewhere are not reached any more */
    void plant(URI pushService) {
        for (String owner : OWNERS) {
            String token = issuer.tokenFor(Objects.requireNonNull(People.all().get(owner)));
            JsonNode known = json.readTree(send(request("/api/v1/me/push-subscriptions").header("Authorization", "Bearer " + token)));
            if (known.valueStream().noneMatch(one -> one.path("endpoint").asString("").startsWith(pushService + "/"))) {
                send(request("/demo/browsers")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"person\":\"" + owner + "\"}")));
            }
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE);
    }

    private String send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException("A browser was answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Stopped while starting.");
        }
    }
}
