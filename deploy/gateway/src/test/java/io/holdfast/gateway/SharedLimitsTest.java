package io.holdfast.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpServer;
import io.holdfast.defaults.HoldfastService;
import io.holdfast.defaults.signals.Redis;
import io.holdfast.embedded.EmbeddedRedis;
import io.holdfast.embedded.FreePorts;
import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** Two gateways and a real Redis, which comes and goes. */
class SharedLimitsTest {

    private static final int PER_ADDRESS = 20;
    private static final int MOST_CROWDS = 20;

    @TempDir
    private static Path folder;

    private static HttpServer services;
    private static EmbeddedRedis redis;
    private static ConfigurableApplicationContext one;
    private static ConfigurableApplicationContext other;

    @BeforeAll
    static void start() throws IOException {
        services = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        services.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        services.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        services.start();
        redis = EmbeddedRedis.in(folder, 0).start();
        one = gateway();
        other = gateway();
    }

    private static ConfigurableApplicationContext gateway() {
        String there = "http://127.0.0.1:" + services.getAddress().getPort();
        return HoldfastService.named(Gateway.class, "gateway")
                .initializers(new OneMinute())
                .run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--gateway.booking=" + there,
                        "--gateway.matching=http://127.0.0.1:" + FreePorts.next(),
                        "--HOLDFAST_REDIS_URI=" + redis.uri(),
                        // On a busy machine Redis takes longer than a tenth of a second, and then each counts by itself.
                        "--gateway.callers.counted-within=1m",
                        "--HOLDFAST_TRUSTED_PROXIES=127.0.0.1",
                        "--HOLDFAST_BOOKINGS_PER_ADDRESS=3",
                        "--HOLDFAST_REQUESTS_PER_ADDRESS=" + PER_ADDRESS,
                        "--HOLDFAST_UNLIMITED_ADDRESSES=192.0.2.0/24",
                        "--HOLDFAST_LOG_LEVEL=WARN");
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
        redis.close();
        services.stop(0);
    }

    @BeforeEach
    void bothHaveRedis() {
        redis.start();
        untilBothCount();
    }

    private static void untilBothCount() {
        Eventually.see("both count in Redis", () -> counts(one) && counts(other), both -> both);
    }

    /** Whether it counts in Redis now: after a loss it tries that again a little later. */
    private static boolean counts(ConfigurableApplicationContext gateway) {
        return gateway.getBean(Redis.class).client().isPresent()
                && gateway.getBean(SharedCounts.class).take("test", "nobody", Integer.MAX_VALUE, 60_000).isPresent();
    }

    @Test
    void whatIsAskedOfOneIsCountedByTheOther() {
        for (int asked = 1; asked <= PER_ADDRESS; asked++) {
            Answer answer = get(asked % 2 == 0 ? one : other, "203.0.113.1").expect(204);
            assertThat(answer.header("RateLimit-Limit")).isEqualTo(String.valueOf(PER_ADDRESS));
            assertThat(answer.header("RateLimit-Remaining")).isEqualTo(String.valueOf(PER_ADDRESS - asked));
            assertThat(Integer.parseInt(String.valueOf(answer.header("RateLimit-Reset")))).isBetween(1, 60);
        }
        for (ConfigurableApplicationContext gateway : new ConfigurableApplicationContext[] {one, other}) {
            Answer refused = get(gateway, "203.0.113.1").expect(429);
            assertThat(refused.body().get("code").asString()).isEqualTo("too-many-requests");
            assertThat(refused.header("RateLimit-Remaining")).isEqualTo("0");
            assertThat(refused.header("Retry-After")).isEqualTo(refused.header("RateLimit-Reset"));
        }
        get(one, "203.0.113.2").expect(204);
    }

    /** On a busy machine Redis keeps somebody waiting for too long, and then each counts alone: another crowd comes until it does not. */
    @Test
    void twoAtOnceDoNotBothTakeTheLastPlace() throws InterruptedException {
        for (int crowd = 1; crowd <= MOST_CROWDS; crowd++) {
            untilBothCount();
            long before = failures();
            long allowed = allowedOfACrowd("203.0.113." + (100 + crowd));
            if (failures() == before) {
                // Never more; fewer where a question was sent twice.
                assertThat(allowed).isBetween(PER_ADDRESS / 2L, (long) PER_ADDRESS);
                return;
            }
        }
        throw new AssertionError("Redis answered none of " + MOST_CROWDS + " crowds in time");
    }

    private static long failures() {
        return one.getBean(SharedCounts.class).failures() + other.getBean(SharedCounts.class).failures();
    }

    private static long allowedOfACrowd(String address) throws InterruptedException {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            return callers
                    .invokeAll(IntStream.range(0, 4 * PER_ADDRESS)
                            .<Callable<Integer>>mapToObj(asked -> () -> get(asked % 2 == 0 ? one : other, address).status())
                            .toList())
                    .stream()
                    .filter(status -> status.resultNow() == 204)
                    .count();
        }
    }

    @Test
    void bookingsOfAnAddressAreCountedTogetherAndApartFromItsOtherRequests() {
        book(one, "203.0.113.4").expect(204);
        book(other, "203.0.113.4").expect(204);
        book(one, "203.0.113.4").expect(204);

        assertThat(book(other, "203.0.113.4").expect(429).body().get("code").asString()).isEqualTo("too-many-from-address");
        get(other, "203.0.113.4").expect(204);
    }

    @Test
    void whereRedisIsGoneEachLimitsByItselfUntilItIsBack() {
        get(one, "203.0.113.5").expect(204);
        redis.kill();

        for (ConfigurableApplicationContext gateway : new ConfigurableApplicationContext[] {one, other}) {
            List<Integer> statuses = IntStream.range(0, 2 * PER_ADDRESS)
                    .mapToObj(asked -> get(gateway, "203.0.113.5").status())
                    .toList();
            assertThat(statuses.subList(0, PER_ADDRESS)).containsOnly(204);
            assertThat(statuses.subList(PER_ADDRESS, statuses.size())).containsOnly(429);
        }

        redis.start();
        untilBothCount();
        // Of the address before, what was under way when Redis went may still be counted.
        assertThat(get(one, "203.0.113.6").expect(204).header("RateLimit-Remaining")).isEqualTo(String.valueOf(PER_ADDRESS - 1));
        assertThat(get(other, "203.0.113.6").expect(204).header("RateLimit-Remaining")).isEqualTo(String.valueOf(PER_ADDRESS - 2));
    }

    private static Answer get(ConfigurableApplicationContext gateway, String from) {
        return api(gateway).get("/api/v1/offerings", "X-Forwarded-For", from);
    }

    private static Answer book(ConfigurableApplicationContext gateway, String from) {
        return api(gateway).post("/api/v1/bookings", "{}", "X-Forwarded-For", from);
    }

    private static HoldfastApi api(ConfigurableApplicationContext gateway) {
        return HoldfastApi.at("http://127.0.0.1:" + ((WebServerApplicationContext) gateway).getWebServer().getPort());
    }
}
