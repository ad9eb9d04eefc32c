package io.holdfast.availability;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.holdfast.availability.domain.BookingRevision;
import io.holdfast.availability.domain.OfferingId;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.Slot;
import io.holdfast.availability.domain.SlotRequest;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.contracts.Catalogue;
import io.holdfast.defaults.HoldfastService;
import io.holdfast.messaging.CloudEvents;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.messaging.memory.InMemoryTransport;
import io.holdfast.testsupport.infrastructure.Infrastructure;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.TestKeys;
import org.bson.BsonDocument;
import org.bson.Document;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

import static org.awaitility.Awaitility.await;

/** The whole service alone: real HTTP, a real document server, events in memory, a clock that stands still. */
public final class RunningService implements AutoCloseable {

    /** A Monday, 08:30 in India. */
    public static final Instant MONDAY = Instant.parse("2026-11-23T03:00:00Z");

    public final TestClock clock;
    public final InMemoryTransport transport = new InMemoryTransport(Catalogue.load());
    /** What was read from the store. */
    public final Reads reads = new Reads();
    private final ConfigurableApplicationContext context;
    private final KeyPair keys = TestKeys.issuer();
    private final AtomicLong sequence = new AtomicLong();

    private final String database;
    private final String redis;

    public RunningService() {
        this("availability-" + UUID.randomUUID());
    }

    private RunningService(String database) {
        this(database, Infrastructure.forTests().redisUri(), new TestClock(MONDAY));
    }

    /** One whose Redis is at {@code redis}, or is not. */
    public static RunningService withRedisAt(String redis) {
        return new RunningService("availability-" + UUID.randomUUID(), redis, new TestClock(MONDAY));
    }

    private RunningService(String database, String redis, TestClock clock) {
        this.clock = clock;
        this.database = database;
        this.redis = redis;
        context = HoldfastService.named(AvailabilityService.class, "availability-service")
                .initializers(started -> {
                    var beans = (GenericApplicationContext) started;
                    beans.registerBean(Clock.class, () -> clock);
                    beans.registerBean(InMemoryTransport.class, () -> transport);
                    beans.registerBean(JwtDecoder.class, () -> decoder(beans));
                    beans.registerBean(
                            MongoClientSettingsBuilderCustomizer.class, () -> settings -> settings.addCommandListener(reads));
                })
                .run(
                        "--server.port=0",
                        "--holdfast.redis.uri=" + redis,
                        "--spring.mongodb.uri=" + Infrastructure.forTests().mongodbUri(),
                        "--spring.mongodb.database=" + database);
    }

    /** Another instance over the same store and by the same clock; events do not pass between them. */
    public RunningService besides() {
        return besides(redis);
    }

    /** Another instance over the same store, whose Redis is another or none. */
    public RunningService besides(String otherRedis) {
        return new RunningService(database, otherRedis, clock);
    }

