package io.holdfast.messaging.memory;

import io.holdfast.messaging.ClockSuite;
import io.holdfast.messaging.EventTransport;

class InMemoryClockTest extends ClockSuite {

    private final InMemoryTransport transport = new InMemoryTransport(CATALOGUE, QUICK);

    @Override
    protected EventTransport transport() {
        return transport;
    }
}
