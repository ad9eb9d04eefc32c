package io.holdfast.web.admin.platform;

import java.text.NumberFormat;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.admin.part.Cell;
import io.holdfast.web.admin.part.Dates;
import io.holdfast.web.admin.part.Fact;
import io.holdfast.web.admin.part.Link;
import io.holdfast.web.admin.part.ListView;
import io.holdfast.web.admin.part.Names;
import io.holdfast.web.admin.part.Pager;
import io.holdfast.web.admin.part.Table;
import io.holdfast.web.admin.part.Words;
import io.holdfast.web.api.AdminApi;
import io.holdfast.web.api.ApiProblem;
import io.holdfast.web.api.MatchingApi;
import io.holdfast.web.api.ProfessionalApi;
import io.holdfast.web.business.Badge;
import io.holdfast.web.page.Form;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.NotThere;
import io.holdfast.web.page.Page;
import io.holdfast.web.text.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** {@code /admin/matching}: who was asked to come and why, and who would have been by other weights. */
@Controller
@OpenToAll
class MatchingController {

    private static final String PATH = "/admin/matching";
    static final List<String> PARTS =
            List.of("SKILL", "DISTANCE", "LANGUAGE", "RATING", "LOAD_TODAY", "LOAD_WEEK", "RECENCY", "ACCEPTANCE");
    private static final int USUAL_DAYS = 30;
    private static final int MOST_DAYS = 100;

    private final MatchingApi matching;
    private final AdminApi admin;

    MatchingController(MatchingApi matching, AdminApi admin) {
        this.matching = matching;
        this.admin = admin;
    }

    @GetMapping(PATH)
    View list(Page page, @RequestParam MultiValueMap<String, String> asked) {
        page.requireRole("admin");
        Form form = Form.of(asked);
        var found = matching.matches(null, Pager.number(form), Pager.ROWS);
        Names names = Names.of(admin);
        Times times = page.ownTimes();
        var table = new Table(
                page.text("platform.matching.title"),
                List.of(
                        page.text("money.payment.booking"), page.text("business.when"), page.text("platform.match.asked"),
                        page.text("business.status")),
                found.items().stream()
                        .map(one -> List.of(
                                Cell.link(PATH + "/" + one.bookingId(), one.number()).with(names.offering(one.offeringId())),
                                Cell.of(times.when(one.start(), one.end())).with(one.city()),
                                Cell.of(String.valueOf(one.proposals().size())).with(names.professional(one.professionalId())),
                                Cell.of(badge(page, one.status())).with(failure(page, one))))
                        .toList(),
                page.text("platform.matches.none"));
        return Html.of(page, "admin/list", new ListView(
                page.text("platform.matching.title"), page.text("platform.matching.lead"), PATH,
                List.of(new Link(PATH + "/replay", page.text("platform.replay.try"))), List.of(), List.of(),
                page.text("admin.zone", times.zoneName(page.now())), table, Pager.byPage(PATH, form, List.of(), found.pagination()),
                List.of()));
    }

    private static Badge badge(Page page, String status) {
        String text = Words.of(page, "platform.match.status.", status);
        return switch (status) {
            case "MATCHED" -> new Badge("good", "success", text);
            case "ASKING", "RESERVING" -> new Badge("warn", "clock", text);
            case "FAILED" -> new Badge("bad", "cross", text);
            default -> new Badge("info", "info", text);
        };
    }

    private static @Nullable String failure(Page page, MatchingApi.Match match) {
        return match.failure() == null ? null : Words.of(page, "platform.match.failure.", match.failure());
    }

