package io.holdfast.seed;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

import tools.jackson.databind.json.JsonMapper;

/**
 * Plants the demo on a platform that runs elsewhere: gets itself a token as a client of the identity provider (OAuth 2 client
 * credentials), plants, and ends. Whoever starts it starts it again until it ends with 0.
 */
public final class PlantDemo {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private PlantDemo() {}

    public static void main(String[] args) {
        System.exit(run(System.getenv(), System.out));
    }

    /** @return the exit code: 0 when the demo is there */
    static int run(Map<String, String> environment, PrintStream out) {
        try {
            String token = token(environment);
            new Seed(needed(environment, "HOLDFAST_API_URL"), token, Clock.systemUTC()).plant();
            out.println("The demo is planted.");
            return 0;
        } catch (IllegalStateException | UncheckedIOException e) {
            out.println("The demo is not planted: " + e.getMessage());
            return 1;
        }
    }

    private static String token(Map<String, String> environment) {
        String form = Map.of(
                        "grant_type", "client_credentials",
                        "client_id", needed(environment, "HOLDFAST_SEED_CLIENT_ID"),
                        "client_secret", needed(environment, "HOLDFAST_SEED_CLIENT_SECRET"))
                .entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(URI.create(needed(environment, "HOLDFAST_SEED_TOKEN_URL")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                // Its body may repeat what was sent.
                throw new IllegalStateException("the identity provider answered " + answer.statusCode() + " instead of a token");
            }
            return JsonMapper.shared().readTree(answer.body()).path("access_token").asString("");
        } catch (IOException e) {
            throw new UncheckedIOException("the identity provider does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", e);
        }
    }

    private static String needed(Map<String, String> environment, String variable) {
        String value = environment.getOrDefault(variable, "");
        if (value.isBlank()) {
            throw new IllegalStateException(variable + " is not set");
        }
        return value;
    }
}
