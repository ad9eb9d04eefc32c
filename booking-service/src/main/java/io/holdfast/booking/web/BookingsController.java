package io.holdfast.booking.web;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.holdfast.booking.application.BookingAccess;
import io.holdfast.booking.application.BookingRequest.Idempotency;
import io.holdfast.booking.application.RequestBooking;
import io.holdfast.booking.application.Sha256;
import io.holdfast.booking.domain.Booking;
import io.holdfast.booking.domain.BookingId;
import io.holdfast.booking.domain.BookingSearch;
import io.holdfast.booking.domain.BookingStatus;
import io.holdfast.booking.domain.Bookings;
import io.holdfast.booking.domain.Contact;
import io.holdfast.booking.domain.Payment;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.signals.Signals;
import io.holdfast.defaults.web.Problem;
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
import tools.jackson.databind.json.JsonMapper;

/** Booking, and looking at what was booked. */
@RestController
@RequestMapping("/api/v1/bookings")
class BookingsController extends RefusalsAsProblems {

    static final String MANAGE_TOKEN = "Holdfast-Manage-Token";
    private static final int LONGEST_KEY = 255;

    private final RequestBooking requestBooking;
    private final BookingAccess access;
    private final Bookings bookings;
    private final Signals signals;
    private final JsonMapper json;

    BookingsController(
            RequestBooking requestBooking, BookingAccess access, Bookings bookings, Signals signals, JsonMapper json) {
        this.requestBooking = requestBooking;
        this.access = access;
        this.bookings = bookings;
        this.signals = signals;
        this.json = json;
    }

    @PostMapping
    ResponseEntity<BookingJson> request(
            Caller caller,
            @Valid @RequestBody BookingBody body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestHeader(name = "Prefer", required = false) @Nullable List<String> prefer) {
        if (!caller.isAnonymous() && !caller.is(Role.CLIENT)) {
            throw Problem.forbidden("Only clients and guests book.");
        }
        Contact contact = body.client() != null ? body.client().toContact() : TokenContact.of(caller);
        var requested = requestBooking.request(body.toRequest(caller, contact, idempotency(key, body)));
        Optional<Duration> wait = Prefer.wait(prefer);
        Booking booking = wait.map(patience -> await(requested.booking(), patience)).orElse(requested.booking());
        boolean settled = wait.isPresent() && isSettled(booking);
        if (settled) {
            TurnedDown.problemOf(booking).ifPresent(problem -> {
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
        return BookingJson.of(access.open(caller, new BookingId(id), manageToken));
    }

    @GetMapping
    Paged<BookingJson> list(
            Caller caller,
            @RequestParam(required = false) @Nullable BookingStatus status,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "20") int limit) {
        Paged.require(page, limit);
        String subject = caller.subject();
        if (subject == null) {
            throw Problem.unauthenticated("A valid bearer token is needed here.");
        }
        boolean professional = caller.is(Role.PROFESSIONAL);
        var search = new BookingSearch(
                new TenantId(caller.tenantId()),
                professional && !caller.is(Role.CLIENT) ? null : subject,
                professional ? new ProfessionalId(subject) : null,
                status,
                from,
                to);
        return Paged.of(bookings.search(search, page, limit).map(BookingJson::of), page, limit);
    }

    private @Nullable Idempotency idempotency(@Nullable String key, BookingBody body) {
        if (key == null) {
            return null;
        }
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw Problem.invalid("Idempotency-Key", "must have 1 to " + LONGEST_KEY + " characters");
        }
        // Written again, so that spaces and the order of fields make no other request.
        return new Idempotency(key, Sha256.hex(json.writeValueAsString(body)));
    }

    private Booking await(Booking requested, Duration patience) {
        BookingId id = requested.id();
        TenantId tenant = requested.terms().tenant();
        return signals.await(id.value(), patience, () -> bookings.find(tenant, id).filter(BookingsController::isSettled))
                .or(() -> bookings.find(tenant, id))
                .orElse(requested);
    }

    /** Whether the client has something to do or to know: pay, be glad, or try another time. */
    private static boolean isSettled(Booking booking) {
        return switch (booking.status()) {
            case REQUESTED, CONFIRMING -> false;
            case PENDING_PAYMENT -> {
                Payment payment = booking.state().payment();
                yield payment != null && payment.orderId() != null;
            }
            case PENDING_CONFIRMATION, CONFIRMED, IN_PROGRESS, COMPLETED, REJECTED, EXPIRED, DECLINED, CANCELLED -> true;
        };
    }
}