    @GetMapping(PATH + "/{bookingId}")
    View match(Page page, @PathVariable String bookingId) {
        page.requireRole("admin");
        MatchingApi.Match match = matching.matches(bookingId, 1, 1).items().stream().findFirst().orElseThrow(NotThere::new);
        Names names = Names.of(admin);
        Times times = page.ownTimes();
        var facts = new ArrayList<Fact>();
        facts.add(new Fact(page.text("money.payment.booking"), Cell.link("/admin/bookings/" + match.bookingId(), match.number())));
        facts.add(Fact.of(page.text("business.what"), names.offering(match.offeringId())));
        facts.add(Fact.of(page.text("business.when"), times.range(match.start(), match.end())));
        facts.add(Fact.of(page.text("platform.match.since"), Words.when(times, match.askedAt())));
        String found = names.professional(match.professionalId());
        if (found != null) {
            facts.add(Fact.of(page.text("platform.match.found"), found));
        }
        var asked = new Table(
                page.text("platform.match.asked"),
                List.of(
                        page.text("business.with"), page.text("platform.match.sent"), page.text("platform.match.score"),
                        page.text("business.status")),
                match.proposals().stream()
                        .map(one -> List.of(
                                Cell.of(one.displayName()).with(page.text("platform.match.wave", one.wave())),
                                Cell.of(Words.when(times, one.sentAt())), score(page, one.score()),
                                Cell.of(Words.of(page, "platform.proposal.status.", one.status())).with(one.reason())))
                        .toList(),
                page.text("platform.match.nobody"));
        return Html.of(page, "admin/platform/match", new MatchView(
                match.number(), badge(page, match.status()), failure(page, match), facts, asked,
                match.waves().stream().map(wave -> wave(page, times, wave)).toList()));
    }

    private static MatchView.Wave wave(Page page, Times times, MatchingApi.Wave wave) {
        String unsuitable = new TreeMap<>(wave.unsuitable()).entrySet().stream()
                .map(entry -> Words.of(page, "platform.unsuitable.", entry.getKey()) + ": " + entry.getValue())
                .collect(Collectors.joining(", "));
        return new MatchView.Wave(
                page.text("platform.match.wave", wave.wave()), Words.when(times, wave.at()),
                page.text("platform.match.considered", wave.considered()), unsuitable.isEmpty() ? null : unsuitable,
                new Table(
                        page.text("platform.match.candidates"),
                        List.of(page.text("business.with"), page.text("platform.match.score")),
                        wave.candidates().stream().map(one -> List.of(Cell.of(one.displayName()), score(page, one.score()))).toList(),
                        page.text("platform.match.nobody")));
    }

    private static Cell score(Page page, ProfessionalApi.Score score) {
        NumberFormat shares = NumberFormat.getPercentInstance(page.locale());
        String parts = PARTS.stream()
                .filter(score.parts()::containsKey)
                .map(part -> Words.of(page, "platform.part.", part) + " " + shares.format(score.parts().get(part)))
                .collect(Collectors.joining(" · "));
        return Cell.of(shares.format(score.total())).with(parts);
    }

