package io.holdfast.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.holdfast.endtoend.Apart.Booked;
import io.holdfast.testsupport.infrastructure.Infrastructure;
import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.InTurn;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A host that reboots: the service is up before the name of the broker can be resolved, as under compose. */
@InTurn(2)
@OnServicesApart
class UnresolvableBrokerTest {

    private static final String SERVICE = "notification-service";

    private final Apart apart = Apart.running();

    @Test
    void serviceThatStartsBeforeTheBrokersNameIsKnownTakesUpItsWorkWhenItIs() throws IOException {
        String broker = Infrastructure.forTests().kafkaBootstrap();
        Assumptions.assumeTrue(broker.matches("127\\.0\\.0\\.1:\\d+"), "Only a broker on this machine can be given a name here.");
        Path names = Files.writeString(Path.of("target", "apart", "hosts").toAbsolutePath(), "127.0.0.1 localhost\n");
        apart.killHard(SERVICE);
        try (ServiceProcess early = apart.startAnother(SERVICE, SERVICE + "-early",
                Map.of("HOLDFAST_KAFKA", broker.replace("127.0.0.1", "broker-of-the-house")),
                List.of("-Djdk.net.hosts.file=" + names))) {
            Eventually.see("it lives", () -> liveness(early), status -> status == 200);
            Booked booked = apart.hold("dr-james-lee");
            apart.pay(apart.awaitOrder(booked));
            apart.awaitStatus(booked, "CONFIRMED");
            assertThat(early.management().get("/actuator/health/readiness").status()).isEqualTo(503);
            assertThat(apart.mailsAbout(booked)).isEmpty();

            Files.writeString(names, "127.0.0.1 localhost broker-of-the-house\n");

            Eventually.see("three mails", () -> apart.mailsAbout(booked), mails -> mails.size() == 3);
            early.awaitReady();
        } finally {
            apart.restart(SERVICE);
        }
    }

    private static int liveness(ServiceProcess process) {
        try {
            return process.management().get("/actuator/health/liveness").status();
        } catch (UncheckedIOException e) {
            return 0;
        }
    }
}
