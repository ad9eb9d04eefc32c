package io.holdfast.messaging.memory;

import java.util.List;
import java.util.Map;

import io.holdfast.messaging.EventTransport;
import io.holdfast.messaging.TransportSuite;

class InMemoryTransportTest extends TransportSuite {

    private final InMemoryTransport transport = new InMemoryTransport(CATALOGUE, QUICK);

    @Override
    protected EventTransport transport() {
        return transport;
    }

    @Override
    protected void deliver(String topic, Map<String, String> headers, String key, byte[] body) {
        transport.deliver(topic, headers, key, body);
    }

    @Override
    protected List<Parked> parked(String group, String topic) {
        return transport.deadLetters().stream()
                .filter(letter -> letter.group().equals(group) && letter.message().origin().startsWith(topic + "-"))
                .map(letter -> new Parked(
                        letter.message().key(),
                        letter.message().body(),
                        letter.message().headers(),
                        letter.message().origin(),
                        String.valueOf(letter.cause().getMessage())))
                .toList();
    }
}
