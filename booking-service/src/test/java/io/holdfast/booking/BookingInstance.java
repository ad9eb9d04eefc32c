package io.holdfast.booking;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.holdfast.booking.application.BookingChallenge;
import io.holdfast.contracts.Catalogue;
import io.holdfast.defaults.HoldfastService;
import io.holdfast.messaging.CloudEvents;
import io.holdfast.messaging.EventTransport;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.messaging.memory.InMemoryTransport;
import io.holdfast.testsupport.infrastructure.Infrastructure;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.MovableClock;
import io.holdfast.testsupport.scenario.TestKeys;
import org.awaitility.Awaitility;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole service in this JVM on a real document server, called over HTTP with tokens that are signed here. What the
 * other services would say, the test says.
 */
public final class BookingInstance implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final AtomicLong SEQUENCE = new AtomicLong();

    public final InMemoryTransport transport = new InMemoryTransport(Catalogue.load());
    public final MovableClock clock = new MovableClock(Instant.parse("2026-11-28T10:00:00Z"));
    private final KeyPair keys = TestKeys.issuer();
    private final ConfigurableApplicationContext context;
    private final String url;
    private final HoldfastApi api;

    public BookingInstance() {
        this(request -> Optional.empty());
    }

    /** @param challenge what whoever books has to meet */
    public BookingInstance(BookingChallenge challenge) {
        // Tests set the clock forward and say nothing where they mean that no timer rings.
        this(challenge, Duration.ofSeconds(1));
    }

    /** @param workingTime how long it has to be at work before it decides about deadlines that passed before */
    public BookingInstance(Duration workingTime) {
        this(request -> Optional.empty(), workingTime);
    }

    private BookingInstance(BookingChallenge challenge, Duration workingTime) {
        context = HoldfastService.named(BookingService.class, "booking-service")
                .initializers(starting -> {
                    var beans = (GenericApplicationContext) starting;
                    beans.registerBean(EventTransport.class, () -> transport);
                    beans.registerBean(Clock.class, () -> clock);
                    beans.registerBean(BookingChallenge.class, () -> challenge);
                    beans.registerBean(JwtDecoder.class, () -> decoder(beans));
                })
                .properties(
                        "HOLDFAST_MONGODB_URI=" + Infrastructure.forTests().mongodbUri(),
                        "HOLDFAST_DATABASE_PREFIX=" + UUID.randomUUID() + "-",
                        "HOLDFAST_REDIS_URI=" + Infrastructure.forTests().redisUri(),
                        "HOLDFAST_MANAGE_TOKEN_SECRET=a-secret-that-only-these-tests-know-of",
                        // Most tests are not about how often somebody may book; tenant "strict" is.
                        "HOLDFAST_BOOKINGS_PER_HOUR=100000",
                        "booking.limit.tenants.strict=5",
                        "HOLDFAST_UNPAID_PER_PROFESSIONAL=40",
                        "HOLDFAST_UNPAID_PER_PHONE=3",
                        "HOLDFAST_UNPAID_PER_ADDRESS=4",
                        "HOLDFAST_BOOKINGS_PER_PHONE=100000",
                        "booking.working-time=" + workingTime,
                        "HOLDFAST_JITSI_URL=https://rooms.example.com",
                        "PORT=0")
                .run();
        url = "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port");
        api = HoldfastApi.at(url);
    }

    private JwtDecoder decoder(GenericApplicationContext beans) {
        var decoder = NimbusJwtDecoder.withPublicKey((RSAPublicKey) keys.getPublic()).build();
        var validators = beans.<OAuth2TokenValidator<Jwt>>getBeanProvider(
                ResolvableType.forClassWithGenerics(OAuth2TokenValidator.class, Jwt.class));
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                List.of(JwtValidators.createDefault(), validators.getObject())));
        return decoder;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    // ---- who calls

    public HoldfastApi guest() {
        return api;
    }

    public HoldfastApi client(String subject) {
        return as("demo", subject, Map.of("name", "Asha Rao", "email", subject + "@example.com"), "client");
    }

    public HoldfastApi admin() {
        return as("demo", "admin", Map.of(), "admin");
    }

    public HoldfastApi as(String tenant, String subject, Map<String, Object> claims, String... roles) {
        return api.with(token(keys, tenant, subject, claims, roles));
    }

    /** A token by somebody who is not the issuer. */
    public HoldfastApi forger() {
        return api.with(token(TestKeys.stranger(), "demo", "admin", Map.of(), "admin"));
    }

    private static String token(
            KeyPair keys, String tenant, String subject, Map<String, Object> claims, String... roles) {
        var set = new JWTClaimsSet.Builder()
                .subject(subject)
                .expirationTime(Date.from(Instant.now().plusSeconds(3_600)))
                .claim("tenant", tenant)
                .claim("roles", List.of(roles));
        claims.forEach((name, value) -> set.claim(name, value instanceof Instant time ? Date.from(time) : value));
        var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), set.build());
        try {
            jwt.sign(new RSASSASigner(keys.getPrivate()));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }

    /** A client's request, for what {@link HoldfastApi} does not read: bytes and streams. */
    public HttpRequest request(String path, String client) {
        return request(path, client, Instant.now().plusSeconds(3_600));
    }

    /** The same with a token that ends then; in real time, as tokens do. */
    public HttpRequest request(String path, String client, Instant tokenEnds) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + token(keys, "demo", client, Map.of("exp", tokenEnds), "client"))
                .build();
    }

    // ---- what there is to book

    /** An offering at 1,500 INR an hour or free, and a professional who provides it. */
    public void catalogue(String offering, String confirmation, long hourlyRate, String professional) {
        admin().put("/api/v1/admin/offerings/" + offering, Map.of(
                        "name", "Consultation",
                        "confirmation", confirmation,
                        "hourlyRate", Map.of("amount", hourlyRate, "currency", "INR")))
                .expect(200);
        professional("demo", professional, List.of(offering));
        Awaitility.await().until(() -> guest()
                        .post("/api/v1/bookings", Map.of(
                                "offeringId", offering,
                                "professionalId", professional,
                                "start", "2026-12-01T04:30:00Z",
                                "duration", 17,
                                "client", HoldfastApi.guest("Asha Rao", "asha@example.com")))
                        .text()
                        .contains("duration-not-offered"));
    }

    public void professional(String tenant, String id, List<String> offerings) {
        tell(tenant, "professional.registered.v1", id, SEQUENCE.incrementAndGet(), Map.of(
                "professionalId", id,
                "displayName", "Dr Sarah Khan",
                "email", "sarah@example.com",
                "category", "medical",
                "hourlyRate", Map.of("amount", 200_000, "currency", "INR"),
                "zone", "Asia/Kolkata",
                "languages", List.of("en"),
                "offeringIds", offerings,
                "active", true));
    }

    // ---- what others say

    public void tell(String type, String key, Map<String, Object> body) {
        tell("demo", type, key, SEQUENCE.incrementAndGet(), body);
    }

    public void tell(String tenant, String type, String key, long sequence, Map<String, Object> body) {
        tellRaw(tenant, type, key, sequence, JSON.writeValueAsString(body));
    }

    public void tellRaw(String tenant, String type, String key, long sequence, String body) {
        var event = new OutboxEntry(
                UUID.randomUUID().toString(), type, "a-test", key, tenant, clock.instant(), sequence, "a-test-request",
                null, null, body);
        transport.deliver(
                Catalogue.load().topicOf(type).name(),
                CloudEvents.headersOf(event),
                key,
                body.getBytes(StandardCharsets.UTF_8));
    }

    public void slotReserved(String booking, Instant holdUntil) {
        tell("slot.reserved.v1", booking, Map.of(
                "bookingId", booking,
                "revision", 1,
                "professionalId", "dr-sarah-khan",
                "start", "2026-12-01T04:30:00Z",
                "end", "2026-12-01T05:30:00Z",
                "holdUntil", holdUntil.toString()));
    }

    public void slotBooked(String booking) {
        tell("slot.booked.v1", booking, Map.of(
                "bookingId", booking,
                "revision", 1,
                "professionalId", "dr-sarah-khan",
                "start", "2026-12-01T04:30:00Z",
                "end", "2026-12-01T05:30:00Z"));
    }

    public void moved(String booking, int revision, String professional, Instant start) {
        tell("slot.booked.v1", booking, Map.of(
                "bookingId", booking,
                "revision", revision,
                "professionalId", professional,
                "start", start.toString(),
                "end", start.plusSeconds(3600).toString()));
    }

    public void notMoved(String booking, int revision, String reason) {
        tell("slot.rejected.v1", booking, Map.of("bookingId", booking, "revision", revision, "reason", reason));
    }

    public void slotRejected(String booking, String reason) {
        tell("slot.rejected.v1", booking, Map.of("bookingId", booking, "revision", 1, "reason", reason));
    }

    public void orderCreated(String booking) {
        tell("payment.order-created.v1", booking, Map.of(
                "bookingId", booking,
                "revision", 1,
                "orderId", "order_" + booking,
                "keyId", "rzp_test",
                "amount", Map.of("amount", 150_000, "currency", "INR")));
    }

    public void captured(String booking) {
        tell("payment.captured.v1", booking, Map.of(
                "bookingId", booking,
                "revision", 1,
                "orderId", "order_" + booking,
                "paymentId", "pay_" + booking,
                "amount", Map.of("amount", 150_000, "currency", "INR"),
                "capturedAt", clock.instant().toString(),
                "accepted", true));
    }

    public void timer(String type, String booking, Instant due) {
        tell(type, booking, Map.of("bookingId", booking, "revision", 1, "dueAt", due.toString()));
    }

    // ---- what we said

    /** The bodies of what was published about an aggregate, in order of sending. */
    public List<JsonNode> said(String type, String key) {
        return transport.published(type).stream()
                .filter(event -> event.key().equals(key))
                .map(event -> JSON.readTree(event.data()))
                .toList();
    }

    public List<String> typesSaidAbout(String key) {
        return transport.published().stream()
                .filter(event -> event.key().equals(key))
                .map(OutboxEntry::type)
                .toList();
    }

    @Override
    public void close() {
        context.close();
    }
}
