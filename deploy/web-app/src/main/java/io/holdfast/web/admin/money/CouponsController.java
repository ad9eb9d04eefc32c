package io.holdfast.web.admin.money;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.admin.part.Amounts;
import io.holdfast.web.admin.part.Cell;
import io.holdfast.web.admin.part.Dates;
import io.holdfast.web.admin.part.Link;
import io.holdfast.web.admin.part.ListView;
import io.holdfast.web.admin.part.Pager;
import io.holdfast.web.admin.part.Table;
import io.holdfast.web.api.AdminApi;
import io.holdfast.web.api.ApiProblem;
import io.holdfast.web.api.CatalogueApi;
import io.holdfast.web.api.Money;
import io.holdfast.web.api.MoneyApi;
import io.holdfast.web.api.Offering;
import io.holdfast.web.business.Badge;
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

/** {@code /admin/coupons}: what takes something off, and how often it was used. */
@Controller
@OpenToAll
class CouponsController {

    private static final String PATH = "/admin/coupons";
    private static final int MOST_USES = 1_000;

    private final MoneyApi money;
    private final AdminApi admin;

    CouponsController(MoneyApi money, AdminApi admin) {
        this.money = money;
        this.admin = admin;
    }

    @GetMapping(PATH)
    View list(Page page, @RequestParam MultiValueMap<String, String> asked) {
        page.requireRole("admin");
        Form form = Form.of(asked);
        var found = money.coupons(null, Pager.number(form), Pager.ROWS);
        Times times = page.ownTimes();
        var table = new Table(
                page.text("money.coupons.title"),
                List.of(
                        page.text("money.coupon.code"), page.text("money.coupon.off"), page.text("money.coupon.when"),
                        page.text("money.coupon.used"), page.text("business.status")),
                found.items().stream()
                        .map(coupon -> List.of(
                                Cell.link(PATH + "/" + Pager.encoded(coupon.code()), coupon.code())
                                        .with(coupon.oncePerClient() ? page.text("money.coupon.once.short") : null),
                                Cell.of(off(page, coupon)), Cell.of(when(page, times, coupon)),
                                Cell.of(page.text("money.coupon.of", coupon.used(), coupon.maxUses())), Cell.of(badge(page, coupon))))
                        .toList(),
                page.text("money.coupons.none"));
        return Html.of(page, "admin/list", new ListView(
                page.text("money.coupons.title"), page.text("money.coupons.lead"), PATH,
                List.of(new Link(PATH + "/new", page.text("money.coupon.add"))), List.of(), List.of(), null, table,
                Pager.byPage(PATH, form, List.of(), found.pagination()), List.of()));
    }

    private static String off(Page page, MoneyApi.Coupon coupon) {
        if (coupon.amount() != null) {
            return page.price(coupon.amount());
        }
        return coupon.percent() == null ? "–" : page.text("money.percent", coupon.percent());
    }

    private static String when(Page page, Times times, MoneyApi.Coupon coupon) {
        if (coupon.validFrom() == null && coupon.validUntil() == null) {
            return page.text("money.coupon.always");
        }
        return (coupon.validFrom() == null ? "…" : times.day(coupon.validFrom())) + " – "
                + (coupon.validUntil() == null ? "…" : times.day(coupon.validUntil().minusSeconds(1)));
    }

    private static Badge badge(Page page, MoneyApi.Coupon coupon) {
        if (!coupon.active()) {
            return new Badge("bad", "cross", page.text("money.coupon.off-now"));
        }
        if (coupon.used() >= coupon.maxUses()) {
            return new Badge("warn", "warning", page.text("money.coupon.used-up"));
        }
        if (coupon.validUntil() != null && !coupon.validUntil().isAfter(page.now())) {
            return new Badge("warn", "clock", page.text("money.coupon.over"));
        }
        return new Badge("good", "success", page.text("admin.active"));
    }

    @GetMapping(PATH + "/new")
    View begin(Page page) {
        page.requireRole("admin");
        return show(page, null, null, Form.with(
                Map.of("kind", "percent", "currency", page.businessProfile().currency(), "once", "on", "active", "on")));
    }

    @GetMapping(PATH + "/{code}")
    View edit(Page page, @PathVariable String code) {
        page.requireRole("admin");
        MoneyApi.Coupon coupon = money.coupon(code);
        return show(page, coupon.code(), page.text("money.coupon.of", coupon.used(), coupon.maxUses()), form(page, coupon));
    }

