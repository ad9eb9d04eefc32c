package io.holdfast.loadtests.choreography;

import java.util.UUID;
import java.util.concurrent.TimeUnit;

import io.holdfast.embedded.Servers;
import io.holdfast.loadtests.ClosedLoop;
import io.holdfast.loadtests.choreography.OrderDocument.Status;
import io.holdfast.testsupport.infrastructure.Infrastructure;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the benchmark measures does happen, so that it cannot rot unseen. */
class ChoreographyTest {

    private static final long TOTAL = 1_200;

    private static Choreography choreography;

    @BeforeAll
    static void start() throws InterruptedException {
        Servers servers = Infrastructure.forTests();
        choreography = Choreography.start(servers.mongodbUri(), servers.kafkaBootstrap());
    }

    @AfterAll
    static void stop() {
        choreography.close();
    }

    @Test
    void everyOrderThatTheCreditCoversIsApprovedOnce() throws Exception {
        choreography.register("asha", 20 * TOTAL);

        ClosedLoop.Outcome outcome = ClosedLoop.run("orders", 20, 4,
                index -> assertThat(place("asha", TOTAL)).isEqualTo(Status.APPROVED));

        assertThat(outcome.firstFailure()).isNull();
        assertThat(outcome.latencies().count()).isEqualTo(20);
        assertThat(choreography.reservedBy("asha")).isEqualTo(20 * TOTAL);
    }

    @Test
    void anOrderBeyondTheCreditIsRejectedAndReservesNothing() throws Exception {
        choreography.register("ravi", TOTAL - 1);

        assertThat(place("ravi", TOTAL)).isEqualTo(Status.REJECTED);
        assertThat(choreography.reservedBy("ravi")).isZero();
    }

    private static Status place(String customer, long total) throws Exception {
        return choreography.place(UUID.randomUUID().toString(), customer, total).get(2, TimeUnit.MINUTES);
    }
}
