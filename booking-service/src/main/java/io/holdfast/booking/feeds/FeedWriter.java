package io.holdfast.booking.feeds;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.holdfast.booking.application.BookingSettings;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.ProfessionalRef;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingSearch;
import io.holdfast.booking.domain.booking.BookingSearch.Whose;
import io.holdfast.booking.domain.booking.BookingStatus;
import io.holdfast.booking.domain.booking.Bookings;
import io.holdfast.booking.domain.client.Address;
import io.holdfast.defaults.calendar.CalendarBooking;
import io.holdfast.defaults.calendar.CalendarEntries;
import io.holdfast.defaults.calendar.CalendarEntries.Entry;
import io.holdfast.defaults.calendar.CalendarEntries.Standing;
import io.holdfast.defaults.calendar.Party;
import io.holdfast.defaults.calendar.PublicLinks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes somebody's bookings as one calendar: those that stand or may come to stand, from a month ago to a year ahead, the 500
 * that were booked last. The bytes are the same as long as nothing of it changes.
 */
@Component
class FeedWriter {

    private static final Duration BACK = Duration.ofDays(31);
    private static final Duration AHEAD = Duration.ofDays(366);
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 5;

    private final Bookings bookings;
    private final CalendarEntries entries;
    private final Clock clock;

    FeedWriter(Bookings bookings, BookingSettings settings, Clock clock) {
        this.bookings = bookings;
        this.entries = new CalendarEntries(
                Party.of(settings.calendarOrganizer()), settings.calendarHost(), new PublicLinks(settings.publicUrl()));
        this.clock = clock;
    }

    byte[] write(FeedDocument feed) {
        var found = new ArrayList<Entry>();
        for (int page = 1; page <= MOST_PAGES; page++) {
            List<Booking> some = bookings.search(searchOf(feed), page, PAGE).items();
            some.forEach(booking -> entry(feed, booking).ifPresent(found::add));
            if (some.size() < PAGE) {
                break;
            }
        }
        return entries.feed("Holdfast", found);
    }

    private BookingSearch searchOf(FeedDocument feed) {
        Instant now = clock.instant();
        var professional = new ProfessionalId(feed.subject());
        Whose whose = feed.professional() ? new Whose.Eithers(feed.subject(), professional) : new Whose.Clients(feed.subject());
        return new BookingSearch(
                new TenantId(feed.tenantId()), whose, null, now.minus(BACK), now.plus(AHEAD), now, null);
    }

    private static Optional<Entry> entry(FeedDocument feed, Booking booking) {
        return standing(booking.status()).map(standing -> new Entry(
                new CalendarBooking(
                        booking.id().value(),
                        booking.terms().number().value(),
                        booking.state().revision(),
                        booking.terms().offering().name(),
                        with(feed, booking),
                        booking.state().slot().start(),
                        booking.state().slot().end(),
                        place(booking.terms().address()),
                        booking.state().meeting().url()),
                standing,
                booking.state().lastChange().at()));
    }

    /** The other one's name: a client reads the professional's, a professional the client's. */
    private static @Nullable String with(FeedDocument feed, Booking booking) {
        ProfessionalRef professional = booking.state().slot().professional();
        boolean provides = feed.professional()
                && professional != null
                && professional.id().value().equals(feed.subject());
        return provides ? booking.terms().client().contact().name() : professional == null ? null : professional.displayName();
    }

    private static @Nullable String place(@Nullable Address address) {
        return address == null
                ? null
                : CalendarBooking.placeOf(address.street(), address.building(), address.apartment(), address.city());
    }

    /** Empty for what is in nobody's calendar: not settled yet, or called off. */
    private static Optional<Standing> standing(BookingStatus status) {
        return switch (status) {
            case CONFIRMED, IN_PROGRESS, COMPLETED, NO_SHOW -> Optional.of(Standing.CONFIRMED);
            case PENDING_CONFIRMATION -> Optional.of(Standing.TENTATIVE);
            case REQUESTED, PENDING_PAYMENT, CONFIRMING, PENDING_MATCH, REJECTED, EXPIRED, DECLINED, CANCELLED ->
                Optional.empty();
        };
    }
}
