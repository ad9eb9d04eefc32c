package io.holdfast.loadtests.export;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.holdfast.booking.BookingService;
import io.holdfast.contracts.Catalogue;
import io.holdfast.defaults.HoldfastService;
import io.holdfast.loadtests.ChildJvm;
import io.holdfast.loadtests.QuietLogging;
import io.holdfast.messaging.EventTransport;
import io.holdfast.messaging.memory.InMemoryTransport;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** booking-service in a JVM of its own with a small heap, and without a broker. */
final class BookingJvm implements AutoCloseable {

    static final String TENANT = "load";

    private static final String NOWHERE = "redis://127.0.0.1:1";
    private static final String MARK = "booking: ";
    private static final String LIVE = "live: ";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long TELL_EVERY_MILLIS = 200;

    private final ChildJvm child;
    private final String address;
    private final AtomicLong mostLive;

    private BookingJvm(ChildJvm child, String address, AtomicLong mostLive) {
        this.child = child;
        this.address = address;
        this.mostLive = mostLive;
    }

    /** @param heapMegabytes of the child, which ends when it needs more */
    static BookingJvm start(int heapMegabytes, String mongodb, String database) throws InterruptedException {
        var mostLive = new AtomicLong();
        ChildJvm.Started started = ChildJvm.start(
                BookingJvm.class.getName(), ChildJvm.temporaryHome("booking"), List.of("-Xmx" + heapMegabytes + "m"),
                List.of(mongodb, database), Map.of(), MARK, PATIENCE, line -> {
                    if (line.startsWith(LIVE)) {
                        mostLive.accumulateAndGet(Long.parseLong(line.substring(LIVE.length()).strip()), Math::max);
                    }
                });
        return new BookingJvm(started.child(), started.answer(), mostLive);
    }

    /** The child's side. */
    public static void main(String[] arguments) throws InterruptedException {
        QuietLogging.begin();
        var context = service(arguments[0], arguments[1], new InMemoryTransport(Catalogue.load()));
        System.out.println(MARK + addressOf(context));
        var never = new CountDownLatch(1);
        while (!never.await(TELL_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
            System.out.println(LIVE + afterCollection());
        }
    }

    /** Bytes that the last collections left in the heap. */
    private static long afterCollection() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getCollectionUsage)
                .filter(usage -> usage != null)
                .mapToLong(MemoryUsage::getUsed)
                .sum();
    }

    /** For whoever calls, any token is an admin's. */
    static ConfigurableApplicationContext service(String mongodb, String database, InMemoryTransport transport) {
        return HoldfastService.named(BookingService.class, "booking-service")
                .initializers(starting -> {
                    var beans = (GenericApplicationContext) starting;
                    beans.registerBean(EventTransport.class, () -> transport);
                    beans.registerBean(JwtDecoder.class, () -> BookingJvm::admins);
                })
                .run(
                        "--server.port=0",
                        "--holdfast.redis.uri=" + NOWHERE,
                        "--spring.mongodb.uri=" + mongodb,
                        "--spring.mongodb.database=" + database);
    }

    private static Jwt admins(String token) {
        Instant now = Instant.now();
        return Jwt.withTokenValue(token)
                .header("alg", "none")
                .subject("admin")
                .issuedAt(now)
                .expiresAt(now.plus(Duration.ofHours(1)))
                .claim("tenant", TENANT)
                .claim("roles", List.of("admin"))
                .build();
    }

    static String addressOf(ConfigurableApplicationContext context) {
        return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    }

    String address() {
        return address;
    }

    /** The most bytes that collections have left in the heap since it was asked last. */
    long takeMostLive() {
        return mostLive.getAndSet(0);
    }

    @Override
    public void close() {
        child.close();
    }
}
