package io.holdfast.web.booking;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.defaults.web.IanaZones;
import io.holdfast.web.api.AvailableDates;
import io.holdfast.web.api.CatalogueApi;
import io.holdfast.web.api.Day;
import io.holdfast.web.api.Offering;
import io.holdfast.web.booking.TimesView.Link;
import io.holdfast.web.booking.TimesView.Month;
import io.holdfast.web.booking.TimesView.ZoneChoice;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.Page;
import io.holdfast.web.page.Steps;
import io.holdfast.web.text.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.util.UriComponentsBuilder;

/** {@code /book/{offering}/{professional}}: days and times. It opens at the first free day. */
@Controller
@OpenToAll
class TimesController {

    private final CatalogueApi catalogue;
    private final FreeTimes freeTimes;

    TimesController(CatalogueApi catalogue, FreeTimes freeTimes) {
        this.catalogue = catalogue;
        this.freeTimes = freeTimes;
    }

    /** What somebody looks at. */
    private record Question(Appointment appointment, ZoneId days, YearMonth month, @Nullable LocalDate date, Instant now) {

        LocalDate today() {
            return now.atZone(days).toLocalDate();
        }

        LocalDate last() {
            return today().plusDays(appointment.offering().rules().maxDaysAhead());
        }
    }

    /**
     * @param duration in minutes
     * @param date     a day's; without it the first free one is shown
     * @param month    such as 2026-12, whose first free day is shown
     * @param tz       IANA, in which times are shown
     */
    @GetMapping("/book/{offering}/{professional}")
    View times(
            Page page,
            @PathVariable String offering,
            @PathVariable String professional,
            @RequestParam(required = false) @Nullable Integer duration,
            @RequestParam(required = false) @Nullable LocalDate date,
            @RequestParam(required = false) @Nullable YearMonth month,
            @RequestParam(required = false) @Nullable String tz) {
        Appointment appointment = Appointment.of(catalogue, offering, professional, duration);
        YearMonth current = YearMonth.from(page.now().atZone(ZoneId.of("UTC")));
        YearMonth asked = date != null ? YearMonth.from(date) : month != null ? month : current;
        AvailableDates dates = datesOf(page, appointment, asked, tz);
        ZoneId days = IanaZones.find(dates.zone()).orElse(ZoneId.of("UTC"));
        // Without a wish: the first month that has something, so that nobody looks at an empty page.
        if (date == null && month == null && dates.availableDates().isEmpty()) {
            AvailableDates next = datesOf(page, appointment, asked.plusMonths(1), tz);
            if (!next.availableDates().isEmpty()) {
                asked = asked.plusMonths(1);
                dates = next;
            }
        }
        var question = new Question(appointment, days, asked, date, page.now());
        return Html.of(page, "booking/times", view(page, question, dates, TimeZones.chosen(page, tz, days), tz));
    }

    private AvailableDates datesOf(Page page, Appointment appointment, YearMonth month, @Nullable String tz) {
        return appointment.offering().isMatched()
                ? wishes(page, appointment, tz).dates(month)
                : freeTimes.dates(appointment.where(), month, appointment.duration());
    }

    private Day dayOf(Page page, Appointment appointment, LocalDate date, @Nullable String tz) {
        return appointment.offering().isMatched()
                ? wishes(page, appointment, tz).day(date, appointment.duration())
                : freeTimes.day(appointment.where(), date, appointment.duration());
    }

    /** Whoever is found comes to the reader, so days and times are theirs. */
    private WishedTimes wishes(Page page, Appointment appointment, @Nullable String tz) {
        ZoneId usual = catalogue.professionals(appointment.offering().id()).stream()
                .findFirst()
                .flatMap(one -> IanaZones.find(one.zone()))
                .orElse(ZoneId.of("UTC"));
        return new WishedTimes(appointment.offering(), TimeZones.chosen(page, tz, usual), page.now());
    }

