package io.holdfast.payment.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;

import io.holdfast.contracts.Catalogue;
import io.holdfast.defaults.HoldfastService;
import io.holdfast.messaging.EventTransport;
import io.holdfast.messaging.memory.InMemoryTransport;
import io.holdfast.payment.PaymentService;
import io.holdfast.payment.application.FollowBooking;
import io.holdfast.payment.domain.OrderRequest;
import io.holdfast.payment.domain.Payment;
import io.holdfast.payment.domain.PaymentId;
import io.holdfast.payment.domain.Payments;
import io.holdfast.payment.domain.Samples;
import io.holdfast.payment.razorpay.RazorpayStandIn;
import io.holdfast.testsupport.infrastructure.Infrastructure;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.awaitility.Awaitility;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** The service over HTTP with razorpay-java against a stand-in; one for all tests that want no other settings. */
final class RunningService implements AutoCloseable {

    static final String KEY_SECRET = "kOnly-for-this-test-1b7e";
    static final String HOOK_SECRET = "hOnly-for-this-test-9a42";
    static final String OLD_HOOK_SECRET = "oOnly-for-this-test-53cd";
    private static RunningService shared;

    final RazorpayStandIn razorpay;
    final InMemoryTransport transport = new InMemoryTransport(Catalogue.load());
    final Payments payments;
    final MongoOperations mongo;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext service;

    static synchronized RunningService shared() {
        if (shared == null) {
            shared = new RunningService();
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    RunningService(String... more) {
        try {
            razorpay = new RazorpayStandIn();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        var arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.mongodb.uri=" + Infrastructure.forTests().mongodbUri(),
                "--spring.mongodb.database=payment-http-" + UUID.randomUUID(),
                "--holdfast.redis.uri=false",
                "--razorpay.api-url=" + razorpay.uri(),
                "--razorpay.key-id=rzp_test_key",
                "--razorpay.key-secret=" + KEY_SECRET,
                "--razorpay.webhook-secret=" + HOOK_SECRET,
                "--razorpay.webhook-secret-previous=" + OLD_HOOK_SECRET));
        arguments.addAll(List.of(more));
        SpringApplicationBuilder builder = HoldfastService.named(PaymentService.class, "payment-service")
                .sources(Surroundings.class)
                .initializers(context -> context.getBeanFactory().registerSingleton("testTransport", transport));
        service = builder.run(arguments.toArray(String[]::new));
        payments = service.getBean(Payments.class);
        mongo = service.getBean(MongoOperations.class);
    }

    /** A payment whose order the provider has made. */
    Payment ordered(PaymentId id) {
        return ordered(id, "client-1", null);
    }

    /** A payment whose order the provider has made, of a guest who has a token with that hash. */
    Payment orderedByGuest(PaymentId id, String manageTokenHash) {
        return ordered(id, null, manageTokenHash);
    }

    private Payment ordered(PaymentId id, @Nullable String clientId, @Nullable String manageTokenHash) {
        var request = new OrderRequest(
                Samples.PRICE,
                Instant.now().plus(Duration.ofMinutes(15)),
                "HF-2026-000001",
                "Consultation",
                clientId,
                manageTokenHash);
        service.getBean(FollowBooking.class).requestOrder(id, Samples.TENANT, request);
        await(() -> payments.find(id).orElseThrow().order() != null);
        return payments.find(id).orElseThrow();
    }

    List<String> publishedTypes(PaymentId id) {
        return transport.published().stream()
                .filter(event -> event.key().equals(id.bookingId()))
                .map(event -> event.type())
                .toList();
    }

    long count(String collection) {
        return mongo.getCollection(collection).countDocuments();
    }

    static String webhook(String event, String paymentId, String orderId, String status, long amount) {
        return new JSONObject()
                .put("entity", "event")
                .put("event", event)
                .put("created_at", 1_796_000_000L)
                .put("payload", new JSONObject()
                        .put("payment", new JSONObject()
                                .put("entity", RazorpayStandIn.payment(paymentId, orderId, amount, status))))
                .toString();
    }

    HttpResponse<String> postWebhook(byte[] body, String signature) {
        return post("/api/v1/webhooks/razorpay", body, "X-Razorpay-Signature", signature);
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        return post(path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** @param headers names and values; those without a value are left out */
    HttpResponse<String> post(String path, byte[] body, String... headers) {
        var request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            if (headers[i + 1] != null) {
                request.header(headers[i], headers[i + 1]);
            }
        }
        return send(request);
    }

    HttpResponse<String> get(String path, String... headers) {
        var request = HttpRequest.newBuilder(uri(path));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    static String token(String subject, String tenant, String role) {
        return "Bearer " + String.join(".", subject, tenant, role);
    }

    int port() {
        return Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port"));
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    <T> T bean(Class<T> type) {
        return service.getBean(type);
    }

    static String sign(String body, String secret) {
        return sign(body.getBytes(StandardCharsets.UTF_8), secret);
    }

    static String sign(byte[] body, String secret) {
        return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, secret).hmacHex(body);
    }

    static void await(BooleanSupplier fact) {
        Awaitility.await().until(fact::getAsBoolean);
    }

    @Override
    public void close() {
        service.close();
        razorpay.close();
    }

    /** Not a @Configuration: the service's component scan would bring it into other tests. */
    static class Surroundings {

        @Bean
        EventTransport transport(InMemoryTransport testTransport) {
            return testTransport;
        }

        /** Tokens that say who they are: subject.tenant.role. */
        @Bean
        JwtDecoder decoder() {
            return token -> {
                String[] parts = token.split("\\.");
                return Jwt.withTokenValue(token)
                        .header("alg", "none")
                        .subject(parts[0])
                        .claim("tenant", parts[1])
                        .claim("roles", List.of(parts[2]))
                        .build();
            };
        }
    }
}
