package io.holdfast.booking.slots;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.holdfast.booking.application.SlotCheck;
import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.TenantId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks availability-service over HTTP, for whoever made the request. It may be slow or gone: then there is no answer within the
 * time limit, and after some failures none is looked for in a while.
 */
@Component
@EnableConfigurationProperties(SlotCheckSettings.class)
public class SlotChecks {

    private static final Logger log = LoggerFactory.getLogger(SlotChecks.class);
    // What else it may say is no matter of a moment, and the saga says it as well.
    private static final Set<String> TAKEN = Set.of("BOOKED", "HELD", "FULL");
    private static final Duration OPEN_CIRCUIT = Duration.ofSeconds(5);

    private final SlotCheckSettings settings;
    private final JsonMapper json;
    private final HttpClient http;
    // A crowd asks for the same time at once, and one question answers all that come while it is under way.
    private final Map<Question, CompletableFuture<Optional<String>>> asked = new ConcurrentHashMap<>();
    private final CircuitBreaker breaker = CircuitBreaker.of(
            "slot-check",
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(10)
                    .minimumNumberOfCalls(5)
                    .failureRateThreshold(50)
                    .waitDurationInOpenState(OPEN_CIRCUIT)
                    .permittedNumberOfCallsInHalfOpenState(1)
                    .build());

    SlotChecks(SlotCheckSettings settings, JsonMapper json) {
        this.settings = settings;
        this.json = json;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.timeLimit())
                .build();
    }

    private record Question(TenantId tenant, String path) {}

    /** @param authorization the request's own, by which its tenant is known there too; null for a guest's */
    public SlotCheck onBehalfOf(@Nullable String authorization) {
        if (settings.url().isEmpty()) {
            return SlotCheck.NONE;
        }
        return (tenant, professional, offering, start, minutes) ->
                await(ask(new Question(tenant, path(professional, offering, start, minutes)), authorization));
    }

    private static String path(ProfessionalId professional, OfferingId offering, Instant start, int minutes) {
        return "/api/v1/professionals/" + encoded(professional.value()) + "/availability/explain?offeringId="
                + encoded(offering.value()) + "&start=" + start + "&duration=" + minutes + "&next=false";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private CompletableFuture<Optional<String>> ask(Question question, @Nullable String authorization) {
        var mine = new CompletableFuture<Optional<String>>();
        CompletableFuture<Optional<String>> underWay = asked.putIfAbsent(question, mine);
        if (underWay != null) {
            return underWay;
        }
        send(question, authorization).whenComplete((answer, failure) -> {
            asked.remove(question, mine);
            if (failure != null) {
                log.debug("availability-service did not say whether a time is taken; the saga will: {}", failure.toString());
            }
            mine.complete(failure == null ? answer : Optional.empty());
        });
        return mine;
    }

    private CompletableFuture<Optional<String>> send(Question question, @Nullable String authorization) {
        try {
            var request = HttpRequest.newBuilder(URI.create(settings.url() + question.path())).timeout(settings.timeLimit());
            if (authorization != null) {
                request.header("Authorization", authorization);
            }
            return breaker.executeCompletionStage(() ->
                            http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString()).thenApply(this::read))
                    .toCompletableFuture();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Optional<String> read(HttpResponse<String> answer) {
        if (answer.statusCode() >= 500) {
            throw new IllegalStateException("It answered " + answer.statusCode());
        }
        if (answer.statusCode() != 200) {
            // It does not know of somebody or something yet.
            return Optional.empty();
        }
        try {
            JsonNode reason = json.readTree(answer.body()).path("reason");
            return reason.isString() ? Optional.of(reason.asString()).filter(TAKEN::contains) : Optional.empty();
        } catch (JacksonException e) {
            log.debug("availability-service's answer cannot be read", e);
            return Optional.empty();
        }
    }

    private Optional<String> await(CompletableFuture<Optional<String>> answer) {
        try {
            return answer.get(settings.timeLimit().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            log.debug("No answer in time whether a time is taken; the saga will say", e);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
