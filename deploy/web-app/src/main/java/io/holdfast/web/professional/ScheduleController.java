package io.holdfast.web.professional;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.List;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.api.ApiProblem;
import io.holdfast.web.api.CatalogueApi;
import io.holdfast.web.api.ProfessionalApi;
import io.holdfast.web.business.Weeks;
import io.holdfast.web.page.Form;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.Notice;
import io.holdfast.web.page.Page;
import io.holdfast.web.page.Redirect;
import io.holdfast.web.text.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** {@code /pro/schedule}: hours with breaks, dates that are unlike their weekday, step and buffers. */
@Controller
@OpenToAll
class ScheduleController {

    static final List<String> ZONES = ZoneId.getAvailableZoneIds().stream()
            .filter(zone -> zone.matches("(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.*"))
            .sorted()
            .toList();

    /** Nobody plans further. */
    private static final int MOST_MONTHS = 24;

    private final ProfessionalApi mine;
    private final SchedulePreview previews;

    ScheduleController(ProfessionalApi mine, SchedulePreview previews) {
        this.mine = mine;
        this.previews = previews;
    }

    /**
     * @param month that is shown small; this one without it
     * @param date  for which a row is begun
     */
    @GetMapping("/pro/schedule")
    View schedule(
            Page page,
            @RequestParam(required = false) @Nullable String month,
            @RequestParam(required = false) @Nullable LocalDate date) {
        page.requireRole("professional");
        ProfessionalApi.Schedule schedule = mine.schedule();
        LocalDate today = today(page, schedule);
        Form form = TypedSchedule.form(schedule, today, date == null || date.isBefore(today) ? null : date);
        return new Editor(page, schedule, monthOf(month, today)).show(form, schedule, date == null, List.of());
    }

    private static LocalDate today(Page page, ProfessionalApi.Schedule schedule) {
        return page.times(schedule.zone()).date(page.now());
    }

    private static YearMonth monthOf(@Nullable String text, LocalDate today) {
        YearMonth now = YearMonth.from(today);
        try {
            YearMonth asked = text == null || text.isEmpty() ? now : YearMonth.parse(text);
            return asked.isBefore(now) || asked.isAfter(now.plusMonths(MOST_MONTHS)) ? now : asked;
        } catch (DateTimeException e) {
            return now;
        }
    }

    /** The page, around whatever stands in its form. */
    private final class Editor {

        private final Page page;
        private final ProfessionalApi.Schedule stored;
        private final YearMonth month;

        Editor(Page page, ProfessionalApi.Schedule stored, YearMonth month) {
            this.page = page;
            this.stored = stored;
            this.month = month;
        }

        /** @param wanted what the form says; null where it cannot be read */
        Html show(Form form, ProfessionalApi.@Nullable Schedule wanted, boolean isStored, List<ScheduleView.Obstacle> conflicts) {
            var typed = new TypedSchedule(page, form);
            List<ScheduleView.Day> days = Weeks.days(page.locale()).stream()
                    .map(day -> new ScheduleView.Day(
                            day.name(), day.getDisplayName(TextStyle.FULL_STANDALONE, page.locale()), typed.breaks(day.name())))
                    .toList();
            List<ProfessionalApi.Block> blocks = mine.blocks(1, CatalogueApi.MOST).items();
            return Html.of(page, "professional/schedule", new ScheduleView(
                    form, days, typed.dates(), ZONES, conflicts, new ScheduleMonth(page, stored, blocks).of(month),
                    previews.of(page, mine.profile(), wanted, isStored, form.value("offering"))));
        }

        Html wrong(Form form) {
            page.notice(Notice.problem(page.text("page.mistakes")));
            return show(form, null, false, List.of()).status(HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @PostMapping("/pro/schedule")
    View change(Page page, @RequestParam MultiValueMap<String, String> sent) {
        page.requireRole("professional");
        Form form = Form.of(sent);
        ProfessionalApi.Schedule now = mine.schedule();
        var editor = new Editor(page, now, monthOf(form.value("month"), today(page, now)));
        if (form.is("act", "copy")) {
            page.notice(Notice.success(page.text("professional.copied")));
            Form copied = TypedSchedule.copied(sent.toSingleValueMap());
            return editor.show(copied, new TypedSchedule(page, copied).read(now), false, List.of());
        }
        var typed = new TypedSchedule(page, form);
        ProfessionalApi.Schedule wanted = typed.read(now);
        if (wanted == null) {
            return editor.wrong(form);
        }
        if (form.is("act", "preview")) {
            return editor.show(form, wanted, false, List.of());
        }
        try {
            mine.change(wanted);
        } catch (ApiProblem problem) {
            if (problem.isConflict()) {
                boolean moves = !wanted.zone().equals(now.zone());
                page.notice(Notice.warning(page.text(moves ? "professional.zone-stays" : "professional.orphans")));
                return editor.show(form, wanted, false, conflicts(page.times(now.zone()), problem)).status(HttpStatus.CONFLICT);
            }
            if (problem.violations().isEmpty()) {
                throw problem;
            }
            problem.violations().forEach(typed::reject);
            return editor.wrong(form);
        }
        return Redirect.to("/pro/schedule", "schedule-saved");
    }

    static List<ScheduleView.Obstacle> conflicts(Times times, ApiProblem problem) {
        return problem.conflicts().stream()
                .map(one -> new ScheduleView.Obstacle(
                        one.bookingId() == null ? "/pro/schedule/off" : "/pro/bookings/" + one.bookingId(), nameOf(one),
                        times.when(one.start(), one.end())))
                .toList();
    }

    private static String nameOf(ApiProblem.Conflict one) {
        if (one.number() != null) {
            return one.number();
        }
        if (one.note() != null && !one.note().isEmpty()) {
            return one.note();
        }
        return one.bookingId() == null ? "–" : one.bookingId();
    }
}
