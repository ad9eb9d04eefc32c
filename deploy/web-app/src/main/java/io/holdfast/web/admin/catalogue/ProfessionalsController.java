package io.holdfast.web.admin.catalogue;

import java.util.List;
import java.util.Map;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.admin.catalogue.ProfessionalFormView.Provided;
import io.holdfast.web.admin.part.Filter;
import io.holdfast.web.admin.part.Pager;
import io.holdfast.web.admin.part.Words;
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

/** {@code /admin/professionals}: all of them, inactive ones too, and a form for each. */
@Controller
@OpenToAll
class ProfessionalsController {

    private static final String PATH = "/admin/professionals";

    private final AdminApi admin;

    ProfessionalsController(AdminApi admin) {
        this.admin = admin;
    }

    @GetMapping(PATH)
    View list(Page page) {
        page.requireRole("admin");
        Listed<AdminApi.Colleague> all = admin.professionals(1, CatalogueApi.MOST);
        List<ProfessionalListView.Row> rows = all.items().stream()
                .map(one -> new ProfessionalListView.Row(
                        PATH + "/" + one.id(), one.displayName(), one.category(), one.email(),
                        page.text("admin.price.hourly", page.price(one.hourlyRate())), one.zone(), one.offeringIds().size(), one.active()))
                .toList();
        return Html.of(page, "admin/catalogue/professionals", new ProfessionalListView(rows, all.pagination().total() - rows.size()));
    }

    @GetMapping(PATH + "/new")
    View begin(Page page) {
        page.requireRole("admin");
        return show(page, null, Form.with(Map.of(
                "currency", page.businessProfile().currency(), "languages", page.language(), "zone", page.ownTimes().zone().getId(),
                "active", "on")));
    }

    @GetMapping(PATH + "/{id}")
    View edit(Page page, @PathVariable String id) {
        page.requireRole("admin");
        return show(page, id, TypedProfessional.form(admin.professional(id), page.businessProfile().currency()));
    }

    private Html show(Page page, @Nullable String id, Form form) {
        List<Provided> provided = offerings().stream()
                .map(offering -> new Provided(TypedProfessional.fieldOf(offering.id()), offering.name()))
                .toList();
        return Html.of(page, "admin/catalogue/professional", new ProfessionalFormView(
                id, form.value("name"), id == null ? PATH + "/new" : PATH + "/" + id, form.has("active"), invitation(page, form), form,
                provided, TypedProfessional.GENDERS.stream()
                        .map(one -> new Filter.Option(one, Words.of(page, "admin.gender.", one)))
                        .toList(),
                Keys.fresh()));
    }

    /** Who may sign in, their identity provider says; so it is a mail of the admin's own, which says where. */
    private static String invitation(Page page, Form form) {
        String where = page.settings().publicUrl().toString().replaceFirst("/+$", "") + "/login?next=/pro";
        return "mailto:" + Pager.encoded(form.value("email")) + "?subject="
                + Pager.encoded(page.text("admin.professional.invite.subject", page.business())) + "&body="
                + Pager.encoded(page.text("admin.professional.invite.body", form.value("name"), page.business(), where));
    }

    /** Whoever was known stays so: bookings go on, and nobody new can book them. */
    @PostMapping(PATH + "/{id}/deactivate")
    View deactivate(Page page, @PathVariable String id) {
        page.requireRole("admin");
        activate(id, false);
        return Redirect.to(PATH + "/" + id, "professional-inactive");
    }

    @PostMapping(PATH + "/{id}/reactivate")
    View reactivate(Page page, @PathVariable String id) {
        page.requireRole("admin");
        activate(id, true);
        return Redirect.to(PATH + "/" + id, "professional-active");
    }

    private void activate(String id, boolean active) {
        ObjectNode professional = admin.professional(id);
        professional.put("active", active);
        admin.correct(id, professional);
    }

    private List<Offering> offerings() {
        return admin.offerings(1, CatalogueApi.MOST).items().stream().filter(Offering::active).toList();
    }

    @PostMapping(PATH + "/new")
    View register(Page page, @RequestParam MultiValueMap<String, String> sent) {
        page.requireRole("admin");
        Form form = Form.of(sent);
        ObjectNode professional = JsonNodeFactory.instance.objectNode();
        if (form.has("id")) {
            professional.put("id", form.value("id"));
        }
        return save(page, null, form, professional, "professional-added", () -> admin.register(professional, Keys.of(form)));
    }

    @PostMapping(PATH + "/{id}")
    View correct(Page page, @PathVariable String id, @RequestParam MultiValueMap<String, String> sent) {
        page.requireRole("admin");
        ObjectNode professional = admin.professional(id);
        return save(page, id, Form.of(sent), professional, "professional-saved", () -> admin.correct(id, professional));
    }

    private View save(Page page, @Nullable String id, Form form, ObjectNode professional, String notice, Runnable send) {
        var typed = new TypedProfessional(page, form);
        typed.writeTo(professional, offerings());
        return Saving.of(page, form, send, typed::reject, Redirect.to(PATH, notice), () -> show(page, id, form));
    }
}
