package io.holdfast.platform.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.defaults.web.Body;
import io.holdfast.defaults.web.Outcomes;
import io.holdfast.defaults.web.Problem;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code /demo/checkout} and {@code /demo/ledger}: passed on to the Razorpay simulator, answers as it gives them, refusals as problems. */
@RestController
@OpenToAll
class SimulatorController {

    /**
     * What the payer does; read by the simulator.
     *
     * @param outcome {@code success}, {@code failure} or {@code dismiss}
     * @param webhook {@code normal}, {@code none}, {@code duplicate} or {@code late}
     */
    record CheckoutRequest(String orderId, @Nullable String outcome, @Nullable String webhook) {}

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI simulator;
    private final JsonMapper json;

    SimulatorController(@Value("${demo.simulator}") URI simulator, JsonMapper json) {
        this.simulator = simulator;
        this.json = json;
    }

    /** Plays the payer: answers what Checkout would hand to the page, and sends the webhook. */
    @Body(CheckoutRequest.class)
    @Outcomes(problems = "not-found")
    @PostMapping("/demo/checkout")
    ResponseEntity<byte[]> checkout(
            @RequestBody byte[] body,
            @RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable String contentType)
            throws IOException, InterruptedException {
        return pass(HttpRequest.newBuilder(simulator.resolve("/simulator/checkout"))
                .header(HttpHeaders.CONTENT_TYPE, contentType == null ? "application/json" : contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    /** The payment provider's orders, payments and refunds. */
    @GetMapping("/demo/ledger")
    ResponseEntity<byte[]> ledger() throws IOException, InterruptedException {
        return pass(HttpRequest.newBuilder(simulator.resolve("/simulator/ledger")));
    }

    private ResponseEntity<byte[]> pass(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() >= HttpServletResponse.SC_BAD_REQUEST) {
            throw problem(answer);
        }
        return ResponseEntity.status(answer.statusCode())
                .header(HttpHeaders.CONTENT_TYPE, answer.headers().firstValue(HttpHeaders.CONTENT_TYPE).orElse("application/json"))
                .body(answer.body());
    }

    /** What the simulator refuses is a problem as any other here, with a code and its page. */
    private Problem problem(HttpResponse<byte[]> answer) {
        JsonNode said = json.readTree(answer.body());
        String detail = said.path("detail").asString("The payment simulator does not do that.");
        return switch (answer.statusCode()) {
            case HttpServletResponse.SC_NOT_FOUND -> Problem.notFound("order at the payment simulator");
            case HttpServletResponse.SC_CONFLICT -> Problem.conflict(detail);
            case HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE -> Problem.unsupported(detail);
            case HttpServletResponse.SC_INTERNAL_SERVER_ERROR, HttpServletResponse.SC_SERVICE_UNAVAILABLE ->
                Problem.unavailable(detail, RETRY_AFTER);
            default -> said.path("errors").isEmpty()
                    ? Problem.badRequest(detail)
                    : Problem.invalid(said.path("errors").valueStream()
                            .map(error -> new Problem.FieldError(
                                    error.path("field").asString(""), error.path("message").asString("")))
                            .toList());
        };
    }
}
