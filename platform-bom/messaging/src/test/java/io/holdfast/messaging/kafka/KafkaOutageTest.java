package io.holdfast.messaging.kafka;

import java.nio.file.Path;
import java.time.Duration;

import io.holdfast.messaging.EventTransport;
import io.holdfast.messaging.OutageSuite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A broker away for a minute: longer than any time-out of producer and consumer. */
class KafkaOutageTest extends OutageSuite {

    @TempDir
    private static Path folder;

    private static KafkaUnderTest kafka;

    @BeforeAll
    static void startBroker() {
        kafka = KafkaUnderTest.in(folder);
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    @Override
    protected EventTransport transport() {
        return kafka.transport();
    }

    @Override
    protected void brokerGoesAway() {
        kafka.broker().stop();
    }

    @Override
    protected void brokerComesBack() {
        kafka.broker().start();
    }

    @Override
    protected Duration outage() {
        return Duration.ofSeconds(60);
    }
}
