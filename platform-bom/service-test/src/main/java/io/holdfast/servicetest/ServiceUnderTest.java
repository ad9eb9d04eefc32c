package io.holdfast.servicetest;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import com.mongodb.client.MongoClients;
import io.holdfast.defaults.HoldfastService;
import io.holdfast.defaults.work.DueWork;
import io.holdfast.messaging.CloudEvents;
import io.holdfast.messaging.EventTransport;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.messaging.memory.InMemoryTransport;
import io.holdfast.testsupport.infrastructure.Infrastructure;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.MovableClock;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A whole service in this JVM, on real servers and alone: what the other services would say, the test says. Its clock
 * stands still until the test moves it, its events stay in memory, its tokens are signed here, and its database is its
 * own and goes with it.
 *
 * <pre>{@code
 * var service = ServiceUnderTest.of(BookingService.class, "booking-service").at(NOW).start();
 * service.as("asha", "client").post("/api/v1/bookings", request).expect(201);
 * service.hears("slot.reserved.v1", "bookingId", id, "holdUntil", HOLD_UNTIL);
 * service.awaitIdle();
 * assertThat(service.typesSaid(id)).containsExactly("booking.requested.v1", "booking.awaiting-payment.v1");
 * }</pre>
 */
public final class ServiceUnderTest implements AutoCloseable {

    /** The tenant of all that names no other. */
    public static final String TENANT = "demo";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final AtomicLong SEQUENCE = new AtomicLong();

    private final Builder settings;
    private final InMemoryTransport transport;
    private final ConfigurableApplicationContext context;
    private final HoldfastApi api;

    private ServiceUnderTest(Builder settings, InMemoryTransport transport) {
        this.settings = settings;
        this.transport = transport;
        context = HoldfastService.named(settings.application, settings.name)
                .initializers(starting -> {
                    var beans = (GenericApplicationContext) starting;
                    beans.registerBean(EventTransport.class, () -> transport);
                    beans.registerBean(Clock.class, () -> settings.clock);
                    beans.registerBean(JwtDecoder.class, () -> TestIssuer.decoder(requirements(beans)));
                    settings.beans.forEach((type, bean) -> register(beans, type, bean));
                })
                .run(settings.arguments());
        api = HoldfastApi.at(address());
    }

    /** @param name as in {@code catalogue.yaml} */
    public static Builder of(Class<?> application, String name) {
        return new Builder(application, name, name + "-" + UUID.randomUUID(), true);
    }

    /** To start another instance on the same database and by the same clock, with events of its own. */
    public Builder beside() {
        var other = new Builder(settings.application, settings.name, settings.database, false);
        other.clock = settings.clock;
        other.beans.putAll(settings.beans);
        other.properties.addAll(settings.properties);
        other.redis = settings.redis;
        return other;
    }

    private static OAuth2TokenValidator<Jwt> requirements(GenericApplicationContext beans) {
        return beans.<OAuth2TokenValidator<Jwt>>getBeanProvider(
                        ResolvableType.forClassWithGenerics(OAuth2TokenValidator.class, Jwt.class))
                .getObject();
    }

    @SuppressWarnings("unchecked")
    private static <T> void register(GenericApplicationContext beans, Class<T> type, Supplier<?> bean) {
        beans.registerBean(type, (Supplier<T>) bean, definition -> definition.setPrimary(true));
    }

    // ---- what it is made of

    public MovableClock clock() {
        return settings.clock;
    }

