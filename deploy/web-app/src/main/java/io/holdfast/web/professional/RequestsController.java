package io.holdfast.web.professional;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.api.ApiProblem;
import io.holdfast.web.api.Booking;
import io.holdfast.web.api.BookingsApi;
import io.holdfast.web.api.BusinessApi;
import io.holdfast.web.api.ProfessionalApi;
import io.holdfast.web.business.AgendaRow;
import io.holdfast.web.business.Conflicts;
import io.holdfast.web.page.Html;
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
import org.springframework.web.servlet.View;

/** {@code /pro/requests}: bookings to confirm, and those that somebody is looked for. */
@Controller
@OpenToAll
class RequestsController {

    private final ProfessionalApi mine;
    private final BookingsApi bookings;
    private final BusinessApi business;
    private final Requests requests;

    RequestsController(ProfessionalApi mine, BookingsApi bookings, BusinessApi business, Requests requests) {
        this.mine = mine;
        this.bookings = bookings;
        this.business = business;
        this.requests = requests;
    }

    @GetMapping("/pro/requests")
    View requests(Page page) {
        page.requireRole("professional");
        return show(page);
    }

    private Html show(Page page) {
        List<Booking> confirmations = requests.confirmations();
        List<ProfessionalApi.Proposal> proposals = requests.proposals();
        AgendaRows around = around(page, confirmations, proposals);
        return Html.of(page, "professional/requests", new RequestsView(
                confirmations.stream()
                        .sorted(Comparator.comparing(RequestsController::due))
                        .map(booking -> confirmation(around, booking))
                        .toList(),
                proposals.stream()
                        .sorted(Comparator.comparing(ProfessionalApi.Proposal::deadline))
                        .map(proposal -> proposal(page, around, proposal))
                        .toList()));
    }

    /** The days on which they are, as far as an agenda reaches. */
    private AgendaRows around(Page page, List<Booking> confirmations, List<ProfessionalApi.Proposal> proposals) {
        Times times = page.times(mine.profile().zone());
        List<LocalDate> dates = Stream.concat(
                        confirmations.stream().map(Booking::start), proposals.stream().map(ProfessionalApi.Proposal::start))
                .map(times::date)
                .sorted()
                .toList();
        LocalDate first = dates.isEmpty() ? times.date(page.now()) : dates.getFirst();
        LocalDate last = dates.isEmpty() ? first : dates.getLast();
        LocalDate furthest = first.plusDays(ProfessionalApi.MOST_DAYS - 1);
        LocalDate end = last.isAfter(furthest) ? furthest : last;
        return new AgendaRows(page, mine.agenda(first, end), bookings.calendar(first, end, times.zone().getId()));
    }

    private static Instant due(Booking booking) {
        return Objects.requireNonNullElse(booking.confirmationDeadline(), booking.start());
    }

    private static RequestsView.Confirmation confirmation(AgendaRows around, Booking booking) {
        Times times = around.times();
        Instant deadline = booking.confirmationDeadline();
        return new RequestsView.Confirmation(
                booking.id(), booking.number(), booking.client().name(), booking.offering().name(),
                times.range(booking.start(), booking.end()), deadline == null ? null : times.moment(deadline), booking.notes(),
                neighbours(around, booking.start(), "/pro/bookings/" + booking.id()));
    }

    private static List<AgendaRow> neighbours(AgendaRows around, Instant start, String itself) {
        return around.of(around.times().date(start), booking -> !booking.status().isOver(), true).stream()
                .filter(row -> !Objects.equals(row.address(), itself))
                .map(AgendaRow::withoutActs)
                .toList();
    }

    private static RequestsView.Proposal proposal(Page page, AgendaRows around, ProfessionalApi.Proposal proposal) {
        Times times = around.times();
        return new RequestsView.Proposal(
                proposal.id(), RequestsView.anchor(proposal.id()), Objects.requireNonNullElse(proposal.offering().name(), ""),
                times.range(proposal.start(), proposal.end()), times.moment(proposal.deadline()), where(page, proposal),
                proposal.earnings() == null ? null : page.price(proposal.earnings()), percent(proposal.score().total()),
                proposal.score().parts().entrySet().stream()
                        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                        .map(part -> new RequestsView.Part(partName(page, part.getKey()), percent(part.getValue())))
                        .toList(),
                neighbours(around, proposal.start(), "/pro/requests"));
    }

    private static @Nullable String where(Page page, ProfessionalApi.Proposal proposal) {
        if (proposal.city() == null) {
            return null;
        }
        return proposal.kilometres() == null
                ? proposal.city()
                : page.text("professional.where", proposal.city(), kilometres(page.locale(), proposal.kilometres()));
    }

    private static String kilometres(Locale locale, double kilometres) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(1);
        return format.format(kilometres);
    }

    /** @param part one that we have no word for yet stands as the API calls it */
    private static String partName(Page page, String part) {
        String key = "professional.score." + part.toLowerCase(Locale.ROOT).replace('_', '-');
        return page.texts().has(key) ? page.text(key) : part;
    }

    private static long percent(double share) {
        return Math.round(share * 100);
    }

    @PostMapping("/pro/requests/{id}/confirm")
    View confirm(Page page, @PathVariable String id) {
        page.requireRole("professional");
        try {
            business.confirm(id);
        } catch (ApiProblem problem) {
            return decided(page, problem);
        }
        return Redirect.to("/pro/requests", "request-confirmed");
    }

    @PostMapping("/pro/proposals/{id}/accept")
    View accept(Page page, @PathVariable String id) {
        page.requireRole("professional");
        ProfessionalApi.Proposal proposal;
        try {
            proposal = mine.accept(id);
        } catch (ApiProblem problem) {
            return decided(page, problem);
        }
        return proposal.booking() == null
                ? Redirect.to("/pro/requests", "proposal-under-way")
                : Redirect.to("/pro/bookings/" + proposal.booking().id(), "proposal-accepted");
    }

    @PostMapping("/pro/proposals/{id}/decline")
    View decline(Page page, @PathVariable String id) {
        page.requireRole("professional");
        try {
            mine.decline(id, new BusinessApi.Attendance(null));
        } catch (ApiProblem problem) {
            return decided(page, problem);
        }
        return Redirect.to("/pro/requests", "proposal-declined");
    }

    /** Somebody or something was faster: said, above what still waits. */
    private View decided(Page page, ApiProblem problem) {
        if (!problem.isConflict()) {
            throw problem;
        }
        return show(page.notice(Notice.warning(Conflicts.sentence(page, problem)))).status(HttpStatus.CONFLICT);
    }
}
