package io.holdfast.web.professional;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.api.ProfessionalApi;
import io.holdfast.web.business.Weeks;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.NotThere;
import io.holdfast.web.page.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** {@code /pro/calendar}: a day or a week as a list, which keys and speech can read. */
@Controller
@OpenToAll
class CalendarController {

    private static final String DAY = "day";
    /** Nobody plans further; and a calendar without an end has endlessly many pages. */
    private static final int MOST_YEARS = 5;

    private final ProfessionalApi mine;

    CalendarController(ProfessionalApi mine) {
        this.mine = mine;
    }

    /** @param view {@code day} or {@code week}; a week without it */
    @GetMapping("/pro/calendar")
    View calendar(
            Page page,
            @RequestParam(required = false) @Nullable String view,
            @RequestParam(required = false) @Nullable String date) {
        page.requireRole("professional");
        LocalDate today = page.times(mine.profile().zone()).date(page.now());
        LocalDate asked = date == null || date.isEmpty() ? today : dateOf(date, today);
        boolean day = DAY.equals(view);
        LocalDate first = day ? asked : Weeks.begin(asked, page.locale());
        int days = day ? 1 : Weeks.DAYS;
        var rows = new AgendaRows(page, mine.agenda(first, first.plusDays(days - 1L)));
        List<CalendarView.Day> list = first.datesUntil(first.plusDays(days))
                .map(one -> new CalendarView.Day(
                        rows.times().day(one), address(DAY, one), one.equals(today), rows.of(one)))
                .toList();
        String kind = day ? DAY : "week";
        return Html.of(page, "professional/calendar", new CalendarView(
                day, asked.toString(), address(DAY, asked), address("week", asked), address(kind, first.minusDays(days)),
                address(kind, first.plusDays(days)), address(kind, today),
                rows.times().zoneName(first.atStartOfDay(rows.times().zone()).toInstant()), list));
    }

    private static LocalDate dateOf(String text, LocalDate today) {
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.isAfter(today.minusYears(MOST_YEARS)) && date.isBefore(today.plusYears(MOST_YEARS))) {
                return date;
            }
        } catch (DateTimeException e) {
            throw new NotThere();
        }
        throw new NotThere();
    }

    private static String address(String view, LocalDate date) {
        return "/pro/calendar?view=" + view + "&date=" + date;
    }
}
