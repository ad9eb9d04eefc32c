package io.holdfast.booking.web;

import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.holdfast.booking.application.BookingAccess.Visitor;
import io.holdfast.booking.application.BookingCommands;
import io.holdfast.booking.application.BookingCommands.Command;
import io.holdfast.booking.application.BookingDraft;
import io.holdfast.booking.application.BookingSettings;
import io.holdfast.booking.application.RequestBooking;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingId;
import io.holdfast.booking.domain.booking.BookingSearch.Whose;
import io.holdfast.booking.domain.booking.BookingStatus;
import io.holdfast.booking.domain.booking.Bookings;
import io.holdfast.defaults.access.Access;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.web.CursorPaging;
import io.holdfast.defaults.web.IdempotencyKeyHeader;
import io.holdfast.defaults.web.Outcomes;
import io.holdfast.defaults.web.Paged;
import io.holdfast.defaults.web.PhoneNumbers;
import io.holdfast.defaults.web.Prefer;
import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.TextBlock;
import io.holdfast.defaults.web.Texts;
import io.holdfast.defaults.web.TimeRange;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A tenant's bookings, for its admins. */
@RestController
@RequestMapping("/api/v1/admin")
@Access(Role.ADMIN)
class AdminBookingsController extends RefusedHandler {

    // Whether there are conflicts, an admin wants to know at once, also without saying so.
    private static final Duration USUAL_WAIT = Duration.ofSeconds(10);

    private final RequestBooking requestBooking;
    private final BookingCommands commands;
    private final Bookings bookings;
    private final BookingLists lists;
    private final BookingAwaiter awaiter;
    private final PhoneNumbers phones;
    private final BookingSettings settings;

    AdminBookingsController(
            RequestBooking requestBooking,
            BookingCommands commands,
            Bookings bookings,
            BookingLists lists,
            BookingAwaiter awaiter,
            PhoneNumbers phones,
            BookingSettings settings) {
        this.requestBooking = requestBooking;
        this.commands = commands;
        this.bookings = bookings;
        this.lists = lists;
        this.awaiter = awaiter;
        this.phones = phones;
        this.settings = settings;
    }

    record StatusRequest(
            @NotNull(message = "is needed") BookingStatus status,
            @Nullable @TextBlock(max = 500) String reason) {}

    /**
     * @param bookingsByStatus  every status, also those without bookings
     * @param totalRevenue      captured and not given back, in the tenant's currency
     * @param revenueByCurrency the same in every currency that there is
     */
    record StatsResponse(
            Map<BookingStatus, Long> bookingsByStatus,
            Amount totalRevenue,
            List<Amount> revenueByCurrency,
            long totalBookings) {}

    /**
     * All bookings of the tenant, newest first. {@code startDate} and {@code endDate} are about the start: instants, or dates
     * in {@code zone}.
     * {@code q} looks for the beginnings of words of number, name, address and phone.
     */
    @GetMapping("/bookings")
    Paged<BookingResponse> list(
            Caller caller,
            @RequestParam(required = false) @Nullable BookingStatus status,
            @RequestParam(required = false) @Nullable String offeringId,
            @RequestParam(required = false) @Nullable String professionalId,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String startDate,
            @RequestParam(required = false) @Nullable String endDate,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(required = false) @Nullable Boolean archived,
            CursorPaging paging) {
        var starts = TimeRange.of("startDate", startDate, "endDate", endDate, zone);
        return lists.list(
                caller,
                new Whose.Everybodys(),
                BookingFilter.of(status, offeringId, professionalId, starts, archived, q),
                paging);
    }

    /** How many bookings there are by status, and what they brought. */
    @GetMapping("/stats")
    StatsResponse stats(Caller caller) {
        Bookings.Totals totals = bookings.totals(new TenantId(caller.tenantId()));
        var byStatus = new EnumMap<BookingStatus, Long>(BookingStatus.class);
        for (BookingStatus status : BookingStatus.values()) {
            byStatus.put(status, totals.byStatus().getOrDefault(status, 0L));
        }
        String currency = settings.currencyOf(caller.tenantId());
        List<Amount> revenue = totals.revenue().stream().map(Amount::of).toList();
        return new StatsResponse(
                byStatus,
                revenue.stream()
                        .filter(sum -> sum.currency().equals(currency))
                        .findFirst()
                        .orElse(new Amount(0, currency)),
                revenue,
                totals.total());
    }

    /** Books by hand: nobody pays through the platform, and booking window and slot step do not count. */
    @PostMapping("/bookings")
    @SlotOutcomes
    @Outcomes(value = {201, 202}, problems = {
        "offering-unknown", "professional-unknown", "offering-not-provided", "professional-decides-price",
        "duration-not-offered", "mode-unavailable",
        "preference-unavailable", "too-soon", "too-far", "too-soon-to-match", "currency-unavailable",
        "price-too-low", "too-many-requests"
    })
    ResponseEntity<BookingResponse> book(
            Caller caller,
            @Valid @RequestBody BookingRequest body,
            @RequestHeader(name = IdempotencyKeyHeader.NAME, required = false) @Nullable String key,
            @RequestHeader(name = "Prefer", required = false) @Nullable List<String> prefer) {
        var requested = requestBooking.request(body.toDraft(
                caller,
                true,
                () -> {
                    throw Problem.invalid("client", "is needed");
                },
                phones,
                BookingDraft.Origin.HERE,
                IdempotencyHeader.of(key, "manual", body)));
        Booking booking = awaiter.awaitSettled(requested.booking(), Prefer.wait(prefer).orElse(USUAL_WAIT));
        return ResponseEntity.status(BookingAwaiter.isSettled(booking) ? HttpStatus.CREATED : HttpStatus.ACCEPTED)
                .location(URI.create("/api/v1/bookings/" + booking.id()))
                .body(BookingResponse.of(booking, requested.manageToken().orElse(null)));
    }

    /** Takes a booking to another status, as far as its state table allows. */
    @PutMapping("/bookings/{id}/status")
    @Outcomes(problems = {"illegal-transition", "booking-started", "booking-over", "booking-ended", "not-confirmed", "not-started",
        "no-answer-awaited", "already-recorded", "reschedule-pending", "correction-window", "correction-limit"})
    BookingResponse changeStatus(Caller caller, @PathVariable String id, @Valid @RequestBody StatusRequest body) {
        var command = new Command(new Visitor(caller, null), new BookingId(id), null);
        Booking changed = commands.changeStatus(command, body.status(), Texts.cleanOptional(body.reason()));
        return BookingResponse.of(AdminOverrides.noteCorrection(changed), caller);
    }
}
