package io.holdfast.web.professional;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.holdfast.web.api.BookingStatus;
import io.holdfast.web.api.ProfessionalApi;
import io.holdfast.web.business.Badge;
import io.holdfast.web.page.Page;
import io.holdfast.web.text.Times;

/** Prints a professional's agenda, day by day in their zone. */
final class AgendaRows {

    private static final Set<BookingStatus> MEETS = Set.of(BookingStatus.CONFIRMED, BookingStatus.IN_PROGRESS);

    private final Page page;
    private final ProfessionalApi.Agenda agenda;
    private final Times times;

    AgendaRows(Page page, ProfessionalApi.Agenda agenda) {
        this.page = page;
        this.agenda = agenda;
        this.times = page.times(agenda.zone());
    }

    Times times() {
        return times;
    }

    private record Timed(Instant start, AgendaRow row) {}

    /** Bookings and blocked time that touch that date, in order. */
    List<AgendaRow> of(LocalDate date) {
        return Stream.concat(
                        agenda.reservations().stream()
                                .filter(one -> touches(date, one.start(), one.end()))
                                .map(one -> new Timed(one.start(), row(one))),
                        agenda.blocks().stream()
                                .filter(one -> touches(date, one.start(), one.end()))
                                .map(one -> new Timed(one.start(), row(one))))
                .sorted(Comparator.comparing(Timed::start))
                .map(Timed::row)
                .toList();
    }

    /** Whom they meet next, or just now; empty where nobody is booked. */
    List<ProfessionalApi.Reservation> meetings() {
        return agenda.reservations().stream()
                .filter(one -> one.bookingStatus() != null && MEETS.contains(one.bookingStatus()) && one.end().isAfter(page.now()))
                .sorted(Comparator.comparing(ProfessionalApi.Reservation::start))
                .toList();
    }

    AgendaRow row(ProfessionalApi.Reservation one) {
        boolean offered = one.status().equals("OFFERED");
        Badge badge = offered || one.bookingStatus() == null
                ? new Badge("warn", "warning", page.text(offered ? "professional.offered" : "professional.kept"))
                : Badge.of(page, one.bookingStatus());
        return new AgendaRow(
                offered ? "/pro/requests" : "/pro/bookings/" + one.bookingId(), times.span(one.start(), one.end()),
                Times.machine(one.start()), badge, one.client() == null ? null : one.client().name(),
                one.offering() == null ? null : one.offering().name());
    }

    private AgendaRow row(ProfessionalApi.Block block) {
        boolean within = times.date(block.start()).equals(times.date(block.end().minusNanos(1)));
        return new AgendaRow(
                "/pro/schedule/off", within ? times.span(block.start(), block.end()) : times.when(block.start(), block.end()),
                Times.machine(block.start()), null, page.text("professional.blocked"), block.note());
    }

    private boolean touches(LocalDate date, Instant start, Instant end) {
        return !times.date(start).isAfter(date) && !times.date(end.minusNanos(1)).isBefore(date);
    }
}
