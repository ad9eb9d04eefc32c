package io.holdfast.messaging;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.holdfast.contracts.Catalogue;
import io.holdfast.messaging.memory.InMemoryTransport;
import io.holdfast.testsupport.scenario.Eventually;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a trace of a booking is made of, with the SDK in the agent's place. */
class TracesTest {

    private static final Instant NOW = Instant.parse("2026-12-01T09:30:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final String STRANGERS = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final InMemorySpanExporter SPANS = InMemorySpanExporter.create();

    private final EventWriter writer = new EventWriter("scheduler-service", CLOCK, CATALOGUE);
    private final InMemoryTransport transport = new InMemoryTransport(CATALOGUE);

    record Reached(String bookingId) {}

    @BeforeAll
    static void provideSpans() {
        GlobalOpenTelemetry.resetForTest();
        GlobalOpenTelemetry.set(OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(SPANS)).build())
                .build());
    }

    @AfterAll
    static void forgetSpans() {
        GlobalOpenTelemetry.resetForTest();
    }

    @Test
    void whatIsWrittenSentAndHandledIsOneTraceWithItsState() {
        var from = new MessageContext("request-1", null, STRANGERS, "vendor=a", NOW);
        Span request = tracer().spanBuilder("POST /bookings")
                .setParent(Traces.resumed(from.traceparent(), from.tracestate()))
                .startSpan();
        Outbox outbox;
        try (Scope ignored = request.makeCurrent()) {
            outbox = from.supply(() -> write("b-1"));
        }
        request.end();
        var handled = new CompletableFuture<OutboxEntry>();
        transport.consume(Subscriptions.of("booking-service").on("hold.timed-out.v1", Reached.class, event ->
                handled.complete(write("b-2").unsent().getFirst())));

        relay(outbox);

        assertThat(handled).succeedsWithin(Eventually.PATIENCE).satisfies(next -> {
            assertThat(next.traceparent()).contains("4bf92f3577b34da6a3ce929d0e0e4736");
            assertThat(next.tracestate()).isEqualTo("vendor=a");
        });
        SpanData process = span("process hold.timed-out.v1", "b-1");
        SpanData send = span("send hold.timed-out.v1", "b-1");
        assertThat(process.getParentSpanId()).isEqualTo(send.getSpanId());
        assertThat(send.getParentSpanId()).isEqualTo(request.getSpanContext().getSpanId());
        assertThat(process.getTraceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(process.getAttributes().get(Traces.REQUEST_ID)).isEqualTo("request-1");
    }

    @Test
    void aMessageThatIsParkedHasAFailedSpanThatQuotesNobody() {
        transport.consume(Subscriptions.of("booking-service").on("hold.timed-out.v1", Reached.class, event -> {
            throw new PoisonMessage("asha@example.com is not understood", null);
        }));

        relay(write("b-poison"));

        SpanData process = span("process hold.timed-out.v1", "b-poison");
        assertThat(process.getStatus()).isEqualTo(StatusData.error());
        assertThat(process.getAttributes().asMap().toString()).contains("PoisonMessage").doesNotContain("asha");
        assertThat(process.getEvents()).isEmpty();
    }

    @Test
    void storedWorkBelongsToTheTraceThatItComesFrom() throws Exception {
        var origin = new MessageContext("request-2", null, STRANGERS, null, NOW.minus(Duration.ofMinutes(59)));

        String id = Traces.performing("due work", origin, NOW, () -> Span.current().getSpanContext().getSpanId());

        SpanData span = byId(id);
        assertThat(span.getTraceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(span.getLinks()).isEmpty();
    }

    @Test
    void whatWasLeftLyingBeginsATraceAndIsLinked() throws Exception {
        var origin = new MessageContext("request-3", null, STRANGERS, null, NOW.minus(Duration.ofMinutes(61)));

        String id = Traces.performing("due work", origin, NOW, () -> Span.current().getSpanContext().getSpanId());

        SpanData span = byId(id);
        assertThat(span.getTraceId()).isNotEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(span.getLinks()).extracting(link -> link.getSpanContext().getTraceId())
                .containsExactly("4bf92f3577b34da6a3ce929d0e0e4736");
    }

    @Test
    void workThatFailsSaysSoAndNotWhy() {
        assertThatThrownBy(() -> Traces.performing("due failure", null, NOW, () -> {
            throw new IllegalStateException("asha@example.com");
        })).isInstanceOf(IllegalStateException.class);

        assertThat(SPANS.getFinishedSpanItems()).filteredOn(span -> span.getName().equals("due failure"))
                .singleElement()
                .satisfies(span -> {
                    assertThat(span.getStatus()).isEqualTo(StatusData.error());
                    assertThat(span.toString()).doesNotContain("asha");
                });
    }

    /** The provider's webhook is a request of its own; what it tells belongs to the booking's trace all the same. */
    @Test
    void whatAStrangersRequestChangesStaysInTheTraceOfItsDocument() {
        var origin = new MessageContext("request-4", "event-4", STRANGERS, null, NOW.minusSeconds(60));
        Span webhook = tracer().spanBuilder("POST /webhooks").startSpan();

        OutboxEntry event;
        try (Scope ignored = webhook.makeCurrent()) {
            event = new MessageContext("request-5", null, null, null, NOW)
                    .supply(() -> writer.within(origin, () -> write("b-4").unsent().getFirst()));
        } finally {
            webhook.end();
        }

        assertThat(event.traceparent()).contains("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(event.correlationId()).isEqualTo("request-5");
        assertThat(byId(webhook.getSpanContext().getSpanId()).getLinks())
                .extracting(LinkData::getSpanContext)
                .extracting(context -> context.getTraceId())
                .containsExactly("4bf92f3577b34da6a3ce929d0e0e4736");
    }

    @Test
    void whatALoopDoesAllDayIsInNoTrace() throws InterruptedException {
        var round = new CountDownLatch(1);
        var written = new CompletableFuture<OutboxEntry>();
        var loop = new DaemonLoop(new Heartbeat("a-loop"), Duration.ofDays(1), () -> {
            tracer().spanBuilder("look into the store").startSpan().end();
            written.complete(write("b-5").unsent().getFirst());
            round.countDown();
        });
        loop.start();
        round.await();
        loop.stop();

        assertThat(SPANS.getFinishedSpanItems()).noneMatch(span -> span.getName().equals("look into the store"));
        assertThat(written).succeedsWithin(Eventually.PATIENCE).satisfies(event -> assertThat(event.traceparent()).isNull());
    }

    private Outbox write(String key) {
        return writer.append(Outbox.EMPTY, "demo", List.of(new WireEvent("hold.timed-out.v1", key, Map.of("bookingId", key))));
    }

    private void relay(Outbox outbox) {
        var relay = new Relay(transport, CLOCK, Duration.ofDays(1));
        relay.start();
        relay.committed(new NoSource(), "document", outbox);
        Eventually.see("it is handled", transport::isIdle, idle -> idle && !transport.published().isEmpty());
        relay.close();
    }

    private static Tracer tracer() {
        return GlobalOpenTelemetry.getTracer("test");
    }

    private static SpanData span(String name, String subject) {
        return Eventually.see(
                name + " of " + subject,
                () -> SPANS.getFinishedSpanItems().stream()
                        .filter(span -> span.getName().equals(name)
                                && span.getAttributes().asMap().containsValue(subject))
                        .findFirst()
                        .orElse(null),
                found -> found != null);
    }

    private static SpanData byId(String id) {
        return SPANS.getFinishedSpanItems().stream().filter(span -> span.getSpanId().equals(id)).findFirst().orElseThrow();
    }

    /** An outbox that nobody stores. */
    private static final class NoSource implements OutboxSource {

        @Override
        public String name() {
            return "nothing";
        }

        @Override
        public List<Pending> findUnsent(Instant cutoff, int limit) {
            return List.of();
        }

        @Override
        public List<Pending> findAhead(Instant instant, int limit) {
            return List.of();
        }

        @Override
        public void remove(Map<String, ? extends Collection<String>> eventIdsByDocument) {
            // Nothing is stored.
        }
    }
}
