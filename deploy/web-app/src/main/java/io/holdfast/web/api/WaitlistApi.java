package io.holdfast.web.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Waiting for what is taken. */
@HttpExchange("/api/v1/waitlist")
public interface WaitlistApi {

    @PostExchange
    Place join(@RequestBody Wish body, @RequestHeader("Idempotency-Key") String key);

    @GetExchange
    Listed<Place> list(@RequestParam int page, @RequestParam int limit);

    @GetExchange("/{id}")
    Place find(@PathVariable String id);

    /** Takes what is offered: it becomes a booking, whose token a guest gets here. */
    @PostExchange("/{id}/accept")
    Place accept(@PathVariable String id);

    /** Does not take it, and waits no more. */
    @PostExchange("/{id}/pass")
    Place pass(@PathVariable String id);

    @DeleteExchange("/{id}")
    void leave(@PathVariable String id);

    /**
     * What somebody waits for; everything that a booking needs, too.
     *
     * @param professionalId null for anyone
     * @param date           in the professional's zone
     * @param duration       in minutes
     * @param bookingId      of one's own booking that is to be earlier; null for another one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Wish(
            String offeringId,
            @Nullable String professionalId,
            LocalDate date,
            int duration,
            NewBooking.@Nullable Person client,
            NewBooking.@Nullable Person recipient,
            Map<String, String> intake,
            String language,
            String displayZone,
            @Nullable String notes,
            @Nullable String bookingId) {}

    /**
     * A place in the line.
     *
     * @param status      {@code WAITING, OFFERED, ACCEPTED, PASSED, EXPIRED, LEFT, OVER}
     * @param place       how many are asked before them, and one; null for who waits no more
     * @param moves       the booking that is to be earlier; null where it is about another one
     * @param offer       null unless they are to answer
     * @param bookingId   of what came of it; null before they accept
     * @param manageToken for a guest who has just joined or accepted
     */
    record Place(
            String id,
            String status,
            @Nullable Integer place,
            String offeringId,
            @Nullable String professionalId,
            LocalDate date,
            int duration,
            @Nullable String moves,
            @Nullable Offer offer,
            @Nullable String bookingId,
            @Nullable String manageToken) {

        /** Of the booking that came of it; null before they accept. */
        public @Nullable String booking() {
            return bookingId == null || moves == null ? bookingId : moves;
        }

        public boolean isLive() {
            return status.equals("WAITING") || status.equals("OFFERED");
        }
    }

    /** @param deadline until when they can take it */
    record Offer(String bookingId, String professionalId, String professionalName, Instant start, Instant end, Instant deadline) {}
}
