package io.holdfast.web.booking;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.defaults.web.IanaZones;
import io.holdfast.web.api.ApiProblem;
import io.holdfast.web.api.Booking;
import io.holdfast.web.api.BookingStatus;
import io.holdfast.web.api.BookingsApi;
import io.holdfast.web.api.CatalogueApi;
import io.holdfast.web.api.Day;
import io.holdfast.web.api.Money;
import io.holdfast.web.api.Offering;
import io.holdfast.web.api.Professional;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.Keys;
import io.holdfast.web.page.NotThere;
import io.holdfast.web.page.Notice;
import io.holdfast.web.page.Page;
import io.holdfast.web.page.Redirect;
import io.holdfast.web.text.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/**
 * {@code /b/{id}/reschedule}: another time for what is confirmed, with the same professional, another one at the same price or
 * whoever is free. The old time stays until the new one is booked.
 */
@Controller
@OpenToAll
class RescheduleController {

    private static final String PATH = "/b/{id}/reschedule";
    private static final String PAGE = "/b/";
    private static final int NEAREST = 3;
    /** Nobody chooses from more, and each is asked for their times. */
    private static final int MOST_PROFESSIONALS = 10;

    private final CatalogueApi catalogue;
    private final BookingsApi bookings;
    private final Calendars calendars;
    private final FreeTimes freeTimes;

    RescheduleController(CatalogueApi catalogue, BookingsApi bookings, Calendars calendars, FreeTimes freeTimes) {
        this.catalogue = catalogue;
        this.bookings = bookings;
        this.calendars = calendars;
        this.freeTimes = freeTimes;
    }

    /**
     * What is moved, and to whom.
     *
     * @param provider whose it is
     * @param people   who could take it at that price, its own professional first
     * @param chosen   whose times are looked at; null for anyone's
     */
    private record Move(
            Booking booking, Offering offering, Booking.Provider provider, List<Professional> people, @Nullable Professional chosen) {

        Appointment appointment() {
            return new Appointment(offering, chosen, booking.duration());
        }

        RescheduleLinks links(@Nullable ZoneId zone) {
            boolean own = chosen != null && chosen.id().equals(provider.id());
            return new RescheduleLinks(booking.id(), own ? null : chosen == null ? Where.ANYONE : chosen.id(), zone);
        }

        /** Whether all cost the same whoever they are, so that one need not choose. */
        boolean mayBeAnyone() {
            return people.size() > 1 && !offering.isMatched() && offering.priceOf(booking.duration()) != null;
        }
    }

    /**
     * @param professional whose times; without it the booking's, {@value Where#ANYONE} for whoever is free
     * @param start        of the new time; without it days and times are shown
     */
    @GetMapping(PATH)
    View times(
            Page page,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String professional,
            @RequestParam(required = false) @Nullable LocalDate date,
            @RequestParam(required = false) @Nullable YearMonth month,
            @RequestParam(required = false) @Nullable String tz,
            @RequestParam(required = false) @Nullable String start) {
        Booking booking = bookings.find(id);
        if (!isMovable(booking)) {
            return Redirect.to(PAGE + id);
        }
        if (page.now().isAfter(lastMoment(booking))) {
            return tooLate(page, booking);
        }
        Move move = move(booking, professional);
        return start == null ? choice(page, move, date, month, tz) : confirmation(page, move, instant(start), tz);
    }

    private static boolean isMovable(Booking booking) {
        return booking.status() == BookingStatus.CONFIRMED && booking.rescheduling() == null && booking.professional() != null;
    }

    private static Instant lastMoment(Booking booking) {
        return booking.start().minusSeconds(booking.policies().rescheduleNoticeHours() * 3600L);
    }

    private static View tooLate(Page page, Booking booking) {
        Times times = page.times(booking.displayZone());
        String support = page.settings().support();
        return Html.of(page, "booking/reschedule-late", new RescheduleLateView(
                booking.id(), booking.number(), booking.offering().name(), times.range(booking.start(), booking.end()),
                page.text("reschedule.late", booking.policies().rescheduleNoticeHours(), times.moment(lastMoment(booking))),
                support == null || support.isBlank() ? null : support));
    }

