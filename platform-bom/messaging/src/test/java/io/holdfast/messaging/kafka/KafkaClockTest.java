package io.holdfast.messaging.kafka;

import java.nio.file.Path;

import io.holdfast.messaging.ClockSuite;
import io.holdfast.messaging.EventTransport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class KafkaClockTest extends ClockSuite {

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
}
