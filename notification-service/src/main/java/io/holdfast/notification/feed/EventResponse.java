package io.holdfast.notification.feed;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * CloudEvents 1.0, JSON format, with the extensions {@code tenantid}, {@code correlationid}, {@code causationid} and
 * {@code sequence}. The same in the feed and in webhooks.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EventResponse(
        String specversion,
        String id,
        String source,
        String type,
        String subject,
        Instant time,
        String datacontenttype,
        String tenantid,
        String correlationid,
        @Nullable String causationid,
        String sequence,
        @JsonRawValue String data) {

    private static final JsonMapper JSON = JsonMapper.shared();

    static EventResponse of(FeedEvent event) {
        return new EventResponse(
                "1.0",
                event.id(),
                event.source(),
                event.type(),
                event.subject(),
                event.time(),
                "application/json",
                event.tenantId().value(),
                event.correlationId(),
                event.causationId(),
                event.sequence(),
                event.data());
    }

    /** An event as a webhook carries it. */
    public static String json(FeedEvent event) {
        return JSON.writeValueAsString(of(event));
    }
}
