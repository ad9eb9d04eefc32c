package io.holdfast.booking.web;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import io.holdfast.booking.application.BookingAccess;
import io.holdfast.booking.application.BookingAccess.Visitor;
import io.holdfast.booking.application.BookingSettings;
import io.holdfast.booking.domain.Booking;
import io.holdfast.booking.domain.BookingId;
import io.holdfast.booking.domain.Cancellation;
import io.holdfast.booking.domain.CancellationQuote;
import io.holdfast.booking.domain.Payment;
import io.holdfast.booking.domain.RefundChoice;
import io.holdfast.booking.domain.Timeline;
import io.holdfast.booking.domain.TriggeredBy;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What there is to read about a booking: quote, timeline, calendar entry and receipt. */
@RestController
@RequestMapping("/api/v1/bookings/{id}")
class BookingPapersController extends RefusalsAsProblems {

    private static final String MANAGE_TOKEN = BookingsController.MANAGE_TOKEN;

    private final BookingAccess access;
    private final BookingSettings settings;
    private final BookingCalendar calendar;
    private final Clock clock;

    BookingPapersController(BookingAccess access, BookingSettings settings, Clock clock) {
        this.access = access;
        this.calendar = new BookingCalendar(settings);
        this.settings = settings;
        this.clock = clock;
    }

    /** @param until up to when, inclusive, this holds */
    record QuoteJson(int refundPercentage, MoneyJson refund, Instant until) {

        static QuoteJson of(CancellationQuote quote) {
            return new QuoteJson(quote.refundPercentage(), MoneyJson.of(quote.refund()), quote.until());
        }
    }

    record TimelineJson(List<Timeline.Entry> items) {}

    @GetMapping("/cancellation-quote")
    QuoteJson quote(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String onBehalfOf,
            @RequestHeader(name = MANAGE_TOKEN, required = false) @Nullable String token) {
        var visitor = new Visitor(caller, token);
        Booking booking = access.open(visitor, new BookingId(id));
        Instant now = clock.instant();
        if (booking.status().isOver() || !now.isBefore(booking.state().slot().start())) {
            throw Problem.conflict("The booking cannot be cancelled any more.").with("code", "booking-over");
        }
        TriggeredBy role = access.roleOf(visitor, booking);
        RefundChoice choice = forWhom(onBehalfOf);
        if (role != TriggeredBy.ADMIN && !choice.equals(RefundChoice.POLICY)) {
            throw Problem.forbidden("Only admins choose for whom they cancel.");
        }
        return QuoteJson.of(booking.quote(role, choice, now));
    }

    private static RefundChoice forWhom(@Nullable String onBehalfOf) {
        return switch (onBehalfOf == null ? "" : onBehalfOf.toUpperCase(Locale.ROOT)) {
            case "" -> RefundChoice.POLICY;
            case "CLIENT" -> RefundChoice.onBehalfOf(Cancellation.By.CLIENT);
            case "PROFESSIONAL" -> RefundChoice.onBehalfOf(Cancellation.By.PROFESSIONAL);
            default -> throw Problem.invalid("onBehalfOf", "must be CLIENT or PROFESSIONAL, or left out");
        };
    }

    @GetMapping("/timeline")
    TimelineJson timeline(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = MANAGE_TOKEN, required = false) @Nullable String token) {
        List<Timeline.Entry> entries = Timeline.of(access.open(new Visitor(caller, token), new BookingId(id)));
        return new TimelineJson(caller.is(Role.ADMIN) || caller.is(Role.PROFESSIONAL)
                ? entries
                : entries.stream().map(Timeline.Entry::withoutNames).toList());
    }

    @GetMapping("/calendar.ics")
    ResponseEntity<byte[]> calendar(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = MANAGE_TOKEN, required = false) @Nullable String token) {
        Booking booking = access.openPapers(new Visitor(caller, token), new BookingId(id));
        return file(booking, ".ics", MediaType.parseMediaType("text/calendar;charset=UTF-8"),
                calendar.write(booking, clock.instant()));
    }

    @GetMapping("/receipt.pdf")
    ResponseEntity<byte[]> receipt(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = MANAGE_TOKEN, required = false) @Nullable String token) {
        Booking booking = access.openPapers(new Visitor(caller, token), new BookingId(id));
        Payment payment = booking.state().payment();
        if (payment == null || payment.captures().isEmpty()) {
            throw Problem.conflict("There is a receipt once the booking is paid.").with("code", "not-paid");
        }
        return file(booking, ".pdf", MediaType.APPLICATION_PDF, Receipt.write(booking, payment, settings.sellerOf(booking.terms().tenant().value())));
    }

    private static ResponseEntity<byte[]> file(Booking booking, String ending, MediaType type, byte[] content) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
                        .filename(booking.terms().number().value() + ending)
                        .build()
                        .toString())
                .body(content);
    }
}
