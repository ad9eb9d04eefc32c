package io.holdfast.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.holdfast.defaults.HoldfastService;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** A gateway with eight places: four to each service, one more for each one's streams. Its services hang until they are let. */
class RequestsUnderWayTest {

    private static final String WEBHOOK = "/api/v1/webhooks/razorpay";
    private static final String OFFERINGS = "/api/v1/offerings";
    private static final String SCHEDULE = "/api/v1/professionals/me/schedule";
    private static final String STREAM = "/api/v1/bookings/1/stream";
    private static final int PER_SERVICE = 4;

    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final Semaphore arrived = new Semaphore(0);
    private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer services;
    private ConfigurableApplicationContext gateway;
    private HoldfastApi api;

    @BeforeEach
    void start() throws IOException {
        services = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        services.createContext("/", this::hang);
        services.setExecutor(people);
        services.start();
        String there = "http://127.0.0.1:" + services.getAddress().getPort();
        gateway = HoldfastService.named(Gateway.class, "gateway")
                .run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--holdfast.web.requests-at-once=8",
                        "--gateway.booking=" + there,
                        "--gateway.availability=" + there,
                        "--gateway.payment=" + there);
        api = HoldfastApi.at("http://127.0.0.1:" + ((WebServerApplicationContext) gateway).getWebServer().getPort());
    }

    @AfterEach
    void stop() {
        mayAnswer.countDown();
        gateway.close();
        services.stop(0);
        people.close();
    }

    private void hang(HttpExchange exchange) throws IOException {
        arrived.release();
        try {
            mayAnswer.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private List<Future<Answer>> ask(int times, String method, String path) {
        var asked = new ArrayList<Future<Answer>>();
        for (int i = 0; i < times; i++) {
            asked.add(people.submit(() -> api.send(method, path, method.equals("POST") ? "{}" : null)));
        }
        return asked;
    }

    private void untilArrived(int requests) throws InterruptedException {
        assertThat(arrived.tryAcquire(requests, 20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aServiceThatHangsLeavesTheOthersTheirPlaces() throws Exception {
        List<Future<Answer>> hanging = ask(PER_SERVICE, "POST", WEBHOOK);
        untilArrived(PER_SERVICE);

        Answer refused = api.send("POST", WEBHOOK, "{}").expect(503);
        List<Future<Answer>> others = ask(PER_SERVICE, "GET", OFFERINGS);
        untilArrived(PER_SERVICE);
        // All eight places are taken: nobody else is let in, wherever they want to go.
        Answer beyondAll = api.get(SCHEDULE).expect(503);
        mayAnswer.countDown();

        assertThat(refused.body().get("code").asString()).isEqualTo("unavailable");
        assertThat(refused.header("Retry-After")).isEqualTo("2");
        assertThat(beyondAll.body().get("type").asString()).isEqualTo("/problems/unavailable");
        for (Future<Answer> one : hanging) {
            one.get().expect(200);
        }
        for (Future<Answer> one : others) {
            one.get().expect(200);
        }
        api.send("POST", WEBHOOK, "{}").expect(200);
        api.get(SCHEDULE).expect(200);
    }

    @Test
    void streamsHavePlacesOfTheirOwn() throws Exception {
        List<Future<Answer>> looking = ask(1, "GET", STREAM);
        untilArrived(1);

        api.get(STREAM).expect(503);
        List<Future<Answer>> booking = ask(PER_SERVICE, "GET", OFFERINGS);
        untilArrived(PER_SERVICE);
        mayAnswer.countDown();

        for (Future<Answer> one : looking) {
            one.get().expect(200);
        }
        for (Future<Answer> one : booking) {
            one.get().expect(200);
        }
    }

    /** What is beyond what is handled at once waits in its connection, and is answered when there is room. */
    @Test
    void moreConnectionsThanAreHandledAtOnceAreAnsweredInTurn() throws Exception {
        mayAnswer.countDown();

        List<Future<Answer>> many = ask(200, "GET", "/problems/unavailable");

        for (Future<Answer> one : many) {
            assertThat(one.get().status()).isIn(200, 503);
        }
        api.get("/problems/unavailable").expect(200);
    }
}