    private Move move(Booking booking, @Nullable String professional) {
        Booking.Provider provider = booking.professional();
        if (provider == null) {
            throw new NotThere();
        }
        Offering offering = catalogue.offering(booking.offering().id());
        Money price = booking.price().base();
        List<Professional> all = catalogue.professionals(offering.id());
        List<Professional> people = Stream.concat(
                        all.stream().filter(one -> one.id().equals(provider.id())),
                        all.stream()
                                .filter(one -> !one.id().equals(provider.id()))
                                .filter(one -> !offering.isMatched())
                                .filter(one -> offering.priceWith(one, booking.duration()).equals(price)))
                .limit(MOST_PROFESSIONALS)
                .toList();
        if (Where.ANYONE.equals(professional)) {
            var move = new Move(booking, offering, provider, people, null);
            if (move.mayBeAnyone()) {
                return move;
            }
        }
        String wanted = professional == null || Where.ANYONE.equals(professional) ? provider.id() : professional;
        Professional chosen = people.stream()
                .filter(one -> one.id().equals(wanted))
                .findFirst()
                // Who does not take bookings any more may still move those that there are.
                .orElseGet(() -> catalogue.professional(wanted));
        return new Move(booking, offering, provider, people, chosen);
    }

    private View choice(
            Page page, Move move, @Nullable LocalDate date, @Nullable YearMonth month, @Nullable String tz) {
        Booking booking = move.booking();
        Calendar calendar = calendars.of(page, move.appointment(), tz, booking.id());
        DayChoice choice = new DayChoices(page, move.offering(), calendar, move::links, booking.start()).at(date, month, tz);
        Times times = page.times(booking.displayZone());
        return Html.of(page, "booking/reschedule", new RescheduleView(
                booking.id(), booking.number(), booking.offering().name(), move.provider().displayName(),
                times.range(booking.start(), booking.end()), page.text("reschedule.until", times.moment(lastMoment(booking))),
                people(page, move), choice));
    }

    private static List<RescheduleView.Person> people(Page page, Move move) {
        if (move.people().size() < 2) {
            return List.of();
        }
        String chosen = move.chosen() == null ? Where.ANYONE : move.chosen().id();
        Stream<RescheduleView.Person> anyone = move.mayBeAnyone()
                ? Stream.of(person(move, Where.ANYONE, page.text("booking.anyone"), chosen))
                : Stream.empty();
        return Stream.concat(move.people().stream().map(one -> person(move, one.id(), one.displayName(), chosen)), anyone)
                .toList();
    }

    private static RescheduleView.Person person(Move move, String id, String name, String chosen) {
        var links = new RescheduleLinks(move.booking().id(), id.equals(move.provider().id()) ? null : id, null);
        return new RescheduleView.Person(name, id.equals(chosen) ? null : links.all());
    }

    /** Old and new once more, before it is moved. */
    private View confirmation(Page page, Move move, Instant to, @Nullable String tz) {
        Professional whose = move.chosen() == null ? whoIsFree(move, to).orElse(null) : move.chosen();
        if (whose == null) {
            return gone(page, move, to, tz, "booked");
        }
        return confirmation(page, move, whose, to, tz, Keys.fresh());
    }

    private static Html confirmation(
            Page page, Move move, Professional whose, Instant to, @Nullable String tz, String key) {
        Booking booking = move.booking();
        Times times = page.times(zoneOf(page, move, tz));
        boolean another = !whose.id().equals(move.provider().id());
        return Html.of(page, "booking/reschedule-confirm", new RescheduleConfirmView(
                booking.id(), booking.number(), booking.offering().name(),
                times.range(booking.start(), booking.end()), move.provider().displayName(),
                times.range(to, end(booking, to)), whose.displayName(), another,
                move.links(times.zone()).times(to.atZone(zoneOf(whose, times.zone())).toLocalDate()),
                to.toString(), whose.id(), times.zone().getId(), key));
    }

    private static ZoneId zoneOf(Page page, Move move, @Nullable String tz) {
        return TimeZones.chosen(page, tz, IanaZones.find(move.booking().displayZone()).orElse(ZoneId.of("UTC")));
    }

    private static ZoneId zoneOf(Professional professional, ZoneId other) {
        return IanaZones.find(professional.zone()).orElse(other);
    }

    private static Instant end(Booking booking, Instant start) {
        return start.plusSeconds(booking.duration() * 60L);
    }

