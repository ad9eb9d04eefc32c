package io.holdfast.booking.web;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.holdfast.booking.application.RequestBooking;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingSearch.Whose;
import io.holdfast.booking.domain.booking.BookingStatus;
import io.holdfast.booking.slots.SlotChecks;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.web.CursorPaging;
import io.holdfast.defaults.web.IdempotencyKeyHeader;
import io.holdfast.defaults.web.Outcomes;
import io.holdfast.defaults.web.Paged;
import io.holdfast.defaults.web.PhoneNumbers;
import io.holdfast.defaults.web.Prefer;
import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.TimeRange;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Booking, and one's own bookings. */
@RestController
@RequestMapping("/api/v1/bookings")
class BookingsController extends RefusedHandler {

    private final RequestBooking requestBooking;
    private final SlotChecks slots;
    private final BookingAwaiter awaiter;
    private final BookingLists lists;
    private final PhoneNumbers phones;

    BookingsController(
            RequestBooking requestBooking, SlotChecks slots, BookingAwaiter awaiter, BookingLists lists, PhoneNumbers phones) {
        this.requestBooking = requestBooking;
        this.slots = slots;
        this.awaiter = awaiter;
        this.lists = lists;
        this.phones = phones;
    }

    /**
     * Asks for a booking: as a client with a token, or as a guest with {@code client} in the body, whose answer then has the
     * {@code manageToken}. Without {@code Prefer: wait} it is answered before the slot is held. 409 at once where the calendar
     * says that somebody else has the time.
     */
    @OpenToAll
    @PostMapping
    @SlotOutcomes
    @Outcomes(value = {202, 201}, problems = {
        "offering-unknown", "professional-unknown", "offering-not-provided", "professional-decides-price",
        "duration-not-offered", "mode-unavailable",
        "preference-unavailable", "too-soon", "too-far", "too-soon-to-confirm", "too-soon-to-match", "currency-unavailable",
        "price-too-low", "too-many-requests", "challenge-unmet", "coupon-unknown", "coupon-not-yet", "coupon-expired",
        "coupon-not-for-this", "coupon-used", "coupon-used-up", "too-many-from-address"
    })
    ResponseEntity<BookingResponse> request(
            Caller caller,
            @Valid @RequestBody BookingRequest body,
            @RequestHeader(name = IdempotencyKeyHeader.NAME, required = false) @Nullable String key,
            @RequestHeader(name = "Prefer", required = false) @Nullable List<String> prefer,
            HttpServletRequest http) {
        if (!caller.isAnonymous() && !caller.is(Role.CLIENT)) {
            throw Problem.forbidden("Only clients and guests book.");
        }
        var draft = body.toDraft(
                caller, false, () -> TokenContact.of(caller, phones), phones, Origins.of(http, caller),
                IdempotencyHeader.of(key, "request", body));
        var requested = requestBooking.request(draft, slots.onBehalfOf(http.getHeader(HttpHeaders.AUTHORIZATION)));
        Optional<Duration> wait = Prefer.wait(prefer);
        Booking booking = wait.map(timeout -> awaiter.awaitSettled(requested.booking(), timeout))
                .orElse(requested.booking());
        boolean settled = wait.isPresent() && BookingAwaiter.isSettled(booking);
        var answer = ResponseEntity.status(settled ? HttpStatus.CREATED : HttpStatus.ACCEPTED)
                .location(URI.create("/api/v1/bookings/" + booking.id()));
        wait.ifPresent(timeout -> answer.header("Preference-Applied", "wait=" + timeout.toSeconds()));
        return answer.body(BookingResponse.of(booking, requested.manageToken().orElse(null)));
    }

    /**
     * One's own bookings, newest first: a client's, or those that a professional is booked for. {@code from} and {@code to}
     * are about the start: instants, or dates in {@code zone}.
     * {@code q} looks for the beginnings of words of number, name, address and phone.
     */
    @GetMapping
    Paged<BookingResponse> list(
            Caller caller,
            @RequestParam(required = false) @Nullable BookingStatus status,
            @RequestParam(required = false) @Nullable String offeringId,
            @RequestParam(required = false) @Nullable String professionalId,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(required = false) @Nullable Boolean archived,
            CursorPaging paging) {
        var starts = TimeRange.of("from", from, "to", to, zone);
        return lists.list(
                caller, whose(caller), BookingFilter.of(status, offeringId, professionalId, starts, archived, q), paging);
    }

    private static Whose whose(Caller caller) {
        String subject = caller.subject();
        if (subject == null) {
            throw Problem.unauthenticated("A valid bearer token is needed here.");
        }
        if (!caller.is(Role.PROFESSIONAL)) {
            return new Whose.Clients(subject);
        }
        var professional = new ProfessionalId(subject);
        return caller.is(Role.CLIENT) ? new Whose.Eithers(subject, professional) : new Whose.Professionals(professional);
    }
}
