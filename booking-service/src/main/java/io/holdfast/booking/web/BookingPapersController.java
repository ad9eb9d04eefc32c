package io.holdfast.booking.web;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import io.holdfast.booking.application.BookingAccess;
import io.holdfast.booking.application.BookingSettings;
import io.holdfast.booking.application.BookingTimeline;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.Timeline;
import io.holdfast.booking.domain.booking.TriggeredBy;
import io.holdfast.booking.domain.payment.Cancellation;
import io.holdfast.booking.domain.payment.CancellationQuote;
import io.holdfast.booking.domain.payment.Payment;
import io.holdfast.booking.domain.payment.RefundChoice;
import io.holdfast.defaults.Languages;
import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.defaults.web.Outcomes;
import io.holdfast.defaults.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What there is to read about a booking: itself, quote, timeline, calendar entry and receipt. */
@RestController
@RequestMapping("/api/v1/bookings/{id}")
@OpenToAll
class BookingPapersController extends BookingEndpoint {

    /** Short, because it stands in links that people read. */
    private static final String PAPERS_TOKEN = "p";

    private final BookingAccess access;
    private final BookingTimeline timeline;
    private final BookingSettings settings;
    private final BookingCalendar calendar;
    private final Clock clock;

    BookingPapersController(BookingAccess access, BookingTimeline timeline, BookingSettings settings, Clock clock) {
        this.access = access;
        this.timeline = timeline;
        this.calendar = new BookingCalendar(settings);
        this.settings = settings;
        this.clock = clock;
    }

    /** @param until up to when, inclusive, this holds */
    record QuoteResponse(int refundPercentage, Amount refund, Instant until) {

        static QuoteResponse of(CancellationQuote quote) {
            return new QuoteResponse(quote.refundPercentage(), Amount.of(quote.refund()), quote.until());
        }
    }

    record TimelineResponse(List<Timeline.Entry> items) {}

    /** The booking, for its client or guest, its professional and admins. */
    @GetMapping
    BookingResponse find(Target target) {
        return BookingResponse.of(access.open(target.visitor(), target.booking()), target.visitor().caller());
    }

    /** What would be given back if it were cancelled now. */
    @GetMapping("/cancellation-quote")
    @Outcomes(problems = "booking-over")
    QuoteResponse quote(Target target, @RequestParam(required = false) @Nullable String onBehalfOf) {
        Booking booking = access.open(target.visitor(), target.booking());
        Instant now = clock.instant();
        if (booking.status().isOver() || !now.isBefore(booking.state().slot().start())) {
            throw Problem.conflict("The booking cannot be cancelled any more.").with("code", "booking-over");
        }
        TriggeredBy role = access.roleOf(target.visitor(), booking);
        RefundChoice choice = forWhom(onBehalfOf);
        if (role != TriggeredBy.ADMIN && !choice.equals(RefundChoice.POLICY)) {
            throw Problem.forbidden("Only admins choose for whom they cancel.");
        }
        return QuoteResponse.of(booking.refunds(now).quote(role, choice));
    }

    private static RefundChoice forWhom(@Nullable String onBehalfOf) {
        return switch (onBehalfOf == null ? "" : onBehalfOf.toUpperCase(Locale.ROOT)) {
            case "" -> RefundChoice.POLICY;
            case "CLIENT" -> RefundChoice.onBehalfOf(Cancellation.By.CLIENT);
            case "PROFESSIONAL" -> RefundChoice.onBehalfOf(Cancellation.By.PROFESSIONAL);
            default -> throw Problem.invalid("onBehalfOf", "must be CLIENT or PROFESSIONAL, or left out");
        };
    }

    /** Every past event and every scheduled future action, in order. */
    @GetMapping("/timeline")
    TimelineResponse timeline(Target target) {
        List<Timeline.Entry> entries = timeline.of(access.open(target.visitor(), target.booking()));
        return new TimelineResponse(target.isOfTheBusiness()
                ? entries
                : entries.stream().flatMap(entry -> entry.forClients().stream()).toList());
    }

    /** The booking as an entry for calendars (RFC 5545). */
    @GetMapping("/calendar.ics")
    ResponseEntity<byte[]> calendar(Target target, @RequestParam(name = PAPERS_TOKEN, required = false) @Nullable String papersToken) {
        Booking booking = access.openPapers(target.visitor(), target.booking(), papersToken);
        return file(booking, ".ics", MediaType.parseMediaType("text/calendar;charset=UTF-8"),
                calendar.write(booking, clock.instant()));
    }

    /** The receipt, once it is paid. In the booking's language, where that is one of ours, else in the browser's. */
    @GetMapping("/receipt.pdf")
    @Outcomes(problems = "not-paid")
    ResponseEntity<byte[]> receipt(
            Target target,
            @RequestParam(name = PAPERS_TOKEN, required = false) @Nullable String papersToken,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String acceptLanguage) {
        Booking booking = access.openPapers(target.visitor(), target.booking(), papersToken);
        Payment payment = booking.state().payment();
        if (payment == null || payment.captures().isEmpty()) {
            throw Problem.conflict("There is a receipt once the booking is paid.").with("code", "not-paid");
        }
        String seller = settings.sellerOf(booking.terms().tenant().value());
        Locale locale = Languages.of(booking.terms().language(), acceptLanguage);
        return file(booking, ".pdf", MediaType.APPLICATION_PDF, Receipt.write(booking, payment, seller, locale));
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
