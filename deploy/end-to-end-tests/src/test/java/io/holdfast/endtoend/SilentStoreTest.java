package io.holdfast.endtoend;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.holdfast.endtoend.Apart.Booked;
import io.holdfast.testsupport.infrastructure.TcpProxy;
import io.holdfast.testsupport.scenario.Eventually;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The store falls silent: connections that say nothing any more, as behind a firewall that forgot them, or a server
 * that takes requests and does not answer. Nobody says goodbye, so only time limits find out.
 */
@OnServicesApart
class SilentStoreTest {

    private static final String PROFESSIONAL = "dr-james-lee";
    /** So many requests under way ended a gateway of 256 MB. */
    private static final int CROWD = 2_500;

    private final Apart apart = Apart.running();
    private TcpProxy store;

    @BeforeEach
    void betweenTheServicesAndTheirStore() {
        Assumptions.assumeTrue(apart.wayToTheStore.isPresent(),
                "The document server given by HOLDFAST_MONGODB_URI is more than one plain address; no proxy stands before it.");
        store = apart.wayToTheStore.get();
    }

    @Test
    void bookingsGoOnAfterEveryOldConnectionToTheStoreWasLostWithoutAWord() {
        Booked held = apart.hold(PROFESSIONAL);
        String order = apart.awaitOrder(held);
        Booked justAsked = apart.ask(PROFESSIONAL);

        store.swallow();

        apart.payUntilTaken(order);
        Booked afterwards = apart.askUntilTaken(PROFESSIONAL, UUID.randomUUID().toString());
        apart.awaitStatus(held, "CONFIRMED");
        for (Booked booked : List.of(justAsked, afterwards)) {
            apart.payUntilTaken(apart.awaitOrder(booked));
            apart.awaitStatus(booked, "CONFIRMED");
        }
        awaitAllWell(held, justAsked, afterwards);
    }

    @Test
    void storeThatSaysNothingIsAnsweredWith503AndBookingsGoOnWhenItSpeaksAgain() {
        Booked held = apart.hold(PROFESSIONAL);
        String order = apart.awaitOrder(held);

        apart.pay(order);
        store.freeze();
        try {
            var answer = Eventually.see("who asks is told within the time limits of the store", () -> apart.bookingAnswer(held),
                    a -> a.status() == 503);
            assertThat(answer.header("Retry-After")).isNotNull();
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            for (String service : Apart.mortals()) {
                Eventually.see(service + " says that it cannot work",
                        () -> apart.management(service).get("/actuator/health/readiness").status(), status -> status == 503);
            }
        } finally {
            store.pass();
        }

        apart.awaitStatus(held, "CONFIRMED");
        Booked afterwards = apart.askUntilTaken(PROFESSIONAL, UUID.randomUUID().toString());
        apart.payUntilTaken(apart.awaitOrder(afterwards));
        apart.awaitStatus(afterwards, "CONFIRMED");
        awaitAllWell(held, afterwards);
    }

    /** Their buffers would not find room in the gateway's heap, if all were let in. */
    @Test
    void crowdThatAsksWhileTheStoreSaysNothingEndsNobody() throws Exception {
        Booked held = apart.hold(PROFESSIONAL);
        String order = apart.awaitOrder(held);

        store.freeze();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> crowd = IntStream.range(0, CROWD)
                    .mapToObj(i -> people.submit(() -> apart.bookingAnswer(held).status()))
                    .toList();
            for (Future<Integer> one : crowd) {
                assertThat(one.get()).isEqualTo(503);
            }
        } finally {
            store.pass();
        }

        apart.payUntilTaken(order);
        apart.awaitStatus(held, "CONFIRMED");
        awaitAllWell(held);
    }

    /** Whoever runs them restarts what is not alive; nobody had to. */
    private void awaitAllWell(Booked... bookings) {
        for (Booked booked : bookings) {
            Eventually.see("all agree about " + booked, () -> ViewsAudit.findings(Views.of(booked, apart)), List::isEmpty);
        }
        for (String service : Apart.mortals()) {
            Eventually.see(service + " is ready", () -> apart.management(service).get("/actuator/health/readiness").status(),
                    status -> status == 200);
            assertThat(apart.management(service).get("/actuator/health/liveness").status()).as(service + " lives").isEqualTo(200);
        }
    }
}