    /** By a query, so that a comparison can be kept and shown to others; nothing is changed by it. */
    @GetMapping(PATH + "/replay")
    View replay(Page page, @RequestParam MultiValueMap<String, String> asked) {
        page.requireRole("admin");
        Form form = Form.of(asked);
        if (!form.has("from")) {
            return show(page, begin(page), null);
        }
        var times = page.ownTimes();
        LocalDate from = Dates.of(page, form, "from");
        LocalDate to = Dates.of(page, form, "to");
        if (to == null || (from != null && (to.isBefore(from) || to.isAfter(from.plusDays(MOST_DAYS - 1))))) {
            form.reject("to", page.text("platform.replay.to.wrong", MOST_DAYS));
        }
        var weights = new LinkedHashMap<String, Double>();
        for (String part : PARTS) {
            String text = form.value("weight-" + part);
            if (text.matches("\\d{1,3}([.]\\d{1,3})?")) {
                weights.put(part, Double.valueOf(text));
            } else if (!text.isEmpty()) {
                form.reject("weight-" + part, page.text("platform.replay.weight.wrong"));
            }
        }
        if (form.isGood() && from != null && to != null) {
            try {
                MatchingApi.Replay replay = matching.replay(new MatchingApi.NewReplay(
                        new MatchingApi.NewPolicy(weights, null), from.atStartOfDay(times.zone()).toInstant(),
                        to.plusDays(1).atStartOfDay(times.zone()).toInstant()));
                return show(page, form, comparison(page, replay));
            } catch (ApiProblem problem) {
                if (problem.violations().isEmpty() && problem.status() != 422) {
                    throw problem;
                }
                form.reject("to", page.text("platform.replay.refused"));
            }
        }
        return show(page, form, null).status(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** With the weights by which was last asked; they can be read nowhere else. */
    private Form begin(Page page) {
        LocalDate today = page.ownTimes().date(page.now());
        var values = new HashMap<String, String>(Map.of("from", today.minusDays(USUAL_DAYS).toString(), "to", today.toString()));
        current().forEach((part, weight) -> values.put("weight-" + part, plain(weight)));
        return Form.with(values);
    }

    private Map<String, Double> current() {
        return matching.matches(null, 1, 1).items().stream()
                .flatMap(match -> match.waves().stream())
                .findFirst()
                .map(wave -> wave.policy().weights())
                .orElse(Map.of());
    }

    private static String plain(double weight) {
        return weight == Math.rint(weight) ? String.valueOf((long) weight) : String.valueOf(weight);
    }

    private static Html show(Page page, Form form, ReplayView.@Nullable Comparison comparison) {
        return Html.of(page, "admin/platform/replay", new ReplayView(
                form, PARTS.stream().map(part -> new Link("weight-" + part, Words.of(page, "platform.part.", part))).toList(), comparison));
    }

    private ReplayView.Comparison comparison(Page page, MatchingApi.Replay replay) {
        Names names = Names.of(admin);
        NumberFormat shares = NumberFormat.getPercentInstance(page.locale());
        NumberFormat numbers = NumberFormat.getNumberInstance(page.locale());
        numbers.setMaximumFractionDigits(1);
        MatchingApi.Figures was = replay.actual();
        MatchingApi.Figures would = replay.shadow();
        var rows = List.of(
                row(page, "matched", numbers.format(was.matched()), numbers.format(would.matched())),
                row(page, "proposals", numbers.format(was.proposals()), numbers.format(would.proposals())),
                row(page, "acceptance", shares.format(was.acceptanceRate()), shares.format(would.acceptanceRate())),
                row(page, "minutes", number(numbers, was.minutesToMatch()), number(numbers, would.minutesToMatch())),
                row(page, "kilometres", number(numbers, was.kilometres()), number(numbers, would.kilometres())),
                row(page, "gini", shares.format(was.giniOfProposals()), shares.format(would.giniOfProposals())),
                row(page, "newcomers", shares.format(was.newcomersShare()), shares.format(would.newcomersShare())));
        return new ReplayView.Comparison(
                page.text("platform.replay.same", replay.sameWinner(), replay.requests()),
                new Table(
                        page.text("platform.replay.figures"),
                        List.of(page.text("platform.replay.figure"), page.text("platform.replay.was"), page.text("platform.replay.would")),
                        replay.requests() == 0 ? List.of() : rows, page.text("platform.replay.none")),
                new Table(
                        page.text("platform.replay.differences"),
                        List.of(
                                page.text("money.payment.booking"), page.text("platform.replay.was"), page.text("platform.replay.would"),
                                page.text("platform.replay.because")),
                        replay.differences().stream()
                                .map(one -> List.of(
                                        Cell.link(PATH + "/" + one.bookingId(), page.text("money.payment.to-booking")),
                                        Cell.of(names.professional(one.actual())), Cell.of(names.professional(one.shadow())),
                                        Cell.of(one.because() == null ? null : Words.of(page, "platform.part.", one.because()))))
                                .toList(),
                        page.text("platform.replay.no-differences")));
    }

    private static List<Cell> row(Page page, String figure, String was, String would) {
        return List.of(Cell.of(page.text("platform.replay.figure." + figure)), Cell.of(was), Cell.of(would));
    }

    private static String number(NumberFormat format, @Nullable Double value) {
        return value == null ? "–" : format.format(value);
    }
}