    public InMemoryTransport transport() {
        return transport;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** One of several of its type. */
    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    public MongoOperations mongo() {
        return bean(MongoOperations.class);
    }

    /** Every stored document of a collection. */
    public List<Document> documents(String collection) {
        return mongo().findAll(Document.class, collection);
    }

    // ---- who calls

    public int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    public String address() {
        return "http://127.0.0.1:" + port();
    }

    /** HTTP without a token. */
    public HoldfastApi guest() {
        return api;
    }

    /** HTTP as somebody of {@link #TENANT}. */
    public HoldfastApi as(String subject, String... roles) {
        return asOneOf(TENANT, subject, roles);
    }

    public HoldfastApi asOneOf(String tenant, String subject, String... roles) {
        return withClaims(tenant, subject, Map.of(), roles);
    }

    /** @param claims more than subject, tenant and roles, such as {@code name} and {@code email}; an {@code exp} in real time */
    public HoldfastApi withClaims(String tenant, String subject, Map<String, ?> claims, String... roles) {
        return api.with(TestIssuer.token(tenant, subject, claims, roles));
    }

    /** HTTP with an admin's token by somebody who is not the issuer. */
    public HoldfastApi forger() {
        return api.with(TestIssuer.forgedToken(TENANT, "admin", "admin"));
    }

    // ---- what others say

    /**
     * Lets the producer of {@code type} say it now: the published example, with other values in some fields.
     *
     * @param changes as in {@link Contracts#body}
     * @return what was sent, to be sent once more
     */
    public OutboxEntry hears(String type, @Nullable Object... changes) {
        OutboxEntry event = event(type, changes);
        hears(event);
        return event;
    }

    public void hears(OutboxEntry event) {
        deliver(event, event.data());
    }

    /** The same as {@link #hears} sends, not sent yet. */
    public OutboxEntry event(String type, @Nullable Object... changes) {
        return eventOf(TENANT, SEQUENCE.incrementAndGet(), type, changes);
    }

    /** @param sequence in the producer's document; what says less than before is older */
    public OutboxEntry eventOf(String tenant, long sequence, String type, @Nullable Object... changes) {
        var topic = Contracts.CATALOGUE.topicOf(type);
        JsonNode body = Contracts.body(type, changes);
        return new OutboxEntry(
                UUID.randomUUID().toString(), type, topic.producer(), body.path(topic.key()).stringValue(), tenant,
                settings.clock.instant(), sequence, "a-test-request", null, null, null, JSON.writeValueAsString(body));
    }

    /** Puts any text where an event's body belongs. */
    public void hearsPoison(String type, String key, String text) {
        String field = Contracts.CATALOGUE.topicOf(type).key();
        deliver(event(type, field, key), text);
    }

    private void deliver(OutboxEntry event, String body) {
        transport.deliver(
                Contracts.CATALOGUE.topicOf(event.type()).name(),
                CloudEvents.headersOf(event),
                event.key(),
                body.getBytes(StandardCharsets.UTF_8));
    }

    // ---- what it said

    /** What was published about an aggregate, in order of sending. */
    public List<OutboxEntry> said(String key) {
        return transport.published().stream().filter(event -> event.key().equals(key)).toList();
    }

    public List<String> typesSaid(String key) {
        return said(key).stream().map(OutboxEntry::type).toList();
    }

    /** The bodies of one type's events about an aggregate, in order of sending. */
    public List<JsonNode> said(String type, String key) {
        return said(key).stream().filter(event -> event.type().equals(type)).map(event -> JSON.readTree(event.data())).toList();
    }

    /** Returns once all that was heard has had its effect, all that is due by now was tried, and what that caused was said. */
    public void awaitIdle() {
        Awaitility.await("all is handled").until(transport::isIdle);
        context.getBeansOfType(DueWork.class).values().forEach(DueWork::tick);
        Awaitility.await("all is said").until(this::nothingIsUnsent);
    }

    private boolean nothingIsUnsent() {
        Document unsent = new Document("outbox.unsent.0", new Document("$exists", true));
        // In natural order, which says that all are read, and on purpose.
        return mongo().getCollectionNames().stream()
                .allMatch(name -> mongo().getCollection(name).find(unsent).sort(new Document("$natural", 1)).first() == null);
    }

    /** Ends this instance and leaves its database to whoever is started {@link #beside} it. */
    public void stop() {
        context.close();
    }

    /** @throws AssertionError when anything that it said breaks its contract */
    @Override
    public void close() {
        // At rest first: the embedded server does not stand a database that goes under a writer.
        context.close();
        if (settings.ownsDatabase) {
            try (var client = MongoClients.create(Infrastructure.forTests().mongodbUri())) {
                client.getDatabase(settings.database).drop();
            }
        }
        transport.published().forEach(event -> Contracts.require(event.type(), JSON.readTree(event.data())));
    }

    /** How a service is to be started. */
    public static final class Builder {

        private final Class<?> application;
        private final String name;
        private final String database;
        private final boolean ownsDatabase;
        private final Map<Class<?>, Supplier<?>> beans = new LinkedHashMap<>();
        private final List<String> properties = new ArrayList<>();
        private MovableClock clock = new MovableClock(Instant.parse("2026-11-28T10:00:00Z"));
        private String redis = Infrastructure.forTests().redisUri();
        private @Nullable InMemoryTransport transport;

        private Builder(Class<?> application, String name, String database, boolean ownsDatabase) {
            this.application = application;
            this.name = name;
            this.database = database;
            this.ownsDatabase = ownsDatabase;
        }

        /** What its clock says until the test moves it. */
        public Builder at(Instant now) {
            return by(new MovableClock(now));
        }

        public Builder by(MovableClock otherClock) {
            clock = otherClock;
            return this;
        }

        /** Its events on a transport of the test's: one that another instance has, or with other retries. */
        public Builder on(InMemoryTransport otherTransport) {
            transport = otherTransport;
            return this;
        }

        public Builder redisAt(String uri) {
            redis = uri;
            return this;
        }

        public Builder withoutRedis() {
            return redisAt("false");
        }

        /** @param nameAndValue such as {@code razorpay.key-id=rzp_test_key} or {@code HOLDFAST_UNPAID_PER_PHONE=3} */
        public Builder with(String... nameAndValue) {
            properties.addAll(List.of(nameAndValue));
            return this;
        }

        /** A bean of the test's, which goes before one of the service's own. */
        public <T> Builder with(Class<T> type, Supplier<? extends T> bean) {
            beans.put(type, bean);
            return this;
        }

        public ServiceUnderTest start() {
            return new ServiceUnderTest(this, transport == null ? new InMemoryTransport(Contracts.CATALOGUE) : transport);
        }

        private String[] arguments() {
            var all = new ArrayList<>(List.of(
                    "server.port=0",
                    "spring.mongodb.uri=" + Infrastructure.forTests().mongodbUri(),
                    "spring.mongodb.database=" + database,
                    "holdfast.redis.uri=" + redis,
                    // Who waits for all to be said need not wait a second more.
                    "holdfast.messaging.remove-after=0s",
                    "holdfast.messaging.gather-for=5ms"));
            all.addAll(properties);
            return all.stream().map(property -> "--" + property).toArray(String[]::new);
        }
    }
}
