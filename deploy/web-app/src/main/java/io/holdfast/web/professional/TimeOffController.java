package io.holdfast.web.professional;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.api.ApiProblem;
import io.holdfast.web.api.CatalogueApi;
import io.holdfast.web.api.ProfessionalApi;
import io.holdfast.web.page.Form;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.Keys;
import io.holdfast.web.page.Notice;
import io.holdfast.web.page.Page;
import io.holdfast.web.page.Redirect;
import io.holdfast.web.text.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** {@code /pro/schedule/off}: holidays and whatever else keeps somebody from their work. */
@Controller
@OpenToAll
class TimeOffController {

    private static final String PATH = "/pro/schedule/off";

    private final ProfessionalApi mine;

    TimeOffController(ProfessionalApi mine) {
        this.mine = mine;
    }

    @GetMapping(PATH)
    View timeOff(Page page) {
        page.requireRole("professional");
        return show(page, zone(page), Form.EMPTY, List.of());
    }

    private ZoneId zone(Page page) {
        return page.times(mine.profile().zone()).zone();
    }

    private Html show(Page page, ZoneId zone, Form form, List<ScheduleView.Obstacle> conflicts) {
        Times times = page.times(zone);
        List<TimeOffView.Row> rows = mine.blocks(1, CatalogueApi.MOST).items().stream()
                .map(block -> new TimeOffView.Row(
                        block.id(), times.when(block.start(), block.end()), Objects.requireNonNullElse(block.note(), "")))
                .toList();
        return Html.of(page, "professional/time-off", new TimeOffView(
                rows, times.zoneName(page.now()), conflicts, Keys.fresh(), form));
    }

    @PostMapping(PATH)
    View add(Page page, @RequestParam MultiValueMap<String, String> sent) {
        page.requireRole("professional");
        Form form = Form.of(sent);
        ZoneId zone = zone(page);
        Instant from = moment(page, form, "from", zone);
        Instant to = moment(page, form, "to", zone);
        if (from != null && to != null && !from.isBefore(to)) {
            form.reject("to", page.text("professional.mistake.end"));
        }
        if (from == null || to == null || !form.isGood()) {
            return show(page, zone, form, List.of()).status(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        String key = Keys.of(form);
        try {
            mine.block(new ProfessionalApi.NewBlock(from, to, form.value("note")), key);
        } catch (ApiProblem problem) {
            if (problem.isConflict()) {
                page.notice(Notice.warning(page.text("professional.off.conflict")));
                return show(page, zone, form, ScheduleController.conflicts(page.times(zone), problem)).status(HttpStatus.CONFLICT);
            }
            if (problem.violations().isEmpty()) {
                throw problem;
            }
            form.reject("to", page.text("professional.mistake.off"));
            return show(page, zone, form, List.of()).status(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return Redirect.to(PATH, "off-added");
    }

    /** As a browser's field of date and time sends it. */
    private static @Nullable Instant moment(Page page, Form form, String field, ZoneId zone) {
        try {
            return LocalDateTime.parse(form.value(field)).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            form.reject(field, page.text("professional.mistake.moment"));
            return null;
        }
    }

    @PostMapping(PATH + "/{id}/remove")
    View remove(Page page, @PathVariable String id) {
        page.requireRole("professional");
        try {
            mine.unblock(id);
        } catch (ApiProblem problem) {
            // Another window, or a second click, took it away already: what was wanted is so.
            if (!problem.isNotFound()) {
                throw problem;
            }
        }
        return Redirect.to(PATH, "off-removed");
    }
}
