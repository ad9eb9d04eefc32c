package io.holdfast.web.booking;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import io.holdfast.defaults.web.IanaZones;
import io.holdfast.web.api.AvailableDates;
import io.holdfast.web.api.Day;
import io.holdfast.web.api.Offering;
import io.holdfast.web.booking.DayChoice.Link;
import io.holdfast.web.booking.DayChoice.Month;
import io.holdfast.web.booking.DayChoice.ZoneChoice;
import io.holdfast.web.page.Page;
import io.holdfast.web.text.Times;
import org.jspecify.annotations.Nullable;

/** Lays a calendar out as {@link DayChoice}; without a wish it opens at the first free day. */
final class DayChoices {

    private static final int MINUTES_OF_AN_HOUR = 60;

    private final Page page;
    private final Offering offering;
    private final Calendar calendar;
    private final Function<ZoneId, DayLinks> linksIn;
    private final @Nullable Instant own;

    /**
     * @param linksIn of a zone in which times are shown
     * @param own     when what is to be moved begins; null where nothing is
     */
    DayChoices(Page page, Offering offering, Calendar calendar, Function<ZoneId, DayLinks> linksIn, @Nullable Instant own) {
        this.page = page;
        this.offering = offering;
        this.calendar = calendar;
        this.linksIn = linksIn;
        this.own = own;
    }

    /** What somebody looks at. @param days in which the calendar's dates are meant */
    private record Question(Offering offering, ZoneId days, YearMonth month, @Nullable LocalDate date, Instant now) {

        LocalDate today() {
            return now.atZone(days).toLocalDate();
        }

        LocalDate last() {
            return today().plusDays(offering.rules().maxDaysAhead());
        }
    }

    /**
     * @param date  a day's; without it the first free one is shown
     * @param month whose first free day is shown
     * @param tz    IANA, in which times are shown
     */
    DayChoice at(@Nullable LocalDate date, @Nullable YearMonth month, @Nullable String tz) {
        YearMonth current = YearMonth.from(page.now().atOffset(ZoneOffset.UTC));
        YearMonth asked = date != null ? YearMonth.from(date) : month != null ? month : current;
        AvailableDates dates = calendar.dates(asked);
        // Without a wish: the first month that has something, so that nobody looks at an empty page.
        if (date == null && month == null && dates.availableDates().isEmpty()) {
            AvailableDates next = calendar.dates(asked.plusMonths(1));
            if (!next.availableDates().isEmpty()) {
                asked = asked.plusMonths(1);
                dates = next;
            }
        }
        ZoneId days = IanaZones.find(dates.zone()).orElse(ZoneId.of("UTC"));
        return choice(new Question(offering, days, asked, date, page.now()), dates, TimeZones.chosen(page, tz, days));
    }

    private DayChoice choice(Question question, AvailableDates dates, ZoneId zone) {
        LocalDate shown = question.date() != null
                ? question.date()
                : dates.availableDates().stream().findFirst().orElse(null);
        Day day = shown == null ? null : calendar.day(shown);
        DayLinks links = linksIn.apply(zone);
        Times times = page.times(zone);
        Times days = page.times(question.days());
        Instant at = day == null || day.slots().isEmpty() ? question.now() : day.slots().getFirst().start();
        var dayTimes = new DayTimes(page, times, links, own);
        boolean elsewhere = day != null && dayTimes.isElsewhere(day, day.date());
        return new DayChoice(
                zone,
                shown,
                month(question, dates, shown, links),
                question.date() == null && shown != null && shown.isAfter(question.today())
                        ? page.text("booking.opened", days.day(shown))
                        : null,
                day == null ? null : days.day(day.date()),
                day == null ? List.of() : dayTimes.groups(day),
                dates.availableDates().isEmpty() ? nextFree(question, links) : null,
                day != null && DayTimes.hasTooSoon(day) ? tooSoon() : null,
                new ZoneChoice(links.path(), links.kept(), TimeZones.all(page, zone, question.days(), at)),
                times.zoneName(at),
                elsewhere ? page.text("booking.days-of", days.zoneName(at)) : null,
                own == null ? null : page.text("reschedule.marked"));
    }

    private Month month(Question question, AvailableDates dates, @Nullable LocalDate shown, DayLinks links) {
        Times days = page.times(question.days());
        var grid = new MonthGrid(page, days, question.month());
        boolean mayGoBack = question.month().isAfter(YearMonth.from(question.today()));
        boolean mayGoOn = question.month().isBefore(YearMonth.from(question.last()));
        return new Month(
                days.month(question.month()), grid.weekdays(),
                grid.weeks(
                        Set.copyOf(dates.availableDates()), shown, question.today(), own == null ? null : days.date(own), links::times),
                mayGoBack ? links.month(question.month().minusMonths(1)) : null,
                mayGoOn ? links.month(question.month().plusMonths(1)) : null);
    }

    /** Where a month has no free day: the first one that any has. */
    private @Nullable Link nextFree(Question question, DayLinks links) {
        return FreeTimes.firstDate(calendar, YearMonth.from(question.today()))
                .map(date -> new Link(page.text("booking.next-free", page.times(question.days()).day(date)), links.times(date)))
                .orElse(null);
    }

    private String tooSoon() {
        int minutes = offering.rules().minNoticeMinutes();
        return minutes % MINUTES_OF_AN_HOUR == 0
                ? page.text("booking.too-soon.hours", minutes / MINUTES_OF_AN_HOUR)
                : page.text("booking.too-soon.minutes", minutes);
    }
}
