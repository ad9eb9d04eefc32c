package io.holdfast.web.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.annotation.PutExchange;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What admins see and do of their tenant. */
@HttpExchange("/api/v1/admin")
public interface AdminApi {

    @GetExchange("/stats")
    Stats stats();

    /**
     * Newest first. {@code startDate} and {@code endDate} are about the start, dates in {@code zone}.
     *
     * @param after cursor; null for the beginning
     */
    @GetExchange("/bookings")
    Listed<Booking> bookings(
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String professionalId,
            @RequestParam(required = false) @Nullable String startDate,
            @RequestParam(required = false) @Nullable String endDate,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam int limit);

    /**
     * By when they start, without what never came about.
     *
     * @param to the last date, inclusive; both in {@code zone}
     */
    @GetExchange("/bookings/calendar")
    BookingsApi.Calendar calendar(@RequestParam LocalDate from, @RequestParam LocalDate to, @RequestParam String zone);

    /**
     * Books by hand: nobody pays through the platform, and neither booking window nor slot step count.
     *
     * @throws ApiProblem 409 with the bookings that are in the way
     */
    @PostExchange(url = "/bookings", headers = "Prefer=" + BookingsApi.WAIT)
    Booking book(@RequestBody NewBooking body, @RequestHeader("Idempotency-Key") String key);

    @PostExchange("/payments/{paymentId}/refunds")
    void refund(@PathVariable String paymentId, @RequestBody Refund body, @RequestHeader("Idempotency-Key") String key);

    @GetExchange("/offerings")
    Listed<Offering> offerings(@RequestParam int page, @RequestParam int limit);

    /** As it is written, with everything that a form does not show: it is sent back as it was read. */
    @GetExchange("/offerings/{id}")
    ObjectNode offering(@PathVariable String id);

    @PostExchange("/offerings")
    Offering add(@RequestBody ObjectNode offering, @RequestHeader("Idempotency-Key") String key);

    @PutExchange("/offerings/{id}")
    Offering change(@PathVariable String id, @RequestBody ObjectNode offering);

    @GetExchange("/professionals")
    Listed<Colleague> professionals(@RequestParam int page, @RequestParam int limit);

    /** As {@link #offering}. */
    @GetExchange("/professionals/{id}")
    ObjectNode professional(@PathVariable String id);

    @PostExchange("/professionals")
    Colleague register(@RequestBody ObjectNode professional, @RequestHeader("Idempotency-Key") String key);

    @PutExchange("/professionals/{id}")
    Colleague correct(@PathVariable String id, @RequestBody ObjectNode professional);

    /** @param status {@code OPEN, REPLAYED} or {@code DISCARDED}; null for all but the last */
    @GetExchange("/dead-letters")
    Listed<DeadLetter> deadLetters(
            @RequestParam(required = false) @Nullable String status, @RequestParam int page, @RequestParam int limit);

    @GetExchange("/dead-letters/{id}")
    DeadLetter deadLetter(@PathVariable String id);

    @PostExchange("/dead-letters/{id}/replay")
    DeadLetter replay(@PathVariable String id);

    @DeleteExchange("/dead-letters/{id}")
    void discard(@PathVariable String id);

    @GetExchange("/system-health")
    Health health();

    /** @param bookingsByStatus every status, also those without bookings */
    record Stats(Map<BookingStatus, Long> bookingsByStatus, long totalBookings) {}

    /** @param reason kept with the refund; goes to nobody else */
    record Refund(Money amount, String reason) {}

    record Colleague(
            String id,
            String displayName,
            String email,
            @Nullable String avatarUrl,
            String category,
            Money hourlyRate,
            String zone,
            List<String> offeringIds,
            boolean active) {}

    /**
     * A message that could not be handled.
     *
     * @param cause          one sentence
     * @param payload        null in lists
     * @param payloadMissing why the payload is not the whole body, else null
     */
    record DeadLetter(
            String id,
            String topic,
            String group,
            @Nullable String eventType,
            @Nullable String bookingId,
            String cause,
            String exception,
            Instant at,
            @Nullable Instant replayedAt,
            @Nullable JsonNode payload,
            @Nullable String payloadMissing) {}

    /** @param status {@code UP, DEGRADED} or {@code DOWN}, that of the worst */
    record Health(String status, Instant checkedAt, List<Component> components, List<Service> services) {}

    /** @param detail a sentence; null where there is nothing to add */
    record Component(String name, String status, @Nullable String detail) {}

    /** @param millis how long it took to answer */
    record Service(String name, String status, @Nullable String detail, long millis) {}
}
