package io.holdfast.web.business;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;

import io.holdfast.web.page.Page;
import io.holdfast.web.text.Times;

/**
 * What {@code calendar.js} draws lists as a grid by; {@code business/part/grid} writes it.
 *
 * @param view       {@code timeGridDay}, {@code timeGridWeek}, {@code dayGridMonth}, or {@code columns}: a day, one column for each
 *                   element with {@code data-column}
 * @param now        wall time
 * @param firstDay   of the week, 0 is Sunday
 * @param from       the first hour that is drawn; {@code to} the last
 * @param dayAddress where a day is shown, without the date that it ends with
 */
public record Grid(String view, String date, String now, int firstDay, String from, String to, String dayAddress) {

    private static final int USUAL_FIRST_HOUR = 8;
    private static final int USUAL_LAST_HOUR = 19;
    private static final int MIDNIGHT = 24;
    private static final int DAYS_OF_WEEK = 7;

    private record Span(LocalDateTime start, LocalDateTime end) {

        static Span of(AgendaRow row) {
            return new Span(LocalDateTime.parse(row.place().start()), LocalDateTime.parse(row.place().end()));
        }

        /** Holidays say nothing of the hours of a day. */
        boolean isWithinADay() {
            return Duration.between(start, end).compareTo(Duration.ofDays(1)) < 0;
        }

        int lastHour() {
            return end.toLocalDate().isAfter(start.toLocalDate()) ? MIDNIGHT : end.getMinute() == 0 ? end.getHour() : end.getHour() + 1;
        }
    }

    /** @param rows all that is drawn: the hours around them are */
    public static Grid of(Page page, String view, LocalDate date, Times times, Collection<AgendaRow> rows, String dayAddress) {
        List<Span> spans = rows.stream().map(Span::of).filter(Span::isWithinADay).toList();
        int first = spans.stream().mapToInt(span -> span.start().getHour()).min().orElse(USUAL_FIRST_HOUR);
        int last = spans.stream().mapToInt(Span::lastHour).max().orElse(USUAL_LAST_HOUR);
        LocalDateTime now = page.now().atZone(times.zone()).toLocalDateTime().truncatedTo(ChronoUnit.SECONDS);
        return new Grid(
                view, date.toString(), now.toString(), Weeks.days(page.locale()).getFirst().getValue() % DAYS_OF_WEEK,
                hour(Math.min(first, USUAL_FIRST_HOUR)), hour(Math.max(last, USUAL_LAST_HOUR)), dayAddress);
    }

    private static String hour(int hour) {
        return "%02d:00".formatted(hour);
    }
}
