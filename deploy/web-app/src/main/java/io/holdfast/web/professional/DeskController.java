package io.holdfast.web.professional;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.api.ApiProblem;
import io.holdfast.web.api.Booking;
import io.holdfast.web.api.BookingsApi;
import io.holdfast.web.api.ProfessionalApi;
import io.holdfast.web.business.AgendaRow;
import io.holdfast.web.business.Sums;
import io.holdfast.web.business.Weeks;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.Page;
import io.holdfast.web.text.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;

/** {@code /pro}: the next client, what waits for an answer, today, and what the week brings. */
@Controller
@OpenToAll
class DeskController {

    private final ProfessionalApi mine;
    private final BookingsApi bookings;
    private final Requests requests;
    private final Earnings earnings;

    DeskController(ProfessionalApi mine, BookingsApi bookings, Requests requests, Earnings earnings) {
        this.mine = mine;
        this.bookings = bookings;
        this.requests = requests;
        this.earnings = earnings;
    }

    @GetMapping("/pro")
    View desk(Page page) {
        page.requireRole("professional");
        ProfessionalApi.Profile profile;
        try {
            profile = mine.profile();
        } catch (ApiProblem problem) {
            if (!problem.isNotFound()) {
                throw problem;
            }
            return Html.of(page, "professional/nobody", new NobodyView(page.visitor().name()));
        }
        LocalDate today = page.times(profile.zone()).date(page.now());
        LocalDate inAWeek = today.plusDays(Weeks.DAYS - 1);
        var rows = new AgendaRows(page, mine.agenda(today, inAWeek), bookings.calendar(today, inAWeek, profile.zone()));
        Map<Boolean, List<AgendaRow>> settled = rows.of(today).stream()
                .collect(Collectors.partitioningBy(row -> isSettled(row, page.now().atZone(rows.times().zone()).toLocalDateTime())));
        LocalDate monday = Weeks.begin(today, page.locale());
        List<Booking> week = earnings.within(monday, monday.plusDays(Weeks.DAYS), rows.times().zone());
        return Html.of(page, "professional/desk", new DeskView(
                profile.displayName(), rows.times().day(today), rows.times().zoneName(page.now()), next(rows), waiting(page, rows.times()),
                settled.getOrDefault(true, List.of()), settled.getOrDefault(false, List.of()), Sums.of(page, Earnings.earned(week)),
                Sums.of(page, Earnings.expected(week))));
    }

    /** What nobody has to think of any more today. */
    private static boolean isSettled(AgendaRow row, LocalDateTime now) {
        boolean over = !LocalDateTime.parse(row.place().end()).isAfter(now);
        return over && (row.kind().equals("off") || row.kind().equals("good") || row.kind().equals("bad"));
    }

    private static DeskView.@Nullable Next next(AgendaRows rows) {
        return rows.meetings().stream()
                .findFirst()
                .map(one -> new DeskView.Next(
                        "/pro/bookings/" + one.id(), rows.times().when(one.start(), one.end()), one.client().name(), one.offering().name()))
                .orElse(null);
    }

    private List<DeskView.Waiting> waiting(Page page, Times times) {
        record Due(Instant at, DeskView.Waiting waiting) {}
        var due = new ArrayList<Due>();
        for (Booking booking : requests.confirmations()) {
            Instant deadline = booking.confirmationDeadline();
            due.add(new Due(deadline == null ? booking.start() : deadline, new DeskView.Waiting(
                    "/pro/requests#" + booking.id(), booking.client().name() + " · " + booking.offering().name(),
                    times.when(booking.start(), booking.end()), deadline == null ? null : times.moment(deadline),
                    "/pro/bookings/" + booking.id() + "/confirm", page.text("business.confirm"),
                    "/pro/bookings/" + booking.id() + "?act=decline#decline")));
        }
        for (ProfessionalApi.Proposal proposal : requests.proposals()) {
            due.add(new Due(proposal.deadline(), new DeskView.Waiting(
                    "/pro/requests#" + RequestsView.anchor(proposal.id()), Objects.requireNonNullElse(proposal.offering().name(), ""),
                    times.when(proposal.start(), proposal.end()), times.moment(proposal.deadline()),
                    "/pro/proposals/" + proposal.id() + "/accept", page.text("professional.accept"), null)));
        }
        return due.stream().sorted(Comparator.comparing(Due::at)).map(Due::waiting).toList();
    }
}
