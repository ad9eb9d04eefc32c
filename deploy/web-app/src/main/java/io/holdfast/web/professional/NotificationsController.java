package io.holdfast.web.professional;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.api.ApiProblem;
import io.holdfast.web.api.NotificationsApi;
import io.holdfast.web.api.ProfessionalApi;
import io.holdfast.web.page.Form;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.Notice;
import io.holdfast.web.page.Page;
import io.holdfast.web.page.Redirect;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** {@code /pro/notifications}: by which channels one is told what, and when one is left alone. */
@Controller
@OpenToAll
class NotificationsController {

    private static final String PATH = "/pro/notifications";
    private static final List<String> GROUPS = List.of("essential", "reminders", "reviews");
    private static final String TIME = "([01]\\d|2[0-3]):[0-5]\\d";

    private final NotificationsApi notifications;
    private final ProfessionalApi mine;

    NotificationsController(NotificationsApi notifications, ProfessionalApi mine) {
        this.notifications = notifications;
        this.mine = mine;
    }

    @GetMapping(PATH)
    View choice(Page page) {
        page.requireRole("professional");
        NotificationsApi.Choice choice = notifications.choice();
        return show(page, choice, form(choice, mine.profile().zone()));
    }

    private static Form form(NotificationsApi.Choice choice, String zone) {
        var values = new HashMap<String, String>();
        choice.channels().forEach((group, channels) -> channels.forEach(channel -> values.put(field(group, channel), "on")));
        NotificationsApi.Quiet quiet = choice.quietHours();
        values.put("from", quiet == null ? "" : quiet.from());
        values.put("to", quiet == null ? "" : quiet.to());
        values.put("zone", quiet == null ? zone : quiet.zone());
        values.put("version", String.valueOf(choice.version()));
        return Form.with(values);
    }

    private static String field(String group, String channel) {
        return group + "-" + channel;
    }

    private static Html show(Page page, NotificationsApi.Choice choice, Form form) {
        return Html.of(page, "professional/notifications", new NotificationsView(
                choice.available().stream().map(channel -> page.text("professional.channel." + channel.toLowerCase(Locale.ROOT))).toList(),
                GROUPS.stream().map(group -> group(page, choice, form, group)).toList(), ScheduleController.ZONES, form.value("version"),
                form));
    }

    private static NotificationsView.Group group(Page page, NotificationsApi.Choice choice, Form form, String group) {
        return new NotificationsView.Group(
                page.text("professional.group." + group), page.text("professional.group." + group + ".hint"),
                choice.available().stream()
                        .map(channel -> new NotificationsView.Choice(
                                field(group, channel), page.text("professional.channel." + channel.toLowerCase(Locale.ROOT)),
                                isFixed(group, channel) || form.has(field(group, channel)), isFixed(group, channel)))
                        .toList());
    }

    /** What became of a booking and its money is always told by email. */
    private static boolean isFixed(String group, String channel) {
        return group.equals("essential") && channel.equals("EMAIL");
    }

    @PostMapping(PATH)
    View choose(Page page, @RequestParam MultiValueMap<String, String> sent) {
        page.requireRole("professional");
        Form form = Form.of(sent);
        NotificationsApi.Choice now = notifications.choice();
        NotificationsApi.Quiet quiet = quiet(page, form);
        if (form.isGood()) {
            try {
                notifications.choose(new NotificationsApi.NewChoice(version(form, now), channels(form, now), quiet));
                return Redirect.to(PATH, "notifications-saved");
            } catch (ApiProblem problem) {
                if (problem.isConflict()) {
                    NotificationsApi.Choice fresh = notifications.choice();
                    page.notice(Notice.warning(page.text("professional.notifications.changed")));
                    return show(page, fresh, form(fresh, form.value("zone"))).status(HttpStatus.CONFLICT);
                }
                if (problem.violations().isEmpty()) {
                    throw problem;
                }
                problem.violations().forEach(violation -> {
                    String field = violation.field().replaceFirst("^quietHours\\.", "");
                    form.reject(field.matches("from|to|zone") ? field : "from", page.text("professional.mistake.quiet"));
                });
            }
        }
        page.notice(Notice.problem(page.text("page.mistakes")));
        return show(page, now, form).status(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static long version(Form form, NotificationsApi.Choice now) {
        return form.value("version").matches("\\d{1,18}") ? Long.parseLong(form.value("version")) : now.version();
    }

    private static Map<String, List<String>> channels(Form form, NotificationsApi.Choice now) {
        return GROUPS.stream().collect(Collectors.toMap(group -> group, group -> now.available().stream()
                .filter(channel -> isFixed(group, channel) || form.has(field(group, channel)))
                .toList()));
    }

    /** Null where both are empty: nobody is left alone then. */
    private static NotificationsApi.@Nullable Quiet quiet(Page page, Form form) {
        if (!form.has("from") && !form.has("to")) {
            return null;
        }
        for (String end : List.of("from", "to")) {
            if (!form.value(end).matches(TIME)) {
                form.reject(end, page.text("professional.mistake.time"));
            }
        }
        if (form.is("to", form.value("from"))) {
            form.reject("to", page.text("professional.mistake.quiet"));
        }
        return new NotificationsApi.Quiet(form.value("from"), form.value("to"), form.value("zone"));
    }
}
