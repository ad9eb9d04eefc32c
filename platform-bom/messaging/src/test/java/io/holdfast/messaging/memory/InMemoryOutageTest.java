package io.holdfast.messaging.memory;

import java.time.Duration;

import io.holdfast.messaging.EventTransport;
import io.holdfast.messaging.OutageSuite;

class InMemoryOutageTest extends OutageSuite {

    private final InMemoryTransport transport = new InMemoryTransport(CATALOGUE, QUICK);

    @Override
    protected EventTransport transport() {
        return transport;
    }

    @Override
    protected void brokerGoesAway() {
        transport.goAway();
    }

    @Override
    protected void brokerComesBack() {
        transport.comeBack();
    }

    @Override
    protected Duration outage() {
        return Duration.ofSeconds(3);
    }
}
