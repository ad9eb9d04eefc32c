package io.holdfast.web.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.annotation.PutExchange;

/** Who books: contacts, who waits, and what is kept of somebody. */
@HttpExchange("/api/v1/admin")
public interface PeopleApi {

    /** By when they first booked, the latest first. */
    @GetExchange("/contacts")
    Listed<Contact> contacts(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam int limit);

    /** With a part of their bookings, newest first. */
    @GetExchange("/contacts/{id}")
    WholeContact contact(@PathVariable String id, @RequestParam int page, @RequestParam int limit);

    @PutExchange("/contacts/{id}")
    WholeContact note(@PathVariable String id, @RequestBody Notes body);

    /** Whole lines, the latest date first: a professional's, or those of an offering in which anybody will do. */
    @GetExchange("/waitlist")
    Listed<Line> waitlist(
            @RequestParam(required = false) @Nullable String professionalId,
            @RequestParam(required = false) @Nullable String offeringId,
            @RequestParam(required = false) @Nullable LocalDate date,
            @RequestParam int page,
            @RequestParam int limit);

    /** @param kind {@code exports} or {@code erasures} */
    @GetExchange("/privacy/{kind}")
    Listed<Job> jobs(@PathVariable String kind, @RequestParam int page, @RequestParam int limit);

    @GetExchange("/privacy/{kind}/{id}")
    Job job(@PathVariable String kind, @PathVariable String id);

    /** @throws ApiProblem 409 while an erasure would meet live bookings, or several people are known by that */
    @PostExchange("/privacy/{kind}")
    Job ask(@PathVariable String kind, @RequestBody Person body, @RequestHeader("Idempotency-Key") String key);

    record Contact(
            String id,
            String name,
            String email,
            @Nullable String phone,
            String language,
            boolean signedIn,
            @Nullable Instant firstBookedAt,
            @Nullable Instant lastBookedAt) {}

    record WholeContact(
            String id,
            String name,
            String email,
            @Nullable String phone,
            String language,
            boolean signedIn,
            @Nullable String notes,
            @Nullable Instant notesAt,
            @Nullable Instant firstBookedAt,
            @Nullable Instant lastBookedAt,
            Listed<Booked> bookings) {}

    record Booked(
            String id,
            String number,
            BookingStatus status,
            Booking.Named offering,
            Booking.@Nullable Provider professional,
            Instant start,
            Instant end,
            Money price) {}

    /** @param notes null for none */
    record Notes(@Nullable String notes) {}

    /**
     * Those who wait for a day.
     *
     * @param professionalId null for a line of whoever provides the offering
     * @param offeringId     null for a professional's line
     * @param waiting        how many are not done yet
     */
    record Line(
            String id,
            @Nullable String professionalId,
            @Nullable String offeringId,
            LocalDate date,
            long waiting,
            List<Place> entries) {}

    record Place(Entry entry, String clientName, String clientEmail) {}

    /** @param start null for any time of the day @param bookingId null before they accept */
    record Entry(
            String id,
            String status,
            @Nullable Integer place,
            String offeringId,
            @Nullable Instant start,
            int duration,
            @Nullable Offer offer,
            @Nullable String bookingId,
            Instant createdAt) {}

    record Offer(Instant start, Instant deadline, String professionalName) {}

    /**
     * What is being collected or erased.
     *
     * @param person null once an erasure has begun
     * @param endsAt until when it is known
     */
    record Job(
            String id,
            String status,
            @Nullable Person person,
            String requestedBy,
            Instant requestedAt,
            @Nullable Instant finishedAt,
            Instant endsAt,
            int bookings,
            int done,
            int total,
            List<Part> services,
            @Nullable String failure,
            @Nullable String archive) {}

    record Part(String service, int done, int total, Map<String, Long> found) {}

    /** Exactly one of the first three says who. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Person(@Nullable String email, @Nullable String phone, @Nullable String clientId, @Nullable Boolean cancelLive) {}
}
