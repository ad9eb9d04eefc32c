package io.holdfast.web.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Bookings, as whoever looks may see them: {@link RequestHeaders} says who that is. */
@HttpExchange("/api/v1/bookings")
public interface BookingsApi {

    /** How long the API waits for the saga before it answers: a person waits no longer for a page. */
    String WAIT = "wait=10";

    @PostExchange(headers = "Prefer=" + WAIT)
    Booking request(@RequestBody NewBooking body, @RequestHeader("Idempotency-Key") String key);

    @GetExchange("/{id}")
    Booking find(@PathVariable String id);

    @GetExchange
    Listed<Booking> list(
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam int page,
            @RequestParam int limit);

    /** A professional's own, whatever became of them, as far as they touch these dates. @param to the last one */
    @GetExchange("/calendar")
    Calendar calendar(@RequestParam LocalDate from, @RequestParam LocalDate to, @RequestParam String zone);

    @GetExchange("/{id}/timeline")
    Timeline timeline(@PathVariable String id);

    @GetExchange("/{id}/cancellation-quote")
    Quote quote(@PathVariable String id);

    @PostExchange("/{id}/cancel")
    Booking cancel(@PathVariable String id, @RequestBody Reason body, @RequestHeader("Idempotency-Key") String key);

    /** Gives an unpaid hold back. */
    @PostExchange("/{id}/release")
    Booking release(@PathVariable String id);

    @PostExchange(url = "/{id}/reschedule", headers = "Prefer=" + WAIT)
    Booking reschedule(@PathVariable String id, @RequestBody NewTime body, @RequestHeader("Idempotency-Key") String key);

    @PostExchange("/{id}/review")
    Booking review(@PathVariable String id, @RequestBody NewReview body, @RequestHeader("Idempotency-Key") String key);

    /** A merge patch of {@code client, recipient, language, notes, address}. */
    @PatchExchange("/{id}")
    Booking correct(@PathVariable String id, @RequestBody Map<String, Object> changes);

    @GetExchange("/{id}/calendar.ics")
    ResponseEntity<byte[]> calendar(@PathVariable String id);

    @GetExchange("/{id}/receipt.pdf")
    ResponseEntity<byte[]> receipt(@PathVariable String id);

    /** @param complete false where there are more than one answer has */
    record Calendar(List<Entry> bookings, boolean complete) {}

    /** @param professional null while nobody is found who provides it */
    record Entry(
            String id,
            String number,
            BookingStatus status,
            Booking.Named offering,
            Booking.@Nullable Provider professional,
            Person client,
            Instant start,
            Instant end) {}

    record Person(String name) {}

    record Timeline(List<TimelineEntry> items) {}

    record Reason(String reason) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NewTime(Instant start, @Nullable String professionalId, @Nullable String reason) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NewReview(int rating, @Nullable String text) {}
}