    private static Form form(Page page, MoneyApi.Coupon coupon) {
        ZoneId zone = page.ownTimes().zone();
        var values = new HashMap<String, String>();
        values.put("kind", coupon.amount() == null ? "percent" : "amount");
        values.put("percent", coupon.percent() == null ? "" : String.valueOf(coupon.percent()));
        values.put("amount", coupon.amount() == null ? "" : Amounts.typed(coupon.amount()));
        values.put("currency", coupon.amount() == null ? page.businessProfile().currency() : coupon.amount().currency());
        values.put("from", date(coupon.validFrom(), zone));
        values.put("until", coupon.validUntil() == null ? "" : date(coupon.validUntil().minusSeconds(1), zone));
        values.put("uses", String.valueOf(coupon.maxUses()));
        coupon.offeringIds().forEach(id -> values.put("for-" + id, "on"));
        if (coupon.oncePerClient()) {
            values.put("once", "on");
        }
        if (coupon.active()) {
            values.put("active", "on");
        }
        return Form.with(values);
    }

    private static String date(@Nullable Instant at, ZoneId zone) {
        return at == null ? "" : at.atZone(zone).toLocalDate().toString();
    }

    private Html show(Page page, @Nullable String code, @Nullable String used, Form form) {
        return Html.of(page, "admin/money/coupon", new CouponView(
                code, used, code == null ? PATH + "/new" : PATH + "/" + Pager.encoded(code), form, offerings(),
                page.ownTimes().zoneName(page.now()), Keys.fresh()));
    }

    private List<Link> offerings() {
        return admin.offerings(1, CatalogueApi.MOST).items().stream()
                .filter(Offering::active)
                .map(offering -> new Link("for-" + offering.id(), offering.name()))
                .toList();
    }

    @PostMapping(PATH + "/new")
    View add(Page page, @RequestParam MultiValueMap<String, String> sent) {
        page.requireRole("admin");
        Form form = Form.of(sent);
        if (!code(form).matches("[A-Z0-9][A-Z0-9-]{2,39}")) {
            form.reject("code", page.text("money.coupon.code.wrong"));
        }
        return save(page, null, form, coupon -> money.add(coupon, Keys.of(form)));
    }

    /** People may write it small. */
    private static String code(Form form) {
        return form.value("code").toUpperCase(Locale.ROOT);
    }

    @PostMapping(PATH + "/{code}")
    View change(Page page, @PathVariable String code, @RequestParam MultiValueMap<String, String> sent) {
        page.requireRole("admin");
        return save(page, code, Form.of(sent), coupon -> money.change(code, coupon));
    }

    private View save(Page page, @Nullable String code, Form form, Consumer<MoneyApi.NewCoupon> send) {
        MoneyApi.NewCoupon coupon = read(page, code == null ? code(form) : code, form);
        if (form.isGood()) {
            try {
                send.accept(coupon);
                return Redirect.to(PATH, code == null ? "coupon-added" : "coupon-saved");
            } catch (ApiProblem problem) {
                if (problem.isConflict()) {
                    form.reject("code", page.text("admin.mistake.taken"));
                } else if (problem.violations().isEmpty()) {
                    throw problem;
                }
                problem.violations().forEach(violation -> form.reject(field(violation.field()), page.text("admin.mistake.field")));
            }
        }
        page.notice(Notice.problem(page.text("page.mistakes")));
        return show(page, code, null, form).status(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private MoneyApi.NewCoupon read(Page page, String code, Form form) {
        ZoneId zone = page.ownTimes().zone();
        Integer percent = null;
        Money amount = null;
        if (form.is("kind", "amount")) {
            amount = Amounts.read(form.value("amount"), form.value("currency"));
            if (amount == null || amount.isZero()) {
                form.reject("amount", page.text("admin.mistake.amount"));
            }
        } else {
            percent = number(page, form, "percent", 100);
        }
        Integer uses = form.has("uses") ? number(page, form, "uses", MOST_USES) : null;
        LocalDate from = Dates.of(page, form, "from");
        LocalDate until = Dates.of(page, form, "until");
        if (from != null && until != null && until.isBefore(from)) {
            form.reject("until", page.text("money.coupon.until.wrong"));
        }
        List<String> offerings = offerings().stream()
                .map(Link::address)
                .filter(form::has)
                .map(field -> field.substring("for-".length()))
                .toList();
        return new MoneyApi.NewCoupon(
                code, percent, amount, Dates.begin(from, zone), Dates.end(until, zone), uses, form.has("once"), offerings,
                form.has("active"));
    }

    private static @Nullable Integer number(Page page, Form form, String field, int most) {
        String text = form.value(field);
        if (text.matches("\\d{1,4}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= most) {
            return Integer.valueOf(text);
        }
        form.reject(field, page.text("money.number", most));
        return null;
    }

    private static String field(String theirs) {
        return switch (theirs.replaceFirst("[.\\[].*", "")) {
            case "percent" -> "percent";
            case "amount" -> "amount";
            case "validFrom" -> "from";
            case "validUntil" -> "until";
            case "maxUses" -> "uses";
            default -> "code";
        };
    }
}
