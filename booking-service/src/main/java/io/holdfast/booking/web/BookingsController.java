package io.holdfast.booking.web;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.holdfast.booking.application.BookingAccess;
import io.holdfast.booking.application.BookingAccess.Visitor;
import io.holdfast.booking.application.BookingSettings;
import io.holdfast.booking.application.RequestBooking;
import io.holdfast.booking.domain.Booking;
import io.holdfast.booking.domain.BookingId;
import io.holdfast.booking.domain.BookingSearch;
import io.holdfast.booking.domain.BookingSearch.Whose;
import io.holdfast.booking.domain.BookingStatus;
import io.holdfast.booking.domain.Bookings;
import io.holdfast.booking.domain.Page;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.phones.PhoneNumbers;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.web.Paged;
import io.holdfast.defaults.web.Paging;
import io.holdfast.defaults.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Booking, and looking at what was booked. */
@RestController
@RequestMapping("/api/v1/bookings")
class BookingsController extends RefusalsAsProblems {

    static final String MANAGE_TOKEN = "Holdfast-Manage-Token";

    private final RequestBooking requestBooking;
    private final BookingAccess access;
    private final Bookings bookings;
    private final Waiting waiting;
    private final TurnedDown turnedDown;
    private final Keys keys;
    private final PhoneNumbers phones;
    private final BookingSettings settings;
    private final Clock clock;

    BookingsController(
            RequestBooking requestBooking,
            BookingAccess access,
            Bookings bookings,
            Waiting waiting,
            TurnedDown turnedDown,
            Keys keys,
            PhoneNumbers phones,
            BookingSettings settings,
            Clock clock) {
        this.requestBooking = requestBooking;
        this.access = access;
        this.bookings = bookings;
        this.waiting = waiting;
        this.turnedDown = turnedDown;
        this.keys = keys;
        this.phones = phones;
        this.settings = settings;
        this.clock = clock;
    }

    @PostMapping
    ResponseEntity<BookingJson> request(
            Caller caller,
            @Valid @RequestBody BookingBody body,
            @RequestHeader(name = Keys.HEADER, required = false) @Nullable String key,
            @RequestHeader(name = "Prefer", required = false) @Nullable List<String> prefer,
            HttpServletRequest http) {
        if (!caller.isAnonymous() && !caller.is(Role.CLIENT)) {
            throw Problem.forbidden("Only clients and guests book.");
        }
        var requested = requestBooking.request(body.toRequest(
                caller, false, () -> TokenContact.of(caller, phones), phones, Origins.of(http),
                keys.of(key, "request", body)));
        Optional<Duration> wait = Prefer.wait(prefer);
        Booking booking = wait.map(patience -> waiting.await(requested.booking(), patience, Waiting::isSettled))
                .orElse(requested.booking());
        boolean settled = wait.isPresent() && Waiting.isSettled(booking);
        if (settled) {
            turnedDown.problemOf(booking).ifPresent(problem -> {
                throw problem;
            });
        }
        var answer = ResponseEntity.status(settled ? HttpStatus.CREATED : HttpStatus.ACCEPTED)
                .location(URI.create("/api/v1/bookings/" + booking.id()));
        wait.ifPresent(patience -> answer.header("Preference-Applied", "wait=" + patience.toSeconds()));
        return answer.body(BookingJson.of(booking, requested.manageToken().orElse(null)));
    }

    @GetMapping("/{id}")
    BookingJson find(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = MANAGE_TOKEN, required = false) @Nullable String manageToken) {
        return BookingJson.of(access.open(new Visitor(caller, manageToken), new BookingId(id)), caller);
    }

    /** {@code from} and {@code to} are about the start: instants, or dates in {@code zone}. */
    @GetMapping
    Paged<BookingJson> list(
            Caller caller,
            @RequestParam(required = false) @Nullable BookingStatus status,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(required = false) @Nullable Boolean archived,
            Paging paging) {
        String subject = caller.subject();
        if (subject == null) {
            throw Problem.unauthenticated("A valid bearer token is needed here.");
        }
        Span span = Span.of("from", from, "to", to, zone);
        var search = new BookingSearch(
                new TenantId(caller.tenantId()),
                whose(caller, subject),
                status,
                span.from(),
                span.to(),
                clock.instant().minus(settings.archiveAfter()),
                archived);
        Page<Booking> found = bookings.search(search, paging.page(), paging.limit());
        return Paged.of(found.items(), found.total(), paging).map(booking -> BookingJson.of(booking, caller));
    }

    private static Whose whose(Caller caller, String subject) {
        if (!caller.is(Role.PROFESSIONAL)) {
            return new Whose.Clients(subject);
        }
        var professional = new ProfessionalId(subject);
        return caller.is(Role.CLIENT) ? new Whose.Eithers(subject, professional) : new Whose.Professionals(professional);
    }
}
