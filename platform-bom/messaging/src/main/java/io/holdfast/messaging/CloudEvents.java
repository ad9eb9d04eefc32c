package io.holdfast.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * CloudEvents 1.0, Kafka binary content mode: attributes in {@code ce_} headers, the JSON alone in the value. Written
 * by hand because the SDK lags behind Jackson 3; {@code CloudEventsTest} holds it against the specification.
 */
public final class CloudEvents {

    public static final String ID = "ce_id";
    public static final String TYPE = "ce_type";
    public static final String SOURCE = "ce_source";
    public static final String SUBJECT = "ce_subject";
    public static final String TIME = "ce_time";
    public static final String SPEC_VERSION = "ce_specversion";
    public static final String TENANT = "ce_tenantid";
    public static final String CORRELATION = "ce_correlationid";
    public static final String CAUSATION = "ce_causationid";
    public static final String SEQUENCE = "ce_sequence";
    public static final String CONTENT_TYPE = "content-type";
    public static final String TRACEPARENT = "traceparent";
    public static final String TRACESTATE = "tracestate";

    private static final Set<String> HEADERS = Set.of(
            ID, TYPE, SOURCE, SUBJECT, TIME, SPEC_VERSION, TENANT, CORRELATION, CAUSATION, SEQUENCE, CONTENT_TYPE, TRACEPARENT,
            TRACESTATE);

    private CloudEvents() {}

    /** Whether it is one of the headers above. */
    public static boolean isHeader(String name) {
        return HEADERS.contains(name);
    }

    public static Map<String, String> headersOf(OutboxEntry event) {
        var headers = new LinkedHashMap<String, String>();
        headers.put(SPEC_VERSION, "1.0");
        headers.put(ID, event.eventId());
        headers.put(TYPE, event.type());
        headers.put(SOURCE, "/" + event.source());
        headers.put(SUBJECT, event.key());
        headers.put(TIME, event.at().toString());
        headers.put(TENANT, event.tenantId());
        headers.put(CORRELATION, event.correlationId());
        putIfThere(headers, CAUSATION, event.causationId());
        // The sequence extension asks for a string that sorts as text.
        headers.put(SEQUENCE, "%012d".formatted(event.sequence()));
        headers.put(CONTENT_TYPE, "application/json");
        putIfThere(headers, TRACEPARENT, event.traceparent());
        putIfThere(headers, TRACESTATE, event.tracestate());
        return headers;
    }

    public static byte[] bodyOf(OutboxEntry event) {
        return event.data().getBytes(StandardCharsets.UTF_8);
    }

    static <T> ReceivedEvent<T> read(RawEvent raw, Class<T> bodyType) {
        byte[] body = raw.body();
        if (body == null) {
            throw new PoisonMessage("The message has no body.", null);
        }
        return new ReceivedEvent<>(
                raw.required(ID),
                raw.required(TYPE),
                raw.required(SUBJECT),
                raw.required(TENANT),
                time(raw.required(TIME)),
                sequence(raw.required(SEQUENCE)),
                bodyType == RawEvent.class ? bodyType.cast(raw) : WireJson.read(body, bodyType));
    }

    static MessageContext contextOf(RawEvent raw) {
        return new MessageContext(
                raw.required(CORRELATION),
                raw.required(ID),
                raw.headers().get(TRACEPARENT),
                raw.headers().get(TRACESTATE),
                time(raw.required(TIME)));
    }

    private static void putIfThere(Map<String, String> headers, String name, @Nullable String value) {
        if (value != null) {
            headers.put(name, value);
        }
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new PoisonMessage("ce_time is not an RFC 3339 instant.", e);
        }
    }

    static long sequence(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new PoisonMessage("ce_sequence is not a number.", e);
        }
    }
}
