package io.holdfast.booking.web;

import java.time.Clock;

import io.holdfast.booking.application.BookingSettings;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingId;
import io.holdfast.booking.domain.booking.BookingSearch;
import io.holdfast.booking.domain.booking.BookingSearch.Position;
import io.holdfast.booking.domain.booking.BookingSearch.Whose;
import io.holdfast.booking.domain.booking.Bookings;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.web.Cursor;
import io.holdfast.defaults.web.CursorPaging;
import io.holdfast.defaults.web.Paged;
import io.holdfast.messaging.aggregates.Page;
import org.springframework.stereotype.Component;

/** Lists bookings by page or from a cursor on, newest first. */
@Component
class BookingLists {

    private final Bookings bookings;
    private final BookingSettings settings;
    private final Clock clock;

    BookingLists(Bookings bookings, BookingSettings settings, Clock clock) {
        this.bookings = bookings;
        this.settings = settings;
        this.clock = clock;
    }

    /** What is wanted of whose bookings, in lists and in files. */
    BookingSearch search(Caller caller, Whose whose, BookingFilter wanted) {
        return new BookingSearch(
                new TenantId(caller.tenantId()),
                whose,
                wanted.status(),
                wanted.offering(),
                wanted.professional(),
                wanted.words().words(),
                wanted.starts().from(),
                wanted.starts().to(),
                clock.instant().minus(settings.archiveAfter()),
                wanted.archived());
    }

    Paged<BookingResponse> list(Caller caller, Whose whose, BookingFilter wanted, CursorPaging paging) {
        BookingSearch search = search(caller, whose, wanted);
        Cursor after = paging.after();
        Page<Booking> found = after == null
                ? bookings.search(search, paging.page(), paging.limit())
                : bookings.searchAfter(search, new Position(after.at(), new BookingId(after.id())), paging.limit() + 1);
        return Paged.of(found, paging, BookingLists::cursor).map(booking -> BookingResponse.of(booking, caller));
    }

    private static Cursor cursor(Booking booking) {
        return new Cursor(booking.terms().requestedAt(), booking.id().value());
    }
}
