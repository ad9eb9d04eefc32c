package io.holdfast.booking.web;

import java.time.Clock;

import io.holdfast.booking.application.BookingSettings;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.BookingSearch;
import io.holdfast.booking.domain.booking.BookingSearch.Whose;
import io.holdfast.booking.domain.booking.BookingStatus;
import io.holdfast.booking.domain.booking.Bookings;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.web.Paged;
import io.holdfast.defaults.web.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists bookings by page, newest first. */
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

    /** @param starts within */
    Paged<BookingResponse> list(
            Caller caller,
            Whose whose,
            @Nullable BookingStatus status,
            TimeRange starts,
            @Nullable Boolean archived,
            Paging paging) {
        var search = new BookingSearch(
                new TenantId(caller.tenantId()),
                whose,
                status,
                starts.from(),
                starts.to(),
                clock.instant().minus(settings.archiveAfter()),
                archived);
        return Paged.of(bookings.search(search, paging.page(), paging.limit()), paging).map(booking -> BookingResponse.of(booking, caller));
    }
}
