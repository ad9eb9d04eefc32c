package io.holdfast.web.client;

import java.util.Locale;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.api.ApiProblem;
import io.holdfast.web.api.Booking;
import io.holdfast.web.api.BookingStatus;
import io.holdfast.web.api.BookingsApi;
import io.holdfast.web.api.CatalogueApi;
import io.holdfast.web.api.Professional;
import io.holdfast.web.api.WaitlistApi;
import io.holdfast.web.api.WaitlistApi.Place;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.Page;
import io.holdfast.web.page.Redirect;
import io.holdfast.web.session.Cookies;
import io.holdfast.web.text.Times;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** {@code /w/{id}}: somebody's place in a waitlist, and what is offered to them. The mails lead here. */
@Controller
@OpenToAll
class WaitlistPlaceController {

    private static final String PAGE = "/w/";
    /** Seconds that somebody waits for the booking of what they took; it takes less than one. */
    private static final int MOST_TRIES = 20;

    private final WaitlistApi waitlist;
    private final BookingsApi bookings;
    private final CatalogueApi catalogue;
    private final Cookies cookies;

    WaitlistPlaceController(WaitlistApi waitlist, BookingsApi bookings, CatalogueApi catalogue, Cookies cookies) {
        this.waitlist = waitlist;
        this.bookings = bookings;
        this.catalogue = catalogue;
        this.cookies = cookies;
    }

    @GetMapping("/w/{id}")
    View place(Page page, @PathVariable String id) {
        return view(page, waitlist.find(id));
    }

    private Html view(Page page, Place place) {
        Professional professional = place.professionalId() == null ? null : catalogue.professional(place.professionalId());
        Times times = professional == null ? page.ownTimes() : page.timesOrIn(professional.zone());
        WaitlistApi.Offer offer = place.offer();
        return Html.of(page, "client/place", new PlaceView(
                place.id(),
                kind(place.status()),
                place.status().toLowerCase(Locale.ROOT),
                lead(page, place),
                catalogue.offering(place.offeringId()).name(),
                offer != null ? offer.professionalName() : professional == null ? null : professional.displayName(),
                times.day(place.date()),
                place.duration(),
                offer == null ? null : times.range(offer.start(), offer.end()),
                offer == null ? null : page.text("waitlist.offer.until", times.moment(offer.deadline())),
                place.isLive(),
                place.booking(),
                "/book/" + place.offeringId() + (place.professionalId() == null ? "/anyone" : "/" + place.professionalId())));
    }

    private static String kind(String status) {
        return switch (status) {
            case "OFFERED", "ACCEPTED" -> "good";
            case "WAITING" -> "warn";
            default -> "info";
        };
    }

    private static String lead(Page page, Place place) {
        String text = "waitlist.status." + place.status().toLowerCase(Locale.ROOT);
        return place.status().equals("WAITING") && place.place() != null
                ? page.text("waitlist.place", place.place())
                : page.text(text + ".lead");
    }

    @PostMapping("/w/{id}/accept")
    View accept(Page page, @PathVariable String id) {
        try {
            Place taken = waitlist.accept(id);
            String booking = taken.bookingId();
            if (booking == null) {
                return Redirect.to(PAGE + id);
            }
            if (taken.moves() != null) {
                // The same booking, at another time: its page follows the move.
                return Redirect.to("/b/" + taken.moves(), "earlier");
            }
            if (taken.manageToken() != null) {
                page.add(cookies.guestOf(booking, taken.manageToken()));
            }
            return Redirect.to("/b/" + booking + "/taken");
        } catch (ApiProblem problem) {
            return settled(id, problem);
        }
    }

    /** It is requested as soon as word of it is there; until then the page asks again. @param tries so far */
    @GetMapping("/b/{id}/taken")
    View taken(Page page, @PathVariable String id, @RequestParam(defaultValue = "0") int tries) {
        try {
            Booking booking = bookings.find(id);
            boolean owes = booking.status() == BookingStatus.PENDING_PAYMENT;
            return Redirect.to("/b/" + id + (owes ? "/pay" : ""));
        } catch (ApiProblem problem) {
            if ((!problem.isNotFound() && !problem.isUnauthenticated()) || tries >= MOST_TRIES) {
                throw problem;
            }
            return Html.of(page, "client/taken", new TakenView("/b/" + id + "/taken?tries=" + (tries + 1)));
        }
    }

    @PostMapping("/w/{id}/pass")
    View pass(@PathVariable String id) {
        try {
            waitlist.pass(id);
            return Redirect.to(PAGE + id, "passed");
        } catch (ApiProblem problem) {
            return settled(id, problem);
        }
    }

    @PostMapping("/w/{id}/leave")
    View leave(@PathVariable String id) {
        try {
            waitlist.leave(id);
            return Redirect.to(PAGE + id, "left");
        } catch (ApiProblem problem) {
            return settled(id, problem);
        }
    }

    /** The page says how it stands instead. */
    private static View settled(String id, ApiProblem problem) {
        if (!problem.isConflict()) {
            throw problem;
        }
        return Redirect.to(PAGE + id, problem.code().equals("offer-expired") ? "not-in-time" : "not-possible");
    }
}
