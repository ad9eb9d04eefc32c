package io.holdfast.notification.feed;

import java.util.List;
import java.util.Map;

import io.holdfast.contracts.Catalogue;
import io.holdfast.messaging.CloudEvents;
import io.holdfast.messaging.MessageContext;
import io.holdfast.messaging.RawEvent;
import io.holdfast.messaging.ReceivedEvent;
import io.holdfast.notification.TenantId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Takes public events into their tenant's feed, each once. */
@Component
public class FeedWriter {

    private static final Logger log = LoggerFactory.getLogger(FeedWriter.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Catalogue catalogue;
    private final EventTypes types;
    private final FeedAppender appender;

    FeedWriter(Catalogue catalogue, EventTypes types, FeedAppender appender) {
        this.catalogue = catalogue;
        this.types = types;
        this.appender = appender;
    }

    /** The types that it wants. */
    public List<String> types() {
        return types.all();
    }

    /** Returns once it is in the feed; what is no JSON object cannot be there, and those who react to it park it. */
    public void take(ReceivedEvent<RawEvent> event) {
        ObjectNode body = bodyOf(event.body());
        if (body == null) {
            log.warn("{} is no JSON object and not in the feed", event.body().origin());
            return;
        }
        Map<String, String> headers = event.body().headers();
        appender.append(new FeedEvent(
                new TenantId(event.tenantId()),
                0,
                event.id(),
                headers.getOrDefault(CloudEvents.SOURCE, "/" + catalogue.topicOf(event.type()).producer()),
                event.type(),
                event.key(),
                event.at(),
                headers.getOrDefault(CloudEvents.SEQUENCE, ""),
                headers.getOrDefault(CloudEvents.CORRELATION, event.id()),
                headers.get(CloudEvents.CAUSATION),
                JSON.writeValueAsString(catalogue.event(event.type()).publicPartOf(body)),
                MessageContext.current()));
    }

    private static @Nullable ObjectNode bodyOf(RawEvent raw) {
        byte[] bytes = raw.body();
        try {
            return bytes != null && JSON.readTree(bytes) instanceof ObjectNode body ? body : null;
        } catch (JacksonException e) {
            return null;
        }
    }
}
