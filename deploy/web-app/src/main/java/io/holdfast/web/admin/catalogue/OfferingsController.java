package io.holdfast.web.admin.catalogue;

import java.util.List;
import java.util.stream.Collectors;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.admin.part.Filter;
import io.holdfast.web.api.AdminApi;
import io.holdfast.web.api.CatalogueApi;
import io.holdfast.web.api.Listed;
import io.holdfast.web.api.Offering;
import io.holdfast.web.page.Form;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.Keys;
import io.holdfast.web.page.Page;
import io.holdfast.web.page.Redirect;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code /admin/offerings}: all of them, retired ones too, and a form for each. */
@Controller
@OpenToAll
class OfferingsController {

    private static final String PATH = "/admin/offerings";

    private final AdminApi admin;

    OfferingsController(AdminApi admin) {
        this.admin = admin;
    }

    @GetMapping(PATH)
    View list(Page page) {
        page.requireRole("admin");
        Listed<Offering> all = admin.offerings(1, CatalogueApi.MOST);
        List<OfferingListView.Row> rows = all.items().stream()
                .map(offering -> new OfferingListView.Row(
                        PATH + "/" + offering.id(), offering.name(), durations(offering), price(page, offering),
                        page.text(offering.isManual() ? "admin.confirmation.manual" : "admin.confirmation.instant"), offering.active()))
                .toList();
        return Html.of(page, "admin/catalogue/offerings", new OfferingListView(rows, all.pagination().total() - rows.size()));
    }

    private static String durations(Offering offering) {
        return offering.durations().stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String price(Page page, Offering offering) {
        if (offering.isFree()) {
            return page.text("business.free");
        }
        if (offering.price() != null) {
            return page.price(offering.price());
        }
        return offering.hourlyRate() == null
                ? page.text("admin.price.professional")
                : page.text("admin.price.hourly", page.price(offering.hourlyRate()));
    }

    @GetMapping(PATH + "/new")
    View begin(Page page) {
        page.requireRole("admin");
        return show(page, null, TypedOffering.begin(page.businessProfile().currency(), page.language()));
    }

    @GetMapping(PATH + "/{id}")
    View edit(Page page, @PathVariable String id) {
        page.requireRole("admin");
        return show(page, id, TypedOffering.form(admin.offering(id), page.businessProfile().currency()));
    }

    private static Html show(Page page, @Nullable String id, Form form) {
        return Html.of(page, "admin/catalogue/offering", new OfferingView(
                id, form.value("name"), id == null ? PATH + "/new" : PATH + "/" + id, form, new TypedOffering(page, form).questions(),
                page.languages().stream().map(one -> new Filter.Option(one.tag(), one.name())).toList(), Keys.fresh()));
    }

    @PostMapping(PATH + "/new")
    View add(Page page, @RequestParam MultiValueMap<String, String> sent) {
        page.requireRole("admin");
        Form form = Form.of(sent);
        ObjectNode offering = JsonNodeFactory.instance.objectNode();
        if (form.has("id")) {
            offering.put("id", form.value("id"));
        }
        return save(page, null, form, offering, "offering-added", () -> admin.add(offering, Keys.of(form)));
    }

    @PostMapping(PATH + "/{id}")
    View change(Page page, @PathVariable String id, @RequestParam MultiValueMap<String, String> sent) {
        page.requireRole("admin");
        ObjectNode offering = admin.offering(id);
        return save(page, id, Form.of(sent), offering, "offering-saved", () -> admin.change(id, offering));
    }

    private static View save(Page page, @Nullable String id, Form form, ObjectNode offering, String notice, Runnable send) {
        var typed = new TypedOffering(page, form);
        typed.writeTo(offering);
        return Saving.of(page, form, send, typed::reject, Redirect.to(PATH, notice), () -> show(page, id, form));
    }
}
