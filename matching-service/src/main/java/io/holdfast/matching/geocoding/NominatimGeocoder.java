package io.holdfast.matching.geocoding;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.holdfast.defaults.outside.OutsideBreaker;
import io.holdfast.matching.domain.match.Position;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server that speaks Nominatim's search API. One call, no retry: matching goes on without it. */
final class NominatimGeocoder {

    private static final int LARGEST_ANSWER = 100_000;

    private final HttpClient http;
    private final GeocodingSettings settings;
    private final CircuitBreaker breaker = CircuitBreaker.of("nominatim", OutsideBreaker.config(1).build());
    private final Bulkhead bulkhead;

    /** It does not answer, or not as it should; the message has no address of anybody. */
    static final class Unavailable extends RuntimeException {
        Unavailable(String message) {
            super(message);
        }
    }

    NominatimGeocoder(HttpClient http, GeocodingSettings settings) {
        this.http = http;
        this.settings = settings;
        bulkhead = Bulkhead.of("nominatim", BulkheadConfig.custom()
                .maxConcurrentCalls(settings.atOnce())
                .maxWaitDuration(settings.timeout())
                .build());
    }

    /**
     * @return empty when the map does not know it
     * @throws Unavailable when it cannot be said
     */
    Optional<Position> locate(@Nullable String street, String city) {
        try {
            return bulkhead.executeSupplier(() -> breaker.executeSupplier(() -> ask(street, city)));
        } catch (CallNotPermittedException e) {
            throw new Unavailable("left alone for a while after several failures");
        } catch (BulkheadFullException e) {
            throw new Unavailable("too many ask at once");
        }
    }

    private Optional<Position> ask(@Nullable String street, String city) {
        String query = "?format=jsonv2&limit=1&city=" + encoded(city) + (street == null ? "" : "&street=" + encoded(street));
        HttpRequest request = HttpRequest.newBuilder(URI.create(settings.nominatimUrl() + "/search" + query))
                .timeout(settings.timeout())
                .header("User-Agent", settings.userAgent())
                .header("Accept", "application/json")
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200 || answer.body().length() > LARGEST_ANSWER) {
                throw new Unavailable("answered " + answer.statusCode());
            }
            return first(answer.body());
        } catch (IOException e) {
            throw new Unavailable("cannot be reached: " + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted");
        }
    }

    private static Optional<Position> first(String body) {
        try {
            JsonNode found = JsonMapper.shared().readTree(body).path(0);
            return found.isMissingNode()
                    ? Optional.empty()
                    : Optional.of(new Position(
                            Double.parseDouble(found.path("lat").asString("")),
                            Double.parseDouble(found.path("lon").asString(""))));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new Unavailable("answered something that is no position");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
