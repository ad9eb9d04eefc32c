package io.holdfast.web.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.api.Booking;
import io.holdfast.web.api.BookingStatus;
import io.holdfast.web.api.BookingsApi;
import io.holdfast.web.api.Listed;
import io.holdfast.web.api.WaitlistApi;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.Page;
import io.holdfast.web.page.Redirect;
import io.holdfast.web.text.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** {@code /me}: what a client has booked. What waits for their money comes first, then what is next. */
@Controller
@OpenToAll
class MeController {

    /** Nobody has more ahead of them: they can book a month ahead, five an hour. */
    private static final int MOST_AHEAD = 100;
    private static final int OF_A_PAGE = 10;
    private static final int MOST_WAITING = 20;
    /** As long as an appointment can last, so that what is under way is found. */
    private static final Duration UNDER_WAY = Duration.ofDays(1);
    private static final int MOST_PAGES = 1_000;

    private final BookingsApi bookings;
    private final WaitlistApi waitlist;

    MeController(BookingsApi bookings, WaitlistApi waitlist) {
        this.bookings = bookings;
        this.waitlist = waitlist;
    }

    /** @param number of the page of what is past, from 1 */
    @GetMapping("/me")
    View me(Page page, @RequestParam(name = "page", defaultValue = "1") int number) {
        page.requireSignedIn();
        if (!page.visitor().isClient()) {
            return Redirect.to("/", "not-a-client");
        }
        Instant now = page.now();
        List<Booking> ahead = bookings.list(null, now.minus(UNDER_WAY), null, 1, MOST_AHEAD).items().stream()
                .filter(booking -> !booking.status().isOver())
                .sorted(Comparator.comparing(Booking::start))
                .toList();
        Predicate<Booking> unpaid = booking -> booking.status() == BookingStatus.PENDING_PAYMENT;
        List<BookingCard> upcoming = ahead.stream().filter(unpaid.negate()).map(booking -> card(page, booking)).toList();
        // Whatever is over, what was cancelled before its time, too.
        Listed<Booking> past = bookings.list(null, null, null, Math.clamp(number, 1, MOST_PAGES), OF_A_PAGE);
        return Html.of(page, "client/me", new MeView(
                ahead.stream().filter(unpaid).map(booking -> card(page, booking)).toList(),
                upcoming.isEmpty() ? null : upcoming.getFirst(),
                upcoming.stream().skip(1).toList(),
                waitlist.list(1, MOST_WAITING).items().stream()
                        .filter(WaitlistApi.Place::isLive)
                        .map(place -> waiting(page, place))
                        .toList(),
                past.items().stream().filter(booking -> booking.status().isOver()).map(booking -> card(page, booking)).toList(),
                number > 1 ? "/me?page=" + (number - 1) + "#past" : null,
                number < past.pagination().pages() ? "/me?page=" + (number + 1) + "#past" : null));
    }

    private static BookingCard card(Page page, Booking booking) {
        BookingView view = new BookingViews(page, booking).view(List.of(), false);
        Times times = page.times(booking.displayZone());
        Instant held = booking.payment() == null ? null : booking.payment().holdUntil();
        return new BookingCard(
                view, times.day(booking.start()), times.span(booking.start(), booking.end()), times.zoneName(booking.start()),
                held == null ? null : page.text("booking.pay.until", times.time(held)));
    }

    private static MeView.Waiting waiting(Page page, WaitlistApi.Place place) {
        String day = page.times("UTC").day(place.date());
        return new MeView.Waiting("/w/" + place.id(), day, place.offer() == null ? placeOf(page, place.place()) : page.text("me.offered"));
    }

    private static String placeOf(Page page, @Nullable Integer place) {
        return place == null ? "" : page.text("waitlist.place.short", place);
    }
}
