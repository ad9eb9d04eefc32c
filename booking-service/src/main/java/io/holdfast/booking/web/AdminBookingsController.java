package io.holdfast.booking.web;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.holdfast.booking.application.BookingAccess.Visitor;
import io.holdfast.booking.application.BookingCommands;
import io.holdfast.booking.application.BookingCommands.Command;
import io.holdfast.booking.application.BookingRequest;
import io.holdfast.booking.application.BookingSettings;
import io.holdfast.booking.application.RequestBooking;
import io.holdfast.booking.domain.Booking;
import io.holdfast.booking.domain.BookingId;
import io.holdfast.booking.domain.BookingSearch;
import io.holdfast.booking.domain.BookingSearch.Whose;
import io.holdfast.booking.domain.BookingStatus;
import io.holdfast.booking.domain.BookingTotals;
import io.holdfast.booking.domain.Bookings;
import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.Page;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.phones.PhoneNumbers;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.web.Paged;
import io.holdfast.defaults.web.Paging;
import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.TextBlock;
import io.holdfast.defaults.web.Texts;
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
class AdminBookingsController extends RefusalsAsProblems {

    // Whether there are conflicts, an admin wants to know at once, also without saying so.
    private static final Duration USUAL_WAIT = Duration.ofSeconds(10);

    private final RequestBooking requestBooking;
    private final BookingCommands commands;
    private final Bookings bookings;
    private final Waiting waiting;
    private final TurnedDown turnedDown;
    private final Keys keys;
    private final PhoneNumbers phones;
    private final BookingSettings settings;
    private final Clock clock;

    AdminBookingsController(
            RequestBooking requestBooking,
            BookingCommands commands,
            Bookings bookings,
            Waiting waiting,
            TurnedDown turnedDown,
            Keys keys,
            PhoneNumbers phones,
            BookingSettings settings,
            Clock clock) {
        this.requestBooking = requestBooking;
        this.commands = commands;
        this.bookings = bookings;
        this.waiting = waiting;
        this.turnedDown = turnedDown;
        this.keys = keys;
        this.phones = phones;
        this.settings = settings;
        this.clock = clock;
    }

    record StatusBody(
            @NotNull(message = "is needed") BookingStatus status,

            @Nullable @TextBlock(max = 500) String reason) {}

    /**
     * @param bookingsByStatus  every status, also those without bookings
     * @param totalRevenue      captured and not given back, in the tenant's currency
     * @param revenueByCurrency the same in every currency that there is
     */
    record StatsJson(
            Map<BookingStatus, Long> bookingsByStatus,
            MoneyJson totalRevenue,
            List<MoneyJson> revenueByCurrency,
            long totalBookings) {}

    /** {@code startDate} and {@code endDate} are about the start: instants, or dates in {@code zone}. */
    @GetMapping("/bookings")
    Paged<BookingJson> list(
            Caller caller,
            @RequestParam(required = false) @Nullable BookingStatus status,
            @RequestParam(required = false) @Nullable String startDate,
            @RequestParam(required = false) @Nullable String endDate,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(required = false) @Nullable Boolean archived,
            Paging paging) {
        Span span = Span.of("startDate", startDate, "endDate", endDate, zone);
        var search = new BookingSearch(
                new TenantId(caller.tenantId()),
                new Whose.Everybodys(),
                status,
                span.from(),
                span.to(),
                clock.instant().minus(settings.archiveAfter()),
                archived);
        Page<Booking> found = bookings.search(search, paging.page(), paging.limit());
        return Paged.of(found.items(), found.total(), paging).map(booking -> BookingJson.of(booking, caller));
    }

    @GetMapping("/stats")
    StatsJson stats(Caller caller) {
        BookingTotals totals = bookings.totals(new TenantId(caller.tenantId()));
        var byStatus = new EnumMap<BookingStatus, Long>(BookingStatus.class);
        for (BookingStatus status : BookingStatus.values()) {
            byStatus.put(status, totals.byStatus().getOrDefault(status, 0L));
        }
        String currency = settings.currencyOf(caller.tenantId());
        Money revenue = totals.revenue().stream()
                .filter(sum -> sum.currency().equals(currency))
                .findFirst()
                .orElse(Money.zero(currency));
        return new StatsJson(
                byStatus,
                MoneyJson.of(revenue),
                totals.revenue().stream().map(MoneyJson::of).toList(),
                totals.total());
    }

    /** Books by hand: nobody pays through the platform, and booking window and slot step do not count. */
    @PostMapping("/bookings")
    ResponseEntity<BookingJson> book(
            Caller caller,
            @Valid @RequestBody BookingBody body,
            @RequestHeader(name = Keys.HEADER, required = false) @Nullable String key,
            @RequestHeader(name = "Prefer", required = false) @Nullable List<String> prefer) {
        if (body.client() == null) {
            throw Problem.invalid("client", "is needed");
        }
        var requested = requestBooking.request(body.toRequest(
                caller,
                true,
                () -> {
                    throw Problem.invalid("client", "is needed");
                },
                phones,
                BookingRequest.Origin.HERE,
                keys.of(key, "manual", body)));
        Duration patience = Prefer.wait(prefer).orElse(USUAL_WAIT);
        Booking booking = waiting.await(requested.booking(), patience, Waiting::isSettled);
        boolean settled = Waiting.isSettled(booking);
        if (settled) {
            turnedDown.problemOf(booking).ifPresent(problem -> {
                throw problem;
            });
        }
        return ResponseEntity.status(settled ? HttpStatus.CREATED : HttpStatus.ACCEPTED)
                .location(URI.create("/api/v1/bookings/" + booking.id()))
                .body(BookingJson.of(booking, requested.manageToken().orElse(null)));
    }

    @PutMapping("/bookings/{id}/status")
    BookingJson changeStatus(Caller caller, @PathVariable String id, @Valid @RequestBody StatusBody body) {
        var command = new Command(new Visitor(caller, null), new BookingId(id), null);
        return BookingJson.of(commands.changeStatus(command, body.status(), Texts.cleanOptional(body.reason())), caller);
    }
}
