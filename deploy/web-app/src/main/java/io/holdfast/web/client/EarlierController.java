package io.holdfast.web.client;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.defaults.web.IanaZones;
import io.holdfast.web.api.ApiProblem;
import io.holdfast.web.api.Booking;
import io.holdfast.web.api.BookingStatus;
import io.holdfast.web.api.BookingsApi;
import io.holdfast.web.api.CatalogueApi;
import io.holdfast.web.api.NewBooking;
import io.holdfast.web.api.WaitlistApi;
import io.holdfast.web.page.Form;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.Keys;
import io.holdfast.web.page.Notice;
import io.holdfast.web.page.Page;
import io.holdfast.web.page.Redirect;
import io.holdfast.web.session.Cookies;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/**
 * {@code /b/{id}/earlier}: waits for an earlier time with the same professional. The booking is kept until one is taken, and
 * then moves.
 */
@Controller
@OpenToAll
class EarlierController {

    private static final String PATH = "/b/{id}/earlier";
    private static final String BOOKING = "/b/";

    private final BookingsApi bookings;
    private final CatalogueApi catalogue;
    private final WaitlistApi waitlist;
    private final Cookies cookies;

    EarlierController(BookingsApi bookings, CatalogueApi catalogue, WaitlistApi waitlist, Cookies cookies) {
        this.bookings = bookings;
        this.catalogue = catalogue;
        this.waitlist = waitlist;
        this.cookies = cookies;
    }

    /** While it can still be moved, and somebody's calendar says what is earlier. */
    static boolean isPossible(Page page, Booking booking) {
        return booking.status() == BookingStatus.CONFIRMED
                && booking.professional() != null
                && booking.mode().equals("DIRECT")
                && booking.rescheduling() == null
                && page.now().isBefore(booking.start().minus(Duration.ofHours(booking.policies().rescheduleNoticeHours())));
    }

    @GetMapping(PATH)
    View ask(Page page, @PathVariable String id) {
        Booking booking = bookings.find(id);
        if (!isPossible(page, booking)) {
            return Redirect.to(BOOKING + id);
        }
        return view(page, booking, zone(booking), null, Keys.fresh());
    }

    @PostMapping(PATH)
    View join(Page page, @PathVariable String id, @RequestParam MultiValueMap<String, String> sent) {
        Form form = Form.of(sent);
        Booking booking = bookings.find(id);
        if (!isPossible(page, booking)) {
            return Redirect.to(BOOKING + id);
        }
        ZoneId zone = zone(booking);
        LocalDate date = form.date("date");
        if (date == null) {
            form.reject("date", page.text("waitlist.date.needed"));
            return view(page, booking, zone, form, Keys.fresh()).status(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        String key = Keys.of(form);
        try {
            WaitlistApi.Place place = waitlist.join(wish(page, booking, date), key);
            if (place.manageToken() != null) {
                page.add(cookies.guestOfPlace(place.id(), place.manageToken()));
            }
            return Redirect.to("/w/" + place.id(), "waiting");
        } catch (ApiProblem problem) {
            if (problem.status() != 409 && problem.status() != 422 && problem.status() != 429) {
                throw problem;
            }
            page.notice(Notice.warning(page.refusal("waitlist.rule.", problem.code())));
            return view(page, booking, zone, form, Keys.fresh()).status(HttpStatus.valueOf(problem.status()));
        }
    }

    private static WaitlistApi.Wish wish(Page page, Booking booking, LocalDate date) {
        Booking.Person client = booking.client();
        return new WaitlistApi.Wish(
                booking.offering().id(), Objects.requireNonNull(booking.professional()).id(), date, booking.duration(),
                page.visitor().isSignedIn() ? null : new NewBooking.Person(client.name(), client.email(), client.phone()), null,
                Map.of(), booking.language(), booking.displayZone(), null, booking.id());
    }

    private Html view(Page page, Booking booking, ZoneId zone, @Nullable Form typed, String key) {
        LocalDate last = booking.start().atZone(zone).toLocalDate();
        return Html.of(page, "client/earlier", new EarlierView(
                booking.id(), booking.number(), booking.offering().name(), Objects.requireNonNull(booking.professional()).displayName(),
                page.times(booking.displayZone()).range(booking.start(), booking.end()), key,
                page.now().atZone(zone).toLocalDate().toString(), last.toString(), page.times(zone).zoneName(page.now()),
                typed == null ? Form.with(Map.of("date", last.toString())) : typed));
    }

    /** The professional's, in which days are meant. */
    private ZoneId zone(Booking booking) {
        return IanaZones.find(catalogue.professional(Objects.requireNonNull(booking.professional()).id()).zone())
                .orElse(ZoneId.of("UTC"));
    }
}
