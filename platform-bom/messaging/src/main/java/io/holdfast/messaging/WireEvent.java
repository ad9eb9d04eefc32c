package io.holdfast.messaging;

import io.holdfast.contracts.ProducedEvent;

/**
 * What a translator makes of a domain event: ready to be written down, not yet in an envelope.
 *
 * @param type wire type as in {@code catalogue.yaml}, for example {@code booking.confirmed.v1}
 * @param key  the aggregate named by the topic; becomes the Kafka key and {@code ce_subject}
 * @param body a record; the published schema is derived from it
 */
public record WireEvent(String type, String key, Object body) implements ProducedEvent {

    @Override
    public String json() {
        return WireJson.write(body);
    }
}
