package io.holdfast.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.holdfast.defaults.access.Access;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.health.HealthPart.Status;
import io.holdfast.defaults.health.ServiceHealthResponse;
import io.holdfast.defaults.health.ServiceHealthResponse.Part;
import io.holdfast.gateway.SystemHealthResponse.Component;
import io.holdfast.gateway.SystemHealthResponse.Service;
import io.holdfast.messaging.MessageContext;
import io.holdfast.messaging.Traces;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * How the platform is, as its services say of themselves. All are asked at once, with the admin's own token; one that does not
 * answer in time is shown as down, and holds nobody up. Where they are, nobody is told.
 */
@RestController
@Access(Role.ADMIN)
class SystemHealthController {

    private static final Logger log = LoggerFactory.getLogger(SystemHealthController.class);
    private static final String PATH = "/api/v1/admin/system-health";
    private static final String REQUEST_ID = "X-Request-Id";
    private static final Duration TO_CONNECT = Duration.ofSeconds(1);
    /** A little longer than a service gives its parts. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final int OK = 200;
    private static final String LAG = "lag";
    private static final String BOOKING = "booking-service";
    private static final String MATCHING = "matching-service";

    private final Map<String, URI> services = new LinkedHashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TO_CONNECT).build();
    // Not the strict one for requests: a service may be newer, and say more.
    private final JsonMapper json = JsonMapper.shared();
    private final Clock clock;

    SystemHealthController(GatewaySettings to, Clock clock) {
        services.put(BOOKING, to.booking());
        services.put("availability-service", to.availability());
        services.put("payment-service", to.payment());
        services.put(MATCHING, to.matching());
        services.put("notification-service", to.notification());
        services.put("scheduler-service", to.scheduler());
        this.clock = clock;
    }

    /** How the platform is, as its services say of themselves; one that does not answer in time is down. */
    @GetMapping(PATH)
    ResponseEntity<SystemHealthResponse> health(@RequestHeader(HttpHeaders.AUTHORIZATION) String token) {
        MessageContext context = MessageContext.current();
        var asked = new ArrayList<CompletableFuture<Service>>();
        services.forEach((name, address) -> asked.add(ask(name, address, token, context)));
        List<Service> answers = asked.stream().map(CompletableFuture::join).toList();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new SystemHealthResponse(
                        overall(answers), clock.instant(), activeBookings(answers), figures(answers, MATCHING, "matching"),
                        components(answers), answers));
    }

    private CompletableFuture<Service> ask(String name, URI address, String token, @Nullable MessageContext context) {
        long began = System.nanoTime();
        var request = HttpRequest.newBuilder(address.resolve(PATH)).timeout(PATIENCE).header(HttpHeaders.AUTHORIZATION, token);
        if (context != null) {
            request.header(REQUEST_ID, context.correlationId());
            Traces.headers().forEach(request::header);
        }
        return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(answer -> answered(name, answer, began))
                .exceptionally(failure -> silent(name, failure, began));
    }

    private Service answered(String name, HttpResponse<String> answer, long began) {
        if (answer.statusCode() != OK) {
            return new Service(name, Status.DOWN, "It answered with an error (" + answer.statusCode() + ").", millis(began), null);
        }
        try {
            ServiceHealthResponse said = json.readValue(answer.body(), ServiceHealthResponse.class);
            return new Service(name, said.status(), null, millis(began), said);
        } catch (JacksonException e) {
            log.debug("{} says something else", name, e);
            return new Service(name, Status.DOWN, "It answered something that is not understood.", millis(began), null);
        }
    }

    private static Service silent(String name, Throwable failure, long began) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        log.debug("{} does not answer", name, cause);
        String sentence = cause instanceof HttpTimeoutException
                ? "It did not answer within " + PATIENCE.toSeconds() + " s."
                : cause instanceof IOException ? "It cannot be reached." : "It does not answer.";
        return new Service(name, Status.DOWN, sentence, millis(began), null);
    }

    private static long millis(long began) {
        return (System.nanoTime() - began) / 1_000_000;
    }

    private static Status overall(List<Service> answers) {
        return answers.stream().map(Service::status).max(Comparator.naturalOrder()).orElse(Status.UP);
    }

    /** What several services have is as well as the worst of them says; lags are added up. */
    private static List<Component> components(List<Service> answers) {
        var worst = new TreeMap<String, Component>();
        for (Service service : answers) {
            ServiceHealthResponse said = service.said();
            for (Part part : said == null ? List.<Part>of() : said.parts()) {
                worst.merge(part.name(), componentOf(service, part), SystemHealthController::worse);
            }
        }
        return List.copyOf(worst.values());
    }

    private static Component componentOf(Service service, Part part) {
        String detail = part.detail() == null ? null : service.name() + ": " + part.detail();
        return new Component(part.name(), part.status(), detail, part.figures());
    }

    private static Component worse(Component one, Component other) {
        Component worst = other.status().compareTo(one.status()) > 0 ? other : one;
        var figures = new TreeMap<>(worst.figures());
        if (one.figures().get(LAG) instanceof Number lag && other.figures().get(LAG) instanceof Number more) {
            figures.put(LAG, lag.longValue() + more.longValue());
        }
        return new Component(worst.name(), worst.status(), worst.detail(), figures);
    }

    private static @Nullable Long activeBookings(List<Service> answers) {
        Map<String, Object> figures = figures(answers, BOOKING, "active-bookings");
        return figures != null && figures.get("total") instanceof Number total ? total.longValue() : null;
    }

    private static @Nullable Map<String, Object> figures(List<Service> answers, String service, String part) {
        return answers.stream()
                .filter(answer -> answer.name().equals(service))
                .map(Service::said)
                .filter(said -> said != null)
                .flatMap(said -> said.parts().stream())
                .filter(each -> each.name().equals(part))
                .map(Part::figures)
                .findFirst()
                .orElse(null);
    }
}
