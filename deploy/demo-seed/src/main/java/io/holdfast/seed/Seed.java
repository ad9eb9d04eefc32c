package io.holdfast.seed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The demo tenant's offerings and professionals, planted through the public API as its admin would. It can be done at every
 * start: what is there already is left alone, but for a professional who was planted before anybody could be found for clients,
 * and a picture that is still asked for at the port of an earlier start.
 */
public final class Seed {

    private static final String OFFERINGS = "/api/v1/admin/offerings/";
    private static final String PICTURE = "avatarUrl";
    private static final String PROFESSIONALS = "/api/v1/admin/professionals/";
    private static final String SERVICE_AREA = "serviceArea";
    private static final String GENDER = "gender";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.shared();
    private final String url;
    private final String adminToken;
    private final String pictures;
    private final Clock clock;

    /**
     * @param url        the gateway's
     * @param adminToken of an admin of the demo's tenant
     * @param clock      the platform's
     */
    public Seed(String url, String adminToken, Clock clock) {
        this(url, adminToken, clock, "");
    }

    /** @param pictures path at the gateway to which a professional's id is added; empty where none are served */
    public Seed(String url, String adminToken, Clock clock, String pictures) {
        this.url = url;
        this.pictures = pictures;
        this.adminToken = adminToken;
        this.clock = clock;
    }

    /**
     * Returns when all services know what was planted.
     *
     * @throws IllegalStateException when the API refuses it, or the services do not hear of it in time
     */
    public void plant() {
        JsonNode seed = read();
        seed.get("offerings").forEach(this::publish);
        seed.get("professionals").forEach(this::register);
        // The catalogue travels by events: ready means that availability and booking have it, too.
        YearMonth month = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
        for (JsonNode professional : seed.get("professionals")) {
            if (!isActive(professional)) {
                continue;
            }
            String id = professional.get("id").asString();
            waitFor(id, () -> isBookable(id)
                    && listedOfferings(seed, professional)
                            .allMatch(offering -> send(get("/api/v1/professionals/" + id + "/available-dates?month="
                                                    + month + "&offeringId=" + offering))
                                            .statusCode()
                                    == 200));
        }
    }

    /** Those with times to choose from: where the platform finds the professional, availability lists none. */
    private static Stream<String> listedOfferings(JsonNode seed, JsonNode professional) {
        return seed.get("offerings")
                .valueStream()
                .filter(offering -> !"MATCH".equals(offering.path("mode").asString("DIRECT")))
                .map(offering -> offering.get("id").asString())
                .filter(id -> professional.get("offeringIds").valueStream().anyMatch(own -> id.equals(own.asString())));
    }

    /** What is planted: {@code offerings} and {@code professionals}, each as its PUT wants it, with its {@code id}. */
    public static JsonNode read() {
        try (InputStream in = Objects.requireNonNull(Seed.class.getResourceAsStream("seed.json"))) {
            return JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void put(String path, JsonNode body) {
        String id = body.get("id").asString();
        var request = asAdmin(path + id)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException("Planting " + id + " was answered " + answer.statusCode() + ": " + answer.body());
        }
    }

    private void publish(JsonNode offering) {
        if (send(asAdmin(OFFERINGS + offering.get("id").asString()).build()).statusCode() == 404) {
            put(OFFERINGS, offering);
        }
    }

    /** Who is registered stays as they are: since then they may have moved, and said otherwise who they are. */
    private void register(JsonNode professional) {
        HttpResponse<String> known = known(professional);
        if (known.statusCode() == 404) {
            put(PROFESSIONALS, withPicture(professional));
        } else if (json.readTree(known.body()) instanceof ObjectNode profile && hasMovedPicture(profile, professional)) {
            put(PROFESSIONALS, withPicture(profile));
        } else if (json.readTree(known.body()) instanceof ObjectNode profile && isFromBeforeMatching(profile, professional)) {
            put(PROFESSIONALS, profile.setAll(Map.of(
                    SERVICE_AREA, professional.get(SERVICE_AREA), GENDER, professional.get(GENDER))));
        }
    }

    /** Others show it, too: an address, not a path on whatever site does. */
    private JsonNode withPicture(JsonNode professional) {
        return pictures.isEmpty() ? professional : ((ObjectNode) professional.deepCopy()).put(PICTURE, picture(professional));
    }

    private String picture(JsonNode professional) {
        return url + pictures + professional.get("id").asString();
    }

    /** Ours, at the port of a start before. */
    private boolean hasMovedPicture(ObjectNode profile, JsonNode professional) {
        String known = profile.path(PICTURE).asString("");
        return !pictures.isEmpty()
                && known.startsWith("http://localhost:")
                && known.contains(pictures)
                && !known.equals(picture(professional));
    }

    /** Planted when nobody came to clients yet, and not looked after since; such a one could never be found. */
    private static boolean isFromBeforeMatching(ObjectNode profile, JsonNode professional) {
        return professional.has(SERVICE_AREA)
                && profile.path(SERVICE_AREA).isEmpty()
                && (!profile.has(GENDER) || profile.get(GENDER).isNull());
    }

    /** Nobody can book somebody whom the business took off, and no wait for it would end. */
    private boolean isActive(JsonNode professional) {
        HttpResponse<String> known = known(professional);
        return known.statusCode() == 200 && json.readTree(known.body()).path("active").asBoolean(false);
    }

    /**
     * Whether booking-service has heard of a professional: it refuses a booking that nobody can have (of one minute), and
     * says whether for want of the professional.
     */
    private boolean isBookable(String id) {
        var impossible = Map.of(
                "offeringId", "consultation-60",
                "professionalId", id,
                "start", clock.instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(2)).toString(),
                "duration", 1,
                "client", Map.of("name", "Nobody", "email", "nobody@holdfast.example"));
        var request = asAdmin("/api/v1/admin/bookings")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(impossible)))
                .build();
        HttpResponse<String> answer = send(request);
        String code = json.readTree(answer.body()).path("code").asString("");
        return answer.statusCode() == 422 && !code.equals("professional-unknown");
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE).build();
    }

    private HttpResponse<String> known(JsonNode professional) {
        return send(asAdmin(PROFESSIONALS + professional.get("id").asString()).build());
    }

    private HttpRequest.Builder asAdmin(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + adminToken)
                .timeout(PATIENCE);
    }

    private static void waitFor(String id, BooleanSupplier isKnown) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isKnown.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("The services have not heard of " + id + " within " + PATIENCE);
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
            throw new IllegalStateException("Stopped while the demo was planted.", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while the demo was planted.", e);
        }
    }
}