    private TimesView view(Page page, Question question, AvailableDates dates, ZoneId zone, @Nullable String tz) {
        Appointment appointment = question.appointment();
        Offering offering = appointment.offering();
        LocalDate shown = question.date() != null
                ? question.date()
                : dates.availableDates().stream().findFirst().orElse(null);
        Day day = shown == null ? null : dayOf(page, appointment, shown, tz);
        Links links = appointment.links(zone);
        Times times = page.times(zone);
        Instant at = day == null || day.slots().isEmpty() ? question.now() : day.slots().getFirst().start();
        var dayTimes = new DayTimes(page, times, links);
        boolean elsewhere = day != null && dayTimes.isElsewhere(day, day.date());
        return new TimesView(
                OfferingCard.of(page, offering),
                appointment.professional() == null ? null : ProfessionalCard.of(page, appointment.professional()),
                new Steps(1, 2, 4),
                "/o/" + offering.id(),
                durations(page, appointment, links),
                month(page, question, dates, shown, links),
                question.date() == null && shown != null && shown.isAfter(question.today())
                        ? page.text("booking.opened", page.times(question.days()).day(shown))
                        : null,
                day == null ? null : page.times(question.days()).day(day.date()),
                day == null ? List.of() : dayTimes.groups(day),
                dates.availableDates().isEmpty() ? nextFree(page, question, links) : null,
                day != null && DayTimes.hasTooSoon(day) ? tooSoon(page, offering) : null,
                new ZoneChoice(
                        links.path(), appointment.duration(), shown == null ? null : shown.toString(),
                        TimeZones.all(page, zone, question.days(), at)),
                times.zoneName(at),
                elsewhere ? page.text("booking.days-of", page.times(question.days()).zoneName(at)) : null,
                Sentences.cancellation(page, offering),
                Costs.of(page, appointment.price()),
                day == null ? null : stream(appointment, day.date()));
    }

    /** The public one, which the browser opens by itself; there is none for anyone's times. */
    private static @Nullable String stream(Appointment appointment, LocalDate date) {
        return appointment.professional() == null
                ? null
                : UriComponentsBuilder.fromPath("/api/v1/professionals/{id}/availability/stream")
                        .queryParam("date", date)
                        .queryParam("offeringId", "{offering}")
                        .queryParam("duration", appointment.duration())
                        .encode()
                        .buildAndExpand(appointment.professional().id(), appointment.offering().id())
                        .toUriString();
    }

    private static List<TimesView.Duration> durations(Page page, Appointment appointment, Links links) {
        return appointment.offering().durations().stream()
                .sorted()
                .map(minutes -> new TimesView.Duration(
                        minutes, Costs.of(page, appointment.price(minutes)),
                        minutes == appointment.duration() ? null : links.lasting(minutes).times()))
                .toList();
    }

    private static Month month(Page page, Question question, AvailableDates dates, @Nullable LocalDate shown, Links links) {
        Times days = page.times(question.days());
        var grid = new MonthGrid(page, days, question.month());
        boolean mayGoBack = question.month().isAfter(YearMonth.from(question.today()));
        boolean mayGoOn = question.month().isBefore(YearMonth.from(question.last()));
        return new Month(
                days.month(question.month()), grid.weekdays(),
                grid.weeks(Set.copyOf(dates.availableDates()), shown, question.today(), links::times),
                mayGoBack ? links.month(question.month().minusMonths(1)) : null,
                mayGoOn ? links.month(question.month().plusMonths(1)) : null);
    }

    /** Where a month has no free day: the first one that any has. */
    private @Nullable Link nextFree(Page page, Question question, Links links) {
        if (question.appointment().offering().isMatched()) {
            return null;
        }
        return freeTimes.firstDate(question.appointment().where(), YearMonth.from(question.today()), question.appointment().duration())
                .map(date -> new Link(page.text("booking.next-free", page.times(question.days()).day(date)), links.times(date)))
                .orElse(null);
    }

    private static String tooSoon(Page page, Offering offering) {
        int minutes = offering.rules().minNoticeMinutes();
        return minutes % 60 == 0
                ? page.text("booking.too-soon.hours", minutes / 60)
                : page.text("booking.too-soon.minutes", minutes);
    }
}
