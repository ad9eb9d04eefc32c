package io.holdfast.platform.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.defaults.web.Body;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** {@code /demo/checkout} and {@code /demo/ledger}: passed on to the Razorpay simulator, answers as it gives them. */
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

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI simulator;

    SimulatorController(@Value("${demo.simulator}") URI simulator) {
        this.simulator = simulator;
    }

    /** Plays the payer: answers what Checkout would hand to the page, and sends the webhook. */
    @Body(CheckoutRequest.class)
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
        return ResponseEntity.status(answer.statusCode())
                .header(HttpHeaders.CONTENT_TYPE, answer.headers().firstValue(HttpHeaders.CONTENT_TYPE).orElse("application/json"))
                .body(answer.body());
    }
}
