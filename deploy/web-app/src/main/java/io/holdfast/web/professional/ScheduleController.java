package io.holdfast.web.professional;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.List;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.api.ApiProblem;
import io.holdfast.web.api.ProfessionalApi;
import io.holdfast.web.business.Weeks;
import io.holdfast.web.page.Form;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.Notice;
import io.holdfast.web.page.Page;
import io.holdfast.web.page.Redirect;
import io.holdfast.web.text.Times;
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

    private static final List<String> ZONES = ZoneId.getAvailableZoneIds().stream()
            .filter(zone -> zone.matches("(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.*"))
            .sorted()
            .toList();

    private final ProfessionalApi mine;

    ScheduleController(ProfessionalApi mine) {
        this.mine = mine;
    }

    @GetMapping("/pro/schedule")
    View schedule(Page page) {
        page.requireRole("professional");
        ProfessionalApi.Schedule schedule = mine.schedule();
        return show(page, TypedSchedule.form(schedule, today(page, schedule)), List.of());
    }

    private static LocalDate today(Page page, ProfessionalApi.Schedule schedule) {
        return page.times(schedule.zone()).date(page.now());
    }

    private Html show(Page page, Form form, List<ScheduleView.Obstacle> conflicts) {
        var typed = new TypedSchedule(page, form);
        List<ScheduleView.Day> days = Weeks.days(page.locale()).stream()
                .map(day -> new ScheduleView.Day(
                        day.name(), day.getDisplayName(TextStyle.FULL_STANDALONE, page.locale()), typed.breaks(day.name())))
                .toList();
        return Html.of(page, "professional/schedule", new ScheduleView(
                form, days, typed.dates(), ZONES, conflicts, "/p/" + mine.profile().id()));
    }

    @PostMapping("/pro/schedule")
    View change(Page page, @RequestParam MultiValueMap<String, String> sent) {
        page.requireRole("professional");
        Form form = Form.of(sent);
        if (form.is("act", "copy")) {
            page.notice(Notice.success(page.text("professional.copied")));
            return show(page, TypedSchedule.copied(sent.toSingleValueMap()), List.of());
        }
        ProfessionalApi.Schedule now = mine.schedule();
        var typed = new TypedSchedule(page, form);
        ProfessionalApi.Schedule wanted = typed.read(now);
        if (wanted == null) {
            return wrong(page, form);
        }
        try {
            mine.change(wanted);
        } catch (ApiProblem problem) {
            if (problem.isConflict()) {
                boolean moves = !wanted.zone().equals(now.zone());
                page.notice(Notice.warning(page.text(moves ? "professional.zone-stays" : "professional.orphans")));
                return show(page, form, conflicts(page.times(now.zone()), problem)).status(HttpStatus.CONFLICT);
            }
            if (problem.violations().isEmpty()) {
                throw problem;
            }
            problem.violations().forEach(typed::reject);
            return wrong(page, form);
        }
        return Redirect.to("/pro/schedule", "schedule-saved");
    }

    private Html wrong(Page page, Form form) {
        page.notice(Notice.problem(page.text("page.mistakes")));
        return show(page, form, List.of()).status(HttpStatus.UNPROCESSABLE_CONTENT);
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
