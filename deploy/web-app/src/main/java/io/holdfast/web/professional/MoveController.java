package io.holdfast.web.professional;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.api.ApiProblem;
import io.holdfast.web.api.AvailabilityApi;
import io.holdfast.web.api.Booking;
import io.holdfast.web.api.BookingsApi;
import io.holdfast.web.api.Day;
import io.holdfast.web.api.ProfessionalApi;
import io.holdfast.web.business.Moves;
import io.holdfast.web.page.Form;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.Keys;
import io.holdfast.web.page.Notice;
import io.holdfast.web.page.Page;
import io.holdfast.web.page.Redirect;
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

/** {@code /pro/bookings/{id}/move}: another time for a booking, one of those that are free; the calendar's grid sends here, too. */
@Controller
@OpenToAll
class MoveController {

    private static final String PATH = "/pro/bookings/{id}/move";
    private static final int DAYS_AROUND = 3;
    /** Further nobody looks for another time. */
    private static final int MOST_DAYS_AHEAD = 366;

    private final BookingsApi bookings;
    private final AvailabilityApi availability;
    private final ProfessionalApi mine;
    private final Moves moves;

    MoveController(BookingsApi bookings, AvailabilityApi availability, ProfessionalApi mine, Moves moves) {
        this.bookings = bookings;
        this.availability = availability;
        this.mine = mine;
        this.moves = moves;
    }

    /** @param date the booking's own without it */
    @GetMapping(PATH)
    View times(
            Page page,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable LocalDate date,
            @RequestParam(required = false) @Nullable String back) {
        page.requireRole("professional");
        Booking booking = bookings.find(id);
        if (!Moves.isMovable(page, booking)) {
            return Redirect.to("/pro/bookings/" + id, "not-moved");
        }
        return show(page, booking, date, Form.EMPTY, Backs.of(back, "/pro/bookings/" + id));
    }

    private Html show(Page page, Booking booking, @Nullable LocalDate date, Form form, String back) {
        Times times = page.times(mine.profile().zone());
        LocalDate today = times.date(page.now());
        LocalDate wanted = date == null ? times.date(booking.start()) : date;
        boolean near = !wanted.isBefore(today) && wanted.isBefore(today.plusDays(MOST_DAYS_AHEAD));
        LocalDate shown = near ? wanted : today;
        return Html.of(page, "professional/move", new MoveView(
                booking.id(), booking.number(), booking.client().name(), booking.offering().name(),
                times.when(booking.start(), booking.end()), shown.toString(), times.day(shown), times.zoneName(booking.start()),
                days(times, booking, shown, today, back), slots(times, booking, shown),
                Keys.of(form), back, form));
    }

    private static List<MoveView.Day> days(Times times, Booking booking, LocalDate shown, LocalDate today, String back) {
        LocalDate first = shown.minusDays(Math.min(DAYS_AROUND, ChronoUnit.DAYS.between(today, shown)));
        return first.datesUntil(first.plusDays(2L * DAYS_AROUND + 1))
                .map(day -> new MoveView.Day(
                        "/pro/bookings/" + booking.id() + "/move?date=" + day + "&back=" + back.replace("&", "%26").replace("?", "%3F"),
                        times.weekday(day) + " " + day.getDayOfMonth(), day.equals(shown)))
                .toList();
    }

    private List<MoveView.Slot> slots(Times times, Booking booking, LocalDate date) {
        Booking.Provider provider = booking.professional();
        if (provider == null) {
            return List.of();
        }
        return availability.day(provider.id(), booking.offering().id(), date, booking.duration(), booking.id()).slots().stream()
                .filter(Day.Slot::available)
                .filter(slot -> !slot.start().equals(booking.start()))
                .map(slot -> new MoveView.Slot(slot.start().toString(), times.time(slot.start())))
                .toList();
    }

    @PostMapping(PATH)
    View move(Page page, @PathVariable String id, @RequestParam MultiValueMap<String, String> sent) {
        page.requireRole("professional");
        Form form = Form.of(sent);
        Times times = page.times(mine.profile().zone());
        String back = Backs.of(form.value("back"), "/pro/bookings/" + id);
        if (!Moves.saysWhen(form)) {
            form.reject("at", page.text("professional.mistake.moment"));
            return show(page, bookings.find(id), null, form, back).status(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            return Redirect.to(back, moves.move(id, form, times.zone()));
        } catch (ApiProblem problem) {
            if (!Moves.isRefusal(problem)) {
                throw problem;
            }
            Booking booking = bookings.find(id);
            if (!Moves.isMovable(page, booking)) {
                return Redirect.to("/pro/bookings/" + id, "not-moved");
            }
            page.notice(Notice.warning(Moves.sentence(page, problem)));
            return show(page, booking, null, form, back).status(HttpStatus.valueOf(problem.status()));
        }
    }
}
