package io.holdfast.messaging;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import org.jspecify.annotations.Nullable;

/**
 * The trace of what is stored and travels: the context goes with an event as text, and each message and each piece of stored
 * work has a span. Without the OpenTelemetry agent there are no spans, and a context that came in is only handed on.
 *
 * <p>What follows at once belongs to the trace that caused it. What was left lying for longer than {@link #CONTINUED_FOR}
 * begins a trace of its own, with a link to where it came from: a booking lives for weeks, and no trace should.
 *
 * <p>Spans name bookings by id and number, never people; of failures they name the class, as a message may quote what somebody
 * wrote.
 */
public final class Traces {

    /** The booking's number, as people know it. */
    public static final AttributeKey<String> BOOKING_NUMBER = AttributeKey.stringKey("holdfast.booking.number");

    /** The request that it all came from, as in the log. */
    public static final AttributeKey<String> REQUEST_ID = AttributeKey.stringKey("holdfast.request.id");

    /** How long after its cause stored work still belongs to the trace of it. */
    public static final Duration CONTINUED_FOR = Duration.ofHours(1);

    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("messaging.operation.type");
    private static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<String> GROUP = AttributeKey.stringKey("messaging.consumer.group.name");
    private static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("messaging.message.id");
    private static final AttributeKey<String> TYPE = AttributeKey.stringKey("cloudevents.event_type");
    private static final AttributeKey<String> SUBJECT = AttributeKey.stringKey("cloudevents.event_subject");
    private static final AttributeKey<Long> WAITED = AttributeKey.longKey("holdfast.waited_ms");
    private static final AttributeKey<String> FAILURE = AttributeKey.stringKey("exception.type");
    /** The span attribute beside the status. */
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    private static final String UNTRACED_ID = "00000000000000000000000000000001";
    /** What is not sampled has children that are not either. */
    private static final Context UNTRACED = Context.root().with(Span.wrap(SpanContext.create(
            UNTRACED_ID, "0000000000000001", TraceFlags.getDefault(), TraceState.getDefault())));

    private Traces() {}

    /** A context as text, as W3C's trace context writes it into headers. */
    record Written(String traceparent, @Nullable String tracestate) {}

    /** What a loop does all day long, such as looking for work, is in no trace. */
    static Context untraced() {
        return UNTRACED;
    }

    /** The current span's context, or null without one. */
    static @Nullable Written current() {
        if (isUntraced(Span.current().getSpanContext())) {
            return null;
        }
        var headers = new HashMap<String, String>();
        W3CTraceContextPropagator.getInstance().inject(Context.current(), headers, (carrier, name, value) -> {
            if (carrier != null) {
                carrier.put(name, value);
            }
        });
        String traceparent = headers.get(CloudEvents.TRACEPARENT);
        return traceparent == null ? null : new Written(traceparent, headers.get(CloudEvents.TRACESTATE));
    }

    /** The current span as headers of a request to a service of ours; none without one. */
    public static Map<String, String> headers() {
        Written current = current();
        if (current == null) {
            return Map.of();
        }
        String state = current.tracestate();
        return state == null
                ? Map.of(CloudEvents.TRACEPARENT, current.traceparent())
                : Map.of(CloudEvents.TRACEPARENT, current.traceparent(), CloudEvents.TRACESTATE, state);
    }

