package io.holdfast.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import io.holdfast.contracts.Catalogue;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Against CloudEvents 1.0.2 and its Kafka protocol binding, section 3.2 (binary content mode): attributes are headers
 * {@code ce_<name>} in UTF-8, {@code datacontenttype} is the header {@code content-type}, the value is the data alone.
 */
class CloudEventsTest {

    private static final Instant AT = Instant.parse("2026-12-01T09:30:00.120Z");

    private final EventWriter writer =
            new EventWriter("scheduler-service", Clock.fixed(AT, ZoneOffset.UTC), Catalogue.load());

    private OutboxEntry event() {
        return new MessageContext("request-1", "cause-1", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "vendor=a,other=b", AT)
                .supply(() -> writer.append(
                                new Outbox(41, List.of()),
                                "demo",
                                List.of(new WireEvent("hold.timed-out.v1", "b-1", Map.of("bookingId", "b-1", "name", "Ōsaka"))))
                        .unsent()
                        .getFirst());
    }

    @Test
    void requiredAttributesAreThere() {
        assertThat(CloudEvents.headersOf(event()))
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_type", "hold.timed-out.v1")
                .containsEntry("ce_source", "/scheduler-service")
                .hasEntrySatisfying("ce_id", id -> assertThat(id).isNotBlank());
    }

    @Test
    void optionalAttributesAndExtensionsAreThere() {
        assertThat(CloudEvents.headersOf(event()))
                .containsEntry("ce_subject", "b-1")
                .containsEntry("ce_time", "2026-12-01T09:30:00.120Z")
                .containsEntry("ce_tenantid", "demo")
                .containsEntry("ce_correlationid", "request-1")
                .containsEntry("ce_causationid", "cause-1")
                .containsEntry("ce_sequence", "000000000042")
                .containsEntry("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .containsEntry("tracestate", "vendor=a,other=b");
    }

    @Test
    void attributeNamesAreLowerCaseLettersAndDigits() {
        assertThat(CloudEvents.headersOf(event()).keySet())
                .filteredOn(name -> name.startsWith("ce_"))
                .isNotEmpty()
                .allMatch(name -> name.matches("ce_[a-z0-9]{1,20}"));
    }

    @Test
    void theDataIsTheJsonAloneAndItsTypeIsTheContentTypeHeader() {
        OutboxEntry event = event();
        assertThat(CloudEvents.headersOf(event))
                .containsEntry("content-type", "application/json")
                .doesNotContainKeys("ce_datacontenttype", "ce_data");
        assertThat(new String(CloudEvents.bodyOf(event), StandardCharsets.UTF_8))
                .contains("\"bookingId\":\"b-1\"", "\"name\":\"Ōsaka\"");
    }

    @Test
    void timeIsRfc3339() {
        assertThat(OffsetDateTime.parse(CloudEvents.headersOf(event()).get("ce_time")).toInstant()).isEqualTo(AT);
    }

    @Test
    void whatAnotherImplementationWritesIsRead() {
        var raw = new RawEvent(
                Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", "1",
                        "ce_type", "hold.timed-out.v1",
                        "ce_source", "https://elsewhere.example/timers",
                        "ce_subject", "b-1",
                        "ce_time", "2026-12-01T15:00:00+05:30",
                        "ce_tenantid", "demo",
                        "ce_correlationid", "r",
                        "ce_sequence", "7"),
                "b-1",
                "{\"bookingId\":\"b-1\",\"unread\":[1]}".getBytes(StandardCharsets.UTF_8),
                "timers-0@0");
        ReceivedEvent<Body> read = CloudEvents.read(raw, Body.class);
        assertThat(read.at()).isEqualTo("2026-12-01T09:30:00Z");
        assertThat(read.sequence()).isEqualTo(7);
        assertThat(read.body().bookingId()).isEqualTo("b-1");
    }

    @Test
    void aTimeThatIsNoneIsPoison() {
        var raw = new RawEvent(
                Map.of(
                        "ce_id", "1", "ce_type", "t", "ce_subject", "b", "ce_tenantid", "demo", "ce_sequence", "1",
                        "ce_time", "yesterday"),
                "b",
                "{\"bookingId\":\"b\"}".getBytes(StandardCharsets.UTF_8),
                "timers-0@0");
        assertThatThrownBy(() -> CloudEvents.read(raw, Body.class)).isInstanceOf(PoisonMessage.class).hasMessageContaining("ce_time");
    }

    record Body(String bookingId) {}
}