    /** Its own professional if they are, else the first who is. */
    private Optional<Professional> whoIsFree(Move move, Instant to) {
        return move.people().stream()
                .filter(one -> {
                    LocalDate date = to.atZone(zoneOf(one, ZoneId.of("UTC"))).toLocalDate();
                    var where = new Where(move.offering().id(), one.id());
                    Day day = freeTimes.of(where, move.booking().duration(), move.booking().id()).day(date);
                    return day.slots().stream().anyMatch(slot -> slot.available() && slot.start().equals(to));
                })
                .findFirst();
    }

    @PostMapping(PATH)
    View move(
            Page page,
            @PathVariable String id,
            @RequestParam String start,
            @RequestParam String professional,
            @RequestParam(required = false) @Nullable String tz,
            @RequestParam(defaultValue = "") String key) {
        Instant to = instant(start);
        String request = Keys.of(key);
        try {
            Booking moved = bookings.reschedule(id, new BookingsApi.NewTime(to, professional, null), request);
            // Not answered yet: the booking's page says so, and follows.
            return moved.rescheduling() == null ? Redirect.to(PAGE + id, "moved") : Redirect.to(PAGE + id);
        } catch (ApiProblem problem) {
            return refused(page, id, to, professional, tz, request, problem);
        }
    }

    private View refused(
            Page page, String id, Instant to, String professional, @Nullable String tz, String key, ApiProblem problem) {
        if (problem.status() != 409 && problem.status() != 422 && problem.status() != 503) {
            throw problem;
        }
        Booking booking = bookings.find(id);
        if (!isMovable(booking)) {
            return Redirect.to(PAGE + id, "not-moved");
        }
        if (problem.code().equals("reschedule-notice")) {
            return tooLate(page, booking);
        }
        Move move = move(booking, professional);
        if (problem.isConflict()) {
            return gone(page, move, to, tz, problem.code());
        }
        Professional whose = move.chosen();
        if (problem.status() == 503 && whose != null) {
            page.notice(Notice.warning(page.text("reschedule.unavailable")));
            // Nobody knows whether it was moved: asked again with the same key, it is the same request.
            return confirmation(page, move, whose, to, tz, key).status(HttpStatus.SERVICE_UNAVAILABLE);
        }
        page.notice(Notice.problem(sentence(page, problem.code())));
        return choiceAround(page, move, to, tz).status(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** Somebody was faster: which time, why, that the old one is kept, and the nearest that are free. */
    private View gone(Page page, Move move, Instant to, @Nullable String tz, String code) {
        Booking booking = move.booking();
        Times times = page.times(zoneOf(page, move, tz));
        page.notice(Notice.warning(page.text("booking.gone", times.when(to, end(booking, to))) + " " + sentence(page, code) + " "
                + page.text("reschedule.kept", times.when(booking.start(), booking.end()))));
        return choiceAround(page, move, to, tz).status(HttpStatus.CONFLICT);
    }

    private Html choiceAround(Page page, Move move, Instant to, @Nullable String tz) {
        Booking booking = move.booking();
        ZoneId zone = zoneOf(page, move, tz);
        LocalDate date = to.atZone(move.chosen() == null ? zone : zoneOf(move.chosen(), zone)).toLocalDate();
        Times times = page.times(zone);
        RescheduleLinks links = move.links(zone);
        List<DayChoice.Link> nearest = move.offering().isMatched()
                ? List.of()
                : freeTimes.nearest(move.appointment().where(), date, to, booking.duration(), NEAREST + 1).stream()
                        .filter(slot -> !slot.start().equals(booking.start()))
                        .limit(NEAREST)
                        .map(slot -> new DayChoice.Link(times.when(slot.start(), slot.end()), links.details(slot.start())))
                        .toList();
        return Html.of(page, "booking/reschedule-gone", new RescheduleGoneView(
                booking.id(), booking.number(), booking.offering().name(), times.range(booking.start(), booking.end()), nearest,
                links.times(date)));
    }

    private static String sentence(Page page, String code) {
        String text = "reschedule.rule." + code;
        return page.texts().has(text) ? page.text(text) : Rules.sentence(page, code);
    }

    private static Instant instant(String start) {
        try {
            return Instant.parse(start);
        } catch (DateTimeException e) {
            throw new NotThere();
        }
    }
}
