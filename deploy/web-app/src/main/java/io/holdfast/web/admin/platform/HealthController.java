package io.holdfast.web.admin.platform;

import java.text.NumberFormat;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.api.AdminApi;
import io.holdfast.web.business.Badge;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;

/** {@code /admin/health}: whether all is well, and which part is not. */
@Controller
@OpenToAll
class HealthController {

    private final AdminApi admin;

    HealthController(AdminApi admin) {
        this.admin = admin;
    }

    @GetMapping("/admin/health")
    View health(Page page) {
        page.requireRole("admin");
        AdminApi.Health health = admin.health();
        NumberFormat numbers = NumberFormat.getIntegerInstance(page.locale());
        return Html.of(page, "admin/platform/health", new HealthView(
                badge(page, health.status()), page.text("admin.health." + key(health.status())),
                page.ownTimes().moment(health.checkedAt()),
                health.components().stream()
                        .map(part -> new HealthView.Part(part.name(), badge(page, part.status()), part.detail(), null))
                        .toList(),
                health.services().stream()
                        .map(part -> new HealthView.Part(
                                part.name(), badge(page, part.status()), part.detail(), numbers.format(part.millis())))
                        .toList()));
    }

    private static Badge badge(Page page, String status) {
        return switch (key(status)) {
            case "up" -> new Badge("good", "success", page.text("admin.part.up"));
            case "degraded" -> new Badge("warn", "warning", page.text("admin.part.degraded"));
            default -> new Badge("bad", "cross", page.text("admin.part.down"));
        };
    }

    /** What we have no word for is taken for the worst. */
    private static String key(String status) {
        return switch (status) {
            case "UP" -> "up";
            case "DEGRADED" -> "degraded";
            default -> "down";
        };
    }
}