    /** A context in which new spans continue what was written; a root without it. */
    static Context resumed(@Nullable String traceparent, @Nullable String tracestate) {
        if (traceparent == null) {
            return Context.root();
        }
        var headers = new HashMap<String, String>();
        headers.put(CloudEvents.TRACEPARENT, traceparent);
        if (tracestate != null) {
            headers.put(CloudEvents.TRACESTATE, tracestate);
        }
        return W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, HeaderGetter.INSTANCE);
    }

    private static Context resumed(MessageContext context) {
        return resumed(context.traceparent(), context.tracestate());
    }

    /**
     * The context in which a document that remembers its origin writes events: the origin's trace, whoever asks for the
     * change. A payment belongs to the trace of its booking, also when the provider reports it in a request of its own. The
     * current span and that trace are linked.
     */
    static Context rejoined(MessageContext origin, Instant now) {
        SpanContext before = Span.fromContext(resumed(origin)).getSpanContext();
        Span current = Span.current();
        if (!before.isValid() || before.getTraceId().equals(current.getSpanContext().getTraceId())) {
            return Context.current();
        }
        boolean traced = current.getSpanContext().isValid() && !isUntraced(current.getSpanContext());
        if (traced) {
            current.addLink(before);
        }
        return traced && !continues(origin, now) ? Context.current() : resumed(origin);
    }

    /** The span of one event that is sent; it continues what wrote the event, and goes with it. */
    static Span sending(OutboxEntry event, Instant now) {
        return tracer().spanBuilder("send " + event.type())
                .setSpanKind(SpanKind.PRODUCER)
                .setParent(resumed(event.traceparent(), event.tracestate()))
                .setAttribute(SYSTEM, "kafka")
                .setAttribute(OPERATION, "send")
                .setAttribute(MESSAGE, event.eventId())
                .setAttribute(TYPE, event.type())
                .setAttribute(SUBJECT, event.key())
                .setAttribute(WAITED, Duration.between(event.at(), now).toMillis())
                .startSpan();
    }

    /** The event with the span's context; as it is without one. */
    static OutboxEntry carrying(OutboxEntry event, Span span) {
        if (!span.getSpanContext().isValid()) {
            return event;
        }
        try (Scope ignored = Context.root().with(span).makeCurrent()) {
            Written sent = current();
            return sent == null ? event : event.within(sent.traceparent(), sent.tracestate());
        }
    }

    /** The span of one message that a handler gets, with all its tries. */
    static Span handling(RawEvent raw, MessageContext context, String type, String group) {
        String subject = raw.headers().getOrDefault(CloudEvents.SUBJECT, "");
        return tracer().spanBuilder("process " + type)
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(resumed(context))
                .setAttribute(SYSTEM, "kafka")
                .setAttribute(OPERATION, "process")
                .setAttribute(DESTINATION, raw.origin().replaceFirst("-\\d+@\\d+$", ""))
                .setAttribute(GROUP, group)
                .setAttribute(MESSAGE, context.causationId() == null ? "" : context.causationId())
                .setAttribute(TYPE, type)
                .setAttribute(SUBJECT, subject)
                .setAttribute(REQUEST_ID, context.correlationId())
                .startSpan();
    }

    /** A try failed, and the span goes on. */
    static void retried(Span span, Throwable failure) {
        span.addEvent("retry", Attributes.of(FAILURE, failure.getClass().getName()));
    }

    static void failed(Span span, Throwable failure) {
        span.setStatus(StatusCode.ERROR).setAttribute(ERROR, failure.getClass().getName());
    }

    /**
     * Does stored work in a span, within the trace that it comes from, or linked with it when it was left lying for long.
     *
     * @param origin where it comes from; null when nobody knows
     */
    public static <T> T performing(String name, @Nullable MessageContext origin, Instant now, Callable<T> work)
            throws Exception {
        SpanBuilder span = tracer().spanBuilder(name).setNoParent();
        if (origin == null) {
            return within(span.startSpan(), work);
        }
        SpanContext before = Span.fromContext(resumed(origin)).getSpanContext();
        if (before.isValid()) {
            if (continues(origin, now)) {
                span.setParent(resumed(origin));
            } else {
                span.addLink(before);
            }
        }
        span.setAttribute(REQUEST_ID, origin.correlationId());
        Instant since = origin.since();
        if (since != null) {
            span.setAttribute(WAITED, Duration.between(since, now).toMillis());
        }
        return origin.call(() -> within(span.startSpan(), work));
    }

    /** Does several pieces of stored work in one span that is linked with where each comes from. */
    public static <T> T performingTogether(String name, List<MessageContext> origins, Callable<T> work) throws Exception {
        SpanBuilder span = tracer().spanBuilder(name).setNoParent();
        origins.stream()
                .map(origin -> Span.fromContext(resumed(origin)).getSpanContext())
                .filter(SpanContext::isValid)
                .forEach(span::addLink);
        return within(span.startSpan(), work);
    }

    /** Lets people find the current span by the booking that it is about. */
    public static void nameBooking(String number) {
        Span.current().setAttribute(BOOKING_NUMBER, number);
    }

    /** The same work in the current span, whichever thread does it. */
    public static <T> Callable<T> carried(Callable<T> work) {
        return Context.current().wrap(work);
    }

    /** A part of what is being done that is worth a span, such as a call to a service outside. */
    public static <T> T outside(String name, Callable<T> work) throws Exception {
        return within(tracer().spanBuilder(name).setSpanKind(SpanKind.CLIENT).startSpan(), work);
    }

    private static <T> T within(Span span, Callable<T> work) throws Exception {
        try (Scope ignored = Context.current().with(span).makeCurrent()) {
            return work.call();
        } catch (Throwable e) {
            failed(span, e);
            throw e;
        } finally {
            span.end();
        }
    }

    private static boolean continues(MessageContext origin, Instant now) {
        Instant since = origin.since();
        return since != null && !now.isAfter(since.plus(CONTINUED_FOR));
    }

    private static boolean isUntraced(SpanContext span) {
        return span.getTraceId().equals(UNTRACED_ID);
    }

    private static Tracer tracer() {
        return GlobalOpenTelemetry.getTracer("io.holdfast");
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
