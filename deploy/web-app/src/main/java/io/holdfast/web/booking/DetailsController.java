package io.holdfast.web.booking;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.defaults.web.IanaZones;
import io.holdfast.web.api.ApiProblem;
import io.holdfast.web.api.Booking;
import io.holdfast.web.api.BookingStatus;
import io.holdfast.web.api.BookingsApi;
import io.holdfast.web.api.CatalogueApi;
import io.holdfast.web.api.NewBooking;
import io.holdfast.web.api.Offering;
import io.holdfast.web.booking.DetailsView.Alternative;
import io.holdfast.web.page.Form;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.Keys;
import io.holdfast.web.page.NotThere;
import io.holdfast.web.page.Notice;
import io.holdfast.web.page.Page;
import io.holdfast.web.page.Redirect;
import io.holdfast.web.page.Steps;
import io.holdfast.web.session.Cookies;
import io.holdfast.web.text.Times;
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
 * {@code /book/{offering}/{professional}/details}: who comes, and the request itself. Whatever goes wrong, the page comes back
 * with everything that was typed.
 */
@Controller
@OpenToAll
class DetailsController {

    private static final String PATH = "/book/{offering}/{professional}/details";
    private static final String OTHER = "other-start";
    private static final int NEAREST = 3;

    private final CatalogueApi catalogue;
    private final BookingsApi bookings;
    private final FreeTimes freeTimes;
    private final Cookies cookies;

    DetailsController(CatalogueApi catalogue, BookingsApi bookings, FreeTimes freeTimes, Cookies cookies) {
        this.catalogue = catalogue;
        this.bookings = bookings;
        this.freeTimes = freeTimes;
        this.cookies = cookies;
    }

    /** What is asked for. @param zone in which the reader looks at it */
    private record Request(Appointment appointment, Instant start, ZoneId zone) {

        Instant end() {
            return start.plusSeconds(appointment.duration() * 60L);
        }
    }

    @GetMapping(PATH)
    View details(
            Page page,
            @PathVariable String offering,
            @PathVariable String professional,
            @RequestParam String start,
            @RequestParam(required = false) @Nullable Integer duration,
            @RequestParam(required = false) @Nullable String tz) {
        Request request = request(page, offering, professional, start, duration, tz);
        return Html.of(page, "booking/details", view(page, request, Form.EMPTY, List.of(), Keys.fresh()));
    }

