package io.holdfast.booking.contacts;

import java.time.Instant;
import java.util.List;

import io.holdfast.booking.contacts.Contacts.Person;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingId;
import io.holdfast.booking.domain.booking.BookingSearch;
import io.holdfast.booking.domain.booking.BookingSearch.Position;
import io.holdfast.booking.domain.booking.BookingSearch.Whose;
import io.holdfast.booking.domain.booking.Bookings;
import io.holdfast.defaults.access.Access;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.search.SearchQuery;
import io.holdfast.defaults.web.CsvDownload;
import io.holdfast.defaults.web.Cursor;
import io.holdfast.defaults.web.CursorPaging;
import io.holdfast.defaults.web.Outcomes;
import io.holdfast.defaults.web.Paged;
import io.holdfast.defaults.web.Paging;
import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.work.DueWork;
import io.holdfast.messaging.aggregates.Page;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A tenant's contacts, for its admins. */
@RestController
@RequestMapping("/api/v1/admin/contacts")
@Access(Role.ADMIN)
class ContactsController {

    private static final List<String> COLUMNS =
            List.of("id", "name", "email", "phone", "language", "signedIn", "firstBookedAt", "lastBookedAt");

    private static final CursorPaging FIRST = new CursorPaging(new Paging(1, 20), null);

    private final Contacts contacts;
    private final ContactRebuilds rebuilds;
    private final Bookings bookings;
    private final DueWork rebuilding;

    ContactsController(
            Contacts contacts,
            ContactRebuilds rebuilds,
            Bookings bookings,
            @Qualifier("contactRebuildWork") DueWork rebuilding) {
        this.contacts = contacts;
        this.rebuilds = rebuilds;
        this.bookings = bookings;
        this.rebuilding = rebuilding;
    }

    /** By when they first booked, the latest first. {@code q} looks for the beginnings of words of name, address and phone. */
    @GetMapping
    Paged<ContactRowResponse> list(Caller caller, @RequestParam(required = false) @Nullable String q, CursorPaging paging) {
        Page<ContactDocument> found = contacts.list(new TenantId(caller.tenantId()), SearchQuery.of(q), paging);
        return Paged.of(found, paging, ContactDocument::cursor).map(ContactRowResponse::of);
    }

    /** What the list would have on all its pages, by the same filter and in its order; instants are UTC. */
    @GetMapping("/export.csv")
    void export(
            Caller caller,
            @RequestParam(required = false) @Nullable String q,
            HttpServletRequest request,
            HttpServletResponse response) {
        SearchQuery wanted = SearchQuery.of(q);
        var tenant = new TenantId(caller.tenantId());
        CsvDownload.answer(request, response, "contacts.csv", COLUMNS, csv -> contacts.walk(tenant, wanted, contact -> csv.row(
                contact.id(), contact.name(), contact.email(), contact.phone(), contact.language(), contact.isSignedIn(),
                contact.firstBookedAt(), contact.latestBookedAt())));
    }

    /** One with a part of their bookings, which {@code page}, {@code limit} and {@code after} are about. */
    @GetMapping("/{id}")
    ContactResponse one(Caller caller, @PathVariable String id, CursorPaging paging) {
        var tenant = new TenantId(caller.tenantId());
        return contacts.person(tenant, id)
                .map(person -> answer(tenant, person, paging))
                .orElseThrow(() -> Problem.notFound("contact"));
    }

    /** Writes the business's notes about a contact. */
    @PutMapping("/{id}")
    ContactResponse note(Caller caller, @PathVariable String id, @Valid @RequestBody ContactRequest body) {
        var tenant = new TenantId(caller.tenantId());
        return contacts.note(tenant, id, body.notes())
                .map(person -> answer(tenant, person, FIRST))
                .orElseThrow(() -> Problem.notFound("contact"));
    }

    /** Makes all contacts once more of the bookings; while it is being done, this is the same one. */
    @PostMapping("/rebuild")
    @Outcomes(202)
    ResponseEntity<RebuildResponse> rebuild(Caller caller) {
        RebuildDocument started = rebuilds.start(new TenantId(caller.tenantId()));
        Instant due = started.dueAt();
        if (due != null) {
            rebuilding.schedule(started.id(), due);
        }
        return ResponseEntity.status(HttpStatus.ACCEPTED).body(RebuildResponse.of(started));
    }

    /** How far that is; 404 where nobody has asked for it. */
    @GetMapping("/rebuild")
    RebuildResponse rebuilt(Caller caller) {
        return rebuilds.find(new TenantId(caller.tenantId()))
                .map(RebuildResponse::of)
                .orElseThrow(() -> Problem.notFound("rebuild"));
    }

    private ContactResponse answer(TenantId tenant, Person person, CursorPaging paging) {
        var theirs = BookingSearch.of(tenant, new Whose.OneOf(person.clientKeys()));
        Cursor after = paging.after();
        Page<Booking> found = after == null
                ? bookings.search(theirs, paging.page(), paging.limit())
                : bookings.searchAfter(
                        theirs, new Position(after.at(), new BookingId(after.id())), paging.limit() + 1);
        Paged<Booking> paged = Paged.of(
                found, paging, booking -> new Cursor(booking.terms().requestedAt(), booking.id().value()));
        return ContactResponse.of(person, paged);
    }
}
