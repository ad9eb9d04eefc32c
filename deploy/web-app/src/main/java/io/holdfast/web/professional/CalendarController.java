package io.holdfast.web.professional;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.api.BookingStatus;
import io.holdfast.web.api.BookingsApi;
import io.holdfast.web.api.ProfessionalApi;
import io.holdfast.web.business.Badge;
import io.holdfast.web.business.Grid;
import io.holdfast.web.business.Weeks;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.NotThere;
import io.holdfast.web.page.Page;
import io.holdfast.web.page.Policy;
import io.holdfast.web.text.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** {@code /pro/calendar}: a day, a week or a month as a list, which keys and speech can read; where there is room, as a grid. */
@Controller
@OpenToAll
class CalendarController {

    /** Nobody plans further; and a calendar without an end has endlessly many pages. */
    private static final int MOST_YEARS = 5;
    /** One for each colour, in the order in which they come in a booking's life. */
    private static final List<BookingStatus> KINDS = List.of(
            BookingStatus.PENDING_CONFIRMATION, BookingStatus.CONFIRMED, BookingStatus.IN_PROGRESS, BookingStatus.COMPLETED,
            BookingStatus.CANCELLED);

    /** As which what is only offered counts, too. */
    private static final String WAITING = "warn";

    private final ProfessionalApi mine;
    private final BookingsApi bookings;

    CalendarController(ProfessionalApi mine, BookingsApi bookings) {
        this.mine = mine;
        this.bookings = bookings;
    }

    /** How much is shown at once. */
    private enum Stretch {
        DAY("timeGridDay") {
            @Override
            LocalDate first(LocalDate date, Locale locale) {
                return date;
            }

            @Override
            LocalDate next(LocalDate date, int steps) {
                return date.plusDays(steps);
            }
        },
        WEEK("timeGridWeek") {
            @Override
            LocalDate first(LocalDate date, Locale locale) {
                return Weeks.begin(date, locale);
            }

            @Override
            LocalDate next(LocalDate date, int steps) {
                return date.plusWeeks(steps);
            }
        },
        MONTH("dayGridMonth") {
            @Override
            LocalDate first(LocalDate date, Locale locale) {
                return date.withDayOfMonth(1);
            }

            @Override
            LocalDate next(LocalDate date, int steps) {
                return date.withDayOfMonth(1).plusMonths(steps);
            }
        };

        private final String grid;

        Stretch(String grid) {
            this.grid = grid;
        }

        abstract LocalDate first(LocalDate date, Locale locale);

        abstract LocalDate next(LocalDate date, int steps);

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Stretch of(@Nullable String key) {
            return Arrays.stream(values()).filter(one -> one.key().equals(key)).findFirst().orElse(WEEK);
        }

        String title(Times times, LocalDate first, LocalDate last) {
            return switch (this) {
                case DAY -> times.day(first);
                case WEEK -> times.day(first) + " – " + times.day(last);
                case MONTH -> times.month(YearMonth.from(first));
            };
        }
    }

    /** Where a stretch is shown, with what is shown of it. */
    private record Address(Stretch stretch, LocalDate date, String show) {

        Address of(Stretch other) {
            return new Address(other, date, show);
        }

        Address at(LocalDate other) {
            return new Address(stretch, other, show);
        }

        Address showing(String other) {
            return new Address(stretch, date, other);
        }

        @Override
        public String toString() {
            return "/pro/calendar?view=" + stretch.key() + (show.isEmpty() ? "" : "&show=" + show) + "&date=" + date;
        }
    }

    /**
     * @param view {@code day}, {@code week} or {@code month}; a week without it
     * @param show a kind of status that is shown alone
     */
    @GetMapping("/pro/calendar")
    View calendar(
            Page page,
            @RequestParam(required = false) @Nullable String view,
            @RequestParam(required = false) @Nullable String date,
            @RequestParam(required = false) @Nullable String show) {
        page.requireRole("professional");
        String zone = mine.profile().zone();
        LocalDate today = page.times(zone).date(page.now());
        LocalDate asked = date == null || date.isEmpty() ? today : dateOf(date, today);
        var here = new Address(Stretch.of(view), asked, kindOf(page, show));
        LocalDate first = here.stretch().first(asked, page.locale());
        LocalDate end = here.stretch().next(first, 1);
        BookingsApi.Calendar booked = bookings.calendar(first, end.minusDays(1), zone);
        var rows = new AgendaRows(page, mine.agenda(first, end.minusDays(1)), booked);
        List<CalendarView.Day> all = first.datesUntil(end).map(one -> day(page, rows, here, one, today)).toList();
        List<CalendarView.Day> shown = here.stretch() == Stretch.MONTH
                ? all.stream().filter(one -> !one.rows().isEmpty() || one.isToday()).toList()
                : all;
        Grid grid = Grid.of(
                page, here.stretch().grid, asked, rows.times(), all.stream().flatMap(one -> one.rows().stream()).toList(),
                here.of(Stretch.DAY).toString().replaceFirst("[^=]*$", ""));
        return Html.of(page.allow(Policy.CALENDAR), "professional/calendar", new CalendarView(
                here.stretch().key(), here.show(), here.stretch().title(rows.times(), first, end.minusDays(1)), asked.toString(),
                views(page, here), kinds(page, here), here.at(here.stretch().next(first, -1)).toString(),
                here.at(end).toString(), here.at(today).toString(),
                rows.times().zoneName(first.atStartOfDay(rows.times().zone()).toInstant()), grid, shown,
                all.stream().allMatch(one -> one.rows().isEmpty()), booked.complete()));
    }

    private static CalendarView.Day day(Page page, AgendaRows rows, Address here, LocalDate date, LocalDate today) {
        return new CalendarView.Day(
                rows.times().day(date), here.of(Stretch.DAY).at(date).toString(), date.equals(today),
                rows.of(
                        date, one -> here.show().isEmpty() || Badge.of(page, one.status()).kind().equals(here.show()),
                        here.show().isEmpty() || here.show().equals(WAITING)));
    }

    private static List<CalendarView.Choice> views(Page page, Address here) {
        return Stream.of(Stretch.values())
                .map(one -> new CalendarView.Choice(
                        here.of(one).toString(), page.text("professional.calendar." + one.key()), null, one == here.stretch()))
                .toList();
    }

    private static List<CalendarView.Choice> kinds(Page page, Address here) {
        var all = new CalendarView.Choice(here.showing("").toString(), page.text("professional.calendar.all"), null, here.show().isEmpty());
        return Stream.concat(
                        Stream.of(all),
                        KINDS.stream().map(status -> {
                            Badge like = Badge.of(page, status);
                            var badge = new Badge(like.kind(), like.icon(), page.text("professional.calendar.kind." + like.kind()));
                            return new CalendarView.Choice(
                                    here.showing(like.kind()).toString(), badge.text(), badge, like.kind().equals(here.show()));
                        }))
                .toList();
    }

    private static String kindOf(Page page, @Nullable String show) {
        return Optional.ofNullable(show)
                .filter(kind -> KINDS.stream().anyMatch(status -> Badge.of(page, status).kind().equals(kind)))
                .orElse("");
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
}