    @PostMapping(PATH)
    View book(
            Page page,
            @PathVariable String offering,
            @PathVariable String professional,
            @RequestParam String start,
            @RequestParam(required = false) @Nullable Integer duration,
            @RequestParam(required = false) @Nullable String tz,
            @RequestParam MultiValueMap<String, String> sent) {
        Form form = Form.of(sent);
        // One of the free times that were offered instead.
        Request request = request(page, offering, professional, form.has(OTHER) ? form.value(OTHER) : start, duration, tz);
        var typed = new TypedDetails(page, request.appointment().offering(), form);
        if (!typed.areGood()) {
            page.notice(Notice.problem(page.text("page.mistakes")));
            return again(page, request, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        String price = String.valueOf(request.appointment().price().amount());
        if (form.has("cost") && !form.is("cost", price)) {
            page.notice(Notice.warning(page.text("booking.price-changed", Costs.of(page, request.appointment().price()))));
            return again(page, request, form, HttpStatus.CONFLICT);
        }
        try {
            Booking booking = bookings.request(body(page, request, form, typed), keyOf(form));
            return booked(page, booking);
        } catch (ApiProblem problem) {
            return refused(page, request, form, typed, problem);
        }
    }

    private View booked(Page page, Booking booking) {
        if (booking.manageToken() != null) {
            page.add(cookies.guestOf(booking.id(), booking.manageToken()));
        }
        boolean owes = booking.status() == BookingStatus.PENDING_PAYMENT;
        return Redirect.to("/b/" + booking.id() + (owes ? "/pay" : ""));
    }

    private View refused(Page page, Request request, Form form, TypedDetails typed, ApiProblem problem) {
        switch (problem.status()) {
            case 400 -> {
                problem.violations().forEach(typed::reject);
                page.notice(Notice.problem(page.text("page.mistakes")));
                return again(page, request, form, HttpStatus.UNPROCESSABLE_CONTENT);
            }
            case 401 -> {
                page.endSession();
                page.notice(Notice.warning(page.text("booking.session-ended")));
                return again(page, request, form, HttpStatus.UNPROCESSABLE_CONTENT);
            }
            case 409 -> {
                return gone(page, request, form, problem);
            }
            case 422 -> {
                page.notice(Notice.problem(Rules.sentence(page, problem)));
                return again(page, request, form, HttpStatus.UNPROCESSABLE_CONTENT);
            }
            case 429 -> {
                page.notice(Notice.warning(Rules.tooMany(page, problem)));
                return again(page, request, form, HttpStatus.TOO_MANY_REQUESTS);
            }
            case 503 -> {
                page.notice(Notice.warning(page.text("booking.unavailable")));
                // Nobody knows whether it was taken: asked again with the same key, it is the same booking.
                return Html.of(page, "booking/details", view(page, request, form, List.of(), keyOf(form)))
                        .status(HttpStatus.SERVICE_UNAVAILABLE);
            }
            default -> throw problem;
        }
    }

    /** Somebody was faster: which time, and the nearest that are free. */
    private View gone(Page page, Request request, Form form, ApiProblem problem) {
        Times times = page.times(request.zone());
        String which = page.text("booking.gone", times.when(request.start(), request.end()));
        page.notice(Notice.warning(which + " " + Rules.sentence(page, problem)));
        List<Alternative> free = List.of();
        if (!request.appointment().offering().isMatched()) {
            LocalDate date = request.start().atZone(zoneOf(request)).toLocalDate();
            Appointment appointment = request.appointment();
            free = freeTimes.nearest(appointment.where(), date, request.start(), appointment.duration(), NEAREST).stream()
                    .map(slot -> new Alternative(slot.start().toString(), times.when(slot.start(), slot.end())))
                    .toList();
        }
        return Html.of(page, "booking/details", view(page, request, form, free, Keys.fresh())).status(HttpStatus.CONFLICT);
    }

    private View again(Page page, Request request, Form form, HttpStatus status) {
        return Html.of(page, "booking/details", view(page, request, form, List.of(), Keys.fresh())).status(status);
    }

    private Request request(
            Page page, String offering, String professional, String start, @Nullable Integer duration, @Nullable String tz) {
        Appointment appointment = Appointment.of(catalogue, offering, professional, duration);
        try {
            Instant from = Instant.parse(start);
            ZoneId there = appointment.professional() == null
                    ? ZoneId.of("UTC")
                    : IanaZones.find(appointment.professional().zone()).orElse(ZoneId.of("UTC"));
            return new Request(appointment, from, TimeZones.chosen(page, tz, there));
        } catch (DateTimeException e) {
            throw new NotThere();
        }
    }

    /** The professional's; where nobody is chosen, the reader's. */
    private static ZoneId zoneOf(Request request) {
        return request.appointment().professional() == null
                ? request.zone()
                : IanaZones.find(request.appointment().professional().zone()).orElse(request.zone());
    }

    private static String keyOf(Form form) {
        return Keys.of(form);
    }

    private static NewBooking body(Page page, Request request, Form form, TypedDetails typed) {
        Appointment appointment = request.appointment();
        Offering offering = appointment.offering();
        return new NewBooking(
                offering.id(), offering.mode(), appointment.professional() == null ? null : appointment.professional().id(),
                request.start(), appointment.duration(), typed.match(), typed.client(), typed.recipient(), typed.address(), typed.intake(),
                page.language(), request.zone().getId(), form.valueOrNull("notes"));
    }

    private DetailsView view(Page page, Request request, Form form, List<Alternative> alternatives, String key) {
        Appointment appointment = request.appointment();
        Offering offering = appointment.offering();
        Times times = page.times(request.zone());
        ZoneId there = zoneOf(request);
        String price = Costs.of(page, appointment.price());
        Links links = appointment.links(request.zone());
        return new DetailsView(
                OfferingCard.of(page, offering),
                appointment.professional() == null ? null : ProfessionalCard.of(page, appointment.professional()),
                Steps.step(3, 4),
                links.times(request.start().atZone(there).toLocalDate()),
                links.detailsForm(),
                request.start().toString(),
                appointment.duration(),
                request.zone().getId(),
                key,
                times.range(request.start(), request.end()),
                times.showsTheSameAs(there, request.start()) ? null : page.times(there).range(request.start(), request.end()),
                price,
                appointment.price().amount(),
                Sentences.cancellation(page, offering),
                Sentences.preparation(page, offering),
                offering.intakeFields(),
                offering.isMatched(),
                offering.isMatched()
                        ? catalogue.professionals(offering.id()).stream().map(one -> ProfessionalCard.of(page, one)).toList()
                        : List.of(),
                !page.visitor().isSignedIn(),
                page.visitor().isSignedIn() && !page.visitor().isClient(),
                Rules.phoneExample(page.settings().country()),
                button(page, offering, price),
                appointment.price().isZero() ? "" : page.text("booking.hold", offering.rules().holdMinutes()),
                form,
                alternatives);
    }

    private static String button(Page page, Offering offering, String price) {
        if (offering.isMatched()) {
            return page.text("booking.button.match", price);
        }
        if (!offering.isFree()) {
            return page.text("booking.button.pay", price);
        }
        return page.text(offering.isManual() ? "booking.button.ask" : "booking.button.book");
    }
}