    private JwtDecoder decoder(GenericApplicationContext beans) {
        var decoder = NimbusJwtDecoder.withPublicKey((RSAPublicKey) keys.getPublic()).build();
        var validators = beans.<OAuth2TokenValidator<Jwt>>getBeanProvider(
                ResolvableType.forClassWithGenerics(OAuth2TokenValidator.class, Jwt.class));
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                List.of(JwtValidators.createDefault(), validators.getObject())));
        return decoder;
    }

    /** HTTP as nobody in particular. */
    public HoldfastApi anybody() {
        return HoldfastApi.at(address());
    }

    /** HTTP as a professional of the tenant demo, whose id is the subject. */
    public HoldfastApi professional(String id) {
        return as("demo", id, "professional");
    }

    public HoldfastApi as(String tenant, String subject, String... roles) {
        var claims = new JWTClaimsSet.Builder()
                .subject(subject)
                .expirationTime(Date.from(Instant.now().plusSeconds(3_600)))
                .claim("tenant", tenant)
                .claim("roles", List.of(roles));
        var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims.build());
        try {
            jwt.sign(new RSASSASigner(keys.getPrivate()));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return anybody().with(jwt.serialize());
    }

    /** Somebody new with the standard hours in India; returns their id once they are known. */
    public String newProfessional() {
        String id = "dr-" + UUID.randomUUID();
        send("professional.registered.v1", id, IncomingBodies.professional(id, true));
        await().until(() -> transport.published("schedule.changed.v1").stream()
                .anyMatch(event -> event.key().equals(id)));
        return id;
    }

    /** Holds an hour with the professional, and pays when asked to; returns the booking's id. */
    public String book(String professional, String start, boolean paid) {
        String booking = "b-" + UUID.randomUUID();
        send("booking.requested.v1", booking, IncomingBodies.requested(booking, "consultation-60", professional, start));
        if (!answers(booking, 1).getFirst().type().equals("slot.reserved.v1")) {
            throw new AssertionError("Not held: " + answers(booking));
        }
        if (paid) {
            send("booking.paid.v1", booking, IncomingBodies.paid(booking, professional, start));
            answers(booking, 2);
        }
        return booking;
    }

    /** What a client of the tenant demo asks for: an hour. */
    public static SlotRequest request(String booking, String offering, String professional, Instant start) {
        return new SlotRequest(
                new TenantId("demo"),
                new ProfessionalId(professional),
                new OfferingId(offering),
                new BookingRevision(booking, 1),
                "HF-2026-000001",
                new Slot(start, start.plus(Duration.ofHours(1))),
                false,
                1);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public String address() {
        return "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
    }

    public MongoOperations mongo() {
        return context.getBean(MongoOperations.class);
    }

    /** An event of another service, now. */
    public OutboxEntry event(String type, String key, String body) {
        return event("demo", type, key, body, sequence.incrementAndGet());
    }

    public OutboxEntry event(String tenant, String type, String key, String body, long position) {
        String source = Catalogue.load().topicOf(type).producer();
        return new OutboxEntry(
                UUID.randomUUID().toString(), type, source, key, tenant, clock.instant(), position, "test", null, null, body);
    }

    public void send(String type, String key, String body) {
        transport.send(event(type, key, body));
    }

    /** Puts bytes on a topic that look like an event and are none. */
    public void sendPoison(String type, String key, String body) {
        Map<String, String> headers = new HashMap<>(CloudEvents.headersOf(event(type, key, "{}")));
        transport.deliver(
                Catalogue.load().topicOf(type).name(), headers, key, body.getBytes(StandardCharsets.UTF_8));
    }

    /** The seeded people and offerings that the tests use; returns once they are known. */
    public void seed() {
        send("offering.published.v1", "consultation-60", IncomingBodies.offering("consultation-60", 1));
        send("offering.published.v1", "group-yoga", IncomingBodies.offering("group-yoga", 3));
        send("offering.published.v1", "lecture", IncomingBodies.offering("lecture", 200));
        send("professional.registered.v1", "dr-sarah-khan", IncomingBodies.professional("dr-sarah-khan", true));
        await().until(() -> documents("offerings").size() == 3 && documents("professionals").size() == 1);
    }

    public List<Document> documents(String collection) {
        return mongo().findAll(Document.class, collection);
    }

    /** The answers given to one booking, in order, as soon as there are {@code count}. */
    public List<OutboxEntry> answers(String bookingId, int count) {
        await().until(() -> answers(bookingId).size() >= count);
        return answers(bookingId);
    }

    public List<OutboxEntry> answers(String bookingId) {
        return transport.published().stream()
                .filter(event -> event.type().startsWith("slot.") && event.key().equals(bookingId))
                .toList();
    }

    /** The types of the answers given to one booking, in order, as soon as there are {@code count}. */
    public List<String> answered(String bookingId, int count) {
        return answers(bookingId, count).stream().map(OutboxEntry::type).toList();
    }

    /** Returns once everything sent before for this key has been handled: its own request is answered by then. */
    public void settled(String key) {
        String marker = "marker-" + UUID.randomUUID();
        while (Math.floorMod(marker.hashCode(), 4) != Math.floorMod(key.hashCode(), 4)) {
            marker = "marker-" + UUID.randomUUID();
        }
        send("booking.requested.v1", marker, IncomingBodies.requested(marker, "consultation-60", "2026-12-06T04:30:00Z"));
        answers(marker, 1);
    }

    /** Counts the store's find commands by collection, but for the relay's, which come of themselves. */
    public static final class Reads implements CommandListener {

        private final Map<String, AtomicInteger> finds = new ConcurrentHashMap<>();

        @Override
        public void commandStarted(CommandStartedEvent event) {
            if (event.getCommandName().equals("find") && !isSweep(event.getCommand())) {
                finds.computeIfAbsent(event.getCommand().getString("find").getValue(), name -> new AtomicInteger())
                        .incrementAndGet();
            }
        }

        /** Of themselves come the relay's looks, and the retention's when a test moves the clock. */
        private static boolean isSweep(BsonDocument find) {
            return find.getDocument("filter", new BsonDocument()).keySet().stream()
                    .anyMatch(field -> field.startsWith("outbox.") || field.equals("until"));
        }

        public int of(String collection) {
            return finds.getOrDefault(collection, new AtomicInteger()).get();
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
