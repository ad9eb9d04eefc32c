package io.holdfast.web.professional;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.holdfast.web.api.BookingsApi;
import io.holdfast.web.api.ProfessionalApi;
import io.holdfast.web.business.AgendaRow;
import io.holdfast.web.business.Badge;
import io.holdfast.web.business.BookingRows;
import io.holdfast.web.page.Page;
import io.holdfast.web.text.Times;
import org.jspecify.annotations.Nullable;

/**
 * Prints a professional's days in their zone: all bookings, whatever became of them, what they are asked to take, and what else
 * takes up their time.
 */
final class AgendaRows {

    private final Page page;
    private final ProfessionalApi.Agenda agenda;
    private final BookingsApi.Calendar bookings;
    private final Times times;
    private final BookingRows rows;

    AgendaRows(Page page, ProfessionalApi.Agenda agenda, BookingsApi.Calendar bookings) {
        this.page = page;
        this.agenda = agenda;
        this.bookings = bookings;
        this.times = page.times(agenda.zone());
        this.rows = new BookingRows(page, times, "/pro/bookings/");
    }

    Times times() {
        return times;
    }

    private record Timed(Instant start, Instant end, AgendaRow row) {}

    /** What touches that date, in order. */
    List<AgendaRow> of(LocalDate date) {
        return of(date, booking -> true, true);
    }

    /**
     * @param shown  of the bookings those that are
     * @param offers whether what they are asked to take is shown
     */
    List<AgendaRow> of(LocalDate date, Predicate<BookingsApi.Entry> shown, boolean offers) {
        Stream<Timed> booked = bookings.bookings().stream()
                .filter(shown)
                .map(one -> new Timed(one.start(), one.end(), rows.of(one)));
        Stream<Timed> offered = agenda.reservations().stream()
                .filter(one -> offers && one.isOffered())
                .map(one -> new Timed(one.start(), one.end(), row(one)));
        Stream<Timed> blocked = agenda.blocks().stream()
                .map(one -> new Timed(one.start(), one.end(), kept(
                        "/pro/schedule/off", one.id(), one.start(), one.end(), page.text("professional.blocked"), one.note())));
        Stream<Timed> elsewhere = agenda.busyOrNone().stream()
                .map(one -> new Timed(one.start(), one.end(), kept(
                        "/pro/calendars", one.calendarId(), one.start(), one.end(), page.text("professional.busy"), one.name())));
        return Stream.of(booked, offered, blocked, elsewhere)
                .flatMap(some -> some)
                .filter(one -> touches(date, one))
                .sorted(Comparator.comparing(Timed::start))
                .map(Timed::row)
                .toList();
    }

    /** Whom they meet next, or just now; empty where nobody is booked. */
    List<BookingsApi.Entry> meetings() {
        return bookings.bookings().stream()
                .filter(one -> BookingRows.meets(one) && one.end().isAfter(page.now()))
                .sorted(Comparator.comparing(BookingsApi.Entry::start))
                .toList();
    }

    private AgendaRow row(ProfessionalApi.Reservation offered) {
        return new AgendaRow(
                "/pro/requests", times.span(offered.start(), offered.end()), Times.machine(offered.start()),
                new Badge("warn", "warning", page.text("professional.offered")), null,
                offered.offering() == null ? null : offered.offering().name(),
                rows.place(offered.bookingId(), offered.start(), offered.end(), null), List.of());
    }

    private AgendaRow kept(String address, String id, Instant start, Instant end, String what, @Nullable String more) {
        boolean within = times.date(start).equals(times.date(end.minusNanos(1)));
        return new AgendaRow(
                address, within ? times.span(start, end) : times.when(start, end), Times.machine(start), null, what, more,
                rows.place(id, start, end, null), List.of());
    }

    private boolean touches(LocalDate date, Timed one) {
        return !times.date(one.start()).isAfter(date) && !times.date(one.end().minusNanos(1)).isBefore(date);
    }
}
