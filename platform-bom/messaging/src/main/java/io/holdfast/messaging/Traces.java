package io.holdfast.messaging;

import java.util.Map;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import org.jspecify.annotations.Nullable;

/**
 * W3C trace context as text, for what waits in a document or travels. Without the OpenTelemetry agent there are no
 * spans, and a context that came in is only handed on.
 */
public final class Traces {

    private Traces() {}

    /** The current span as {@code traceparent}, or null without one. */
    static @Nullable String current() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid()
                ? "00-" + span.getTraceId() + "-" + span.getSpanId() + "-" + span.getTraceFlags().asHex()
                : null;
    }

    /** A context in which new spans continue {@code traceparent}; the current one without it. */
    public static Context resumed(@Nullable String traceparent) {
        return traceparent == null
                ? Context.current()
                : W3CTraceContextPropagator.getInstance()
                        .extract(Context.root(), Map.of(CloudEvents.TRACEPARENT, traceparent), HeaderGetter.INSTANCE);
    }

    private enum HeaderGetter implements TextMapGetter<Map<String, String>> {
        INSTANCE;

        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
            return carrier.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
            return carrier == null ? null : carrier.get(key);
        }
    }
}
