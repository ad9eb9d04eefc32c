package io.holdfast.booking.web;

import java.util.List;
import java.util.stream.Collectors;

import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.ProfessionalRef;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingSearch;
import io.holdfast.booking.domain.booking.BookingSearch.Whose;
import io.holdfast.booking.domain.booking.BookingState;
import io.holdfast.booking.domain.booking.BookingStatus;
import io.holdfast.booking.domain.booking.BookingTerms;
import io.holdfast.booking.domain.booking.Bookings;
import io.holdfast.booking.domain.client.Contact;
import io.holdfast.booking.domain.payment.Cancellation;
import io.holdfast.booking.domain.payment.Payment;
import io.holdfast.booking.domain.payment.PaymentFact;
import io.holdfast.defaults.access.Access;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.web.CsvDownload;
import io.holdfast.defaults.web.TimeRange;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A tenant's bookings as a file, for its admins. */
@RestController
@Access(Role.ADMIN)
class BookingExportController {

    private static final List<String> COLUMNS = List.of(
            "number", "id", "status", "revision", "mode", "offeringId", "offering", "professionalId", "professional", "start",
            "end", "minutes", "displayZone", "clientName", "clientEmail", "clientPhone", "recipientName", "language", "answers",
            "currency", "base", "discount", "final", "companyFee", "professionalPayment", "paymentStatus", "paid", "refunded",
            "cancelledBy", "cancellationReason", "rating", "createdAt", "confirmedAt", "completedAt");

    private final Bookings bookings;
    private final BookingLists lists;

    BookingExportController(Bookings bookings, BookingLists lists) {
        this.bookings = bookings;
        this.lists = lists;
    }

    /**
     * What the list would have on all its pages, by the same filters and newest first; instants are UTC, amounts in the
     * currency's whole unit.
     */
    @GetMapping("/api/v1/admin/bookings/export.csv")
    void export(
            Caller caller,
            @RequestParam(required = false) @Nullable BookingStatus status,
            @RequestParam(required = false) @Nullable String offeringId,
            @RequestParam(required = false) @Nullable String professionalId,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String startDate,
            @RequestParam(required = false) @Nullable String endDate,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(required = false) @Nullable Boolean archived,
            HttpServletRequest request,
            HttpServletResponse response) {
        var starts = TimeRange.of("startDate", startDate, "endDate", endDate, zone);
        var wanted = BookingFilter.of(status, offeringId, professionalId, starts, archived, q);
        BookingSearch search = lists.search(caller, new Whose.Everybodys(), wanted);
        CsvDownload.answer(request, response, "bookings.csv", COLUMNS, csv -> bookings.walk(search, null, (booking, sequence) -> {
            row(csv, booking);
            return true;
        }));
    }

    private static void row(CsvDownload csv, Booking booking) {
        BookingTerms terms = booking.terms();
        BookingState state = booking.state();
        Contact client = terms.client().contact();
        ProfessionalRef professional = state.slot().professional();
        Cancellation cancellation = state.cancellation();
        Payment payment = state.payment();
        csv.row(
                terms.number().value(), booking.id().value(), state.status(), state.revision(), terms.mode(),
                terms.offering().id().value(), terms.offering().name(),
                professional == null ? null : professional.id().value(),
                professional == null ? null : professional.displayName(), state.slot().start(), state.slot().end(),
                state.slot().minutes(), terms.displayZone().getId(), client.name(), client.email(), client.phone(),
                terms.recipient() == null ? null : terms.recipient().name(), terms.language(),
                terms.answers().stream().map(each -> each.question() + ": " + each.answer()).collect(Collectors.joining(" | ")),
                terms.price().total().currency().getCurrencyCode(), amount(terms.price().base()),
                amount(terms.price().discount()), amount(terms.price().total()), amount(terms.price().companyFee()),
                amount(terms.price().professionalPayment()), payment == null ? null : payment.status(),
                sum(terms, payment == null ? List.of() : payment.captures()),
                sum(terms, payment == null ? List.of() : payment.refunds()),
                cancellation == null ? null : cancellation.by(), cancellation == null ? null : cancellation.reason(),
                state.review().rating(), terms.requestedAt(), state.confirmedAt(), state.completedAt());
    }

    private static Object amount(Money money) {
        return CsvDownload.amount(money.minorUnits(), money.currency().getCurrencyCode());
    }

    private static Object sum(BookingTerms terms, List<PaymentFact> facts) {
        long sum = facts.stream().mapToLong(fact -> fact.amount() == null ? 0 : fact.amount().minorUnits()).sum();
        return CsvDownload.amount(sum, terms.price().total().currency().getCurrencyCode());
    }
}
