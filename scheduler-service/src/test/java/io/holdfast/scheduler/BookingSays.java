package io.holdfast.scheduler;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import io.holdfast.contracts.Catalogue;
import io.holdfast.messaging.CloudEvents;
import io.holdfast.messaging.memory.InMemoryTransport;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Speaks as booking-service does, by the published examples. */
public final class BookingSays {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Catalogue catalogue;
    private final InMemoryTransport transport;
    private final String prefix;
    private final AtomicLong sequence = new AtomicLong();

    public BookingSays(Catalogue catalogue, InMemoryTransport transport) {
        this(catalogue, transport, "");
    }

    /** @param prefix put before the id of every booking, so that tests of one service do not meet */
    public BookingSays(Catalogue catalogue, InMemoryTransport transport, String prefix) {
        this.catalogue = catalogue;
        this.transport = transport;
        this.prefix = prefix;
    }

    public void requested(String bookingId, Instant deadline) {
        send("booking.requested.v1", bookingId, Map.of("deadline", deadline));
    }

    public void awaitingPayment(String bookingId, Instant holdUntil) {
        send("booking.awaiting-payment.v1", bookingId, Map.of("holdUntil", holdUntil));
    }

    public void paid(String bookingId, Instant deadline) {
        send("booking.paid.v1", bookingId, Map.of("deadline", deadline));
    }

    public void awaitingConfirmation(String bookingId, Instant deadline) {
        send("booking.awaiting-confirmation.v1", bookingId, Map.of("deadline", deadline));
    }

    public void confirmed(String bookingId, Instant start, Instant end) {
        send("booking.confirmed.v1", bookingId, Map.of("start", start, "end", end));
    }

    public void expired(String bookingId) {
        send("booking.expired.v1", bookingId, Map.of());
    }

    public void cancelled(String bookingId) {
        send("booking.cancelled.v1", bookingId, Map.of());
    }

    /** From the revision before {@code revision} to this one. */
    public void rescheduled(String bookingId, int revision, Instant start, Instant end) {
        var previous = Map.of(
                "revision", revision - 1,
                "professionalId", "dr-sarah-khan",
                "start", start.minusSeconds(86_400),
                "end", end.minusSeconds(86_400));
        send(
                "booking.rescheduled.v1",
                bookingId,
                Map.of("revision", revision, "start", start, "end", end, "previous", previous));
    }

    /** The published example with other values in some fields. */
    public void send(String type, String booking, Map<String, Object> fields) {
        String bookingId = prefix + booking;
        ObjectNode body = (ObjectNode) JSON.readTree(catalogue.exampleOf(type));
        body.put("bookingId", bookingId);
        fields.forEach((name, value) -> body.set(name, JSON.valueToTree(value)));
        var headers = new LinkedHashMap<String, String>();
        headers.put(CloudEvents.SPEC_VERSION, "1.0");
        headers.put(CloudEvents.ID, UUID.randomUUID().toString());
        headers.put(CloudEvents.TYPE, type);
        headers.put(CloudEvents.SOURCE, "/booking-service");
        headers.put(CloudEvents.SUBJECT, bookingId);
        headers.put(CloudEvents.TIME, "2026-12-01T10:00:00Z");
        headers.put(CloudEvents.TENANT, "demo");
        headers.put(CloudEvents.CORRELATION, "request-1");
        headers.put(CloudEvents.SEQUENCE, "%012d".formatted(sequence.incrementAndGet()));
        transport.deliver("bookings", headers, bookingId, JSON.writeValueAsBytes(body));
    }

    /** Bytes that are no event's body. */
    public void garble(String type, String booking) {
        String bookingId = prefix + booking;
        var headers = Map.of(
                CloudEvents.SPEC_VERSION, "1.0",
                CloudEvents.ID, UUID.randomUUID().toString(),
                CloudEvents.TYPE, type,
                CloudEvents.SOURCE, "/booking-service",
                CloudEvents.SUBJECT, bookingId,
                CloudEvents.TIME, "2026-12-01T10:00:00Z",
                CloudEvents.TENANT, "demo",
                CloudEvents.CORRELATION, "request-1",
                CloudEvents.SEQUENCE, "1");
        transport.deliver("bookings", headers, bookingId, "{\"bookingId\":".getBytes(StandardCharsets.UTF_8));
    }
}
