package io.holdfast.web.booking;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.api.CatalogueApi;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.Page;
import io.holdfast.web.page.Steps;
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
    private final Calendars calendars;

    TimesController(CatalogueApi catalogue, Calendars calendars) {
        this.catalogue = catalogue;
        this.calendars = calendars;
    }

    /**
     * @param duration in minutes
     * @param date     a day's; without it the first free one is shown
     * @param month    such as 2026-12, whose first free day is shown
     * @param tz       IANA, in which times are shown
     */
    @GetMapping({"/book/{offering}/{professional}", Page.EMBEDDED + "{offering}/{professional}"})
    View times(
            Page page,
            @PathVariable String offering,
            @PathVariable String professional,
            @RequestParam(required = false) @Nullable Integer duration,
            @RequestParam(required = false) @Nullable LocalDate date,
            @RequestParam(required = false) @Nullable YearMonth month,
            @RequestParam(required = false) @Nullable String tz) {
        Appointment appointment = Appointment.of(catalogue, offering, professional, duration);
        Calendar calendar = calendars.of(page, appointment, tz, null);
        DayChoice choice = new DayChoices(
                        page, appointment.offering(), calendar, zone -> appointment.links(zone).on(page), null)
                .at(date, month, tz);
        return Html.of(page, "booking/times", view(page, appointment, choice));
    }

    private static TimesView view(Page page, Appointment appointment, DayChoice choice) {
        Links links = appointment.links(choice.zone()).on(page);
        // Where somebody will be found, there is no calendar that could be full.
        boolean mayWait = !appointment.offering().isMatched() && choice.isFull();
        return new TimesView(
                OfferingCard.of(page, appointment.offering()),
                appointment.professional() == null ? null : ProfessionalCard.of(page, appointment.professional()),
                new Steps(1, 2, 4),
                "/o/" + appointment.offering().id(),
                durations(page, appointment, links),
                choice,
                mayWait ? links.waitlist(choice.date()) : null,
                Sentences.cancellation(page, appointment.offering()),
                Costs.of(page, appointment.price()),
                choice.date() == null ? null : stream(appointment, choice.date()));
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
}
