package io.holdfast.web.admin.catalogue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.holdfast.web.admin.part.Amounts;
import io.holdfast.web.api.ApiProblem.Violation;
import io.holdfast.web.api.Money;
import io.holdfast.web.api.Offering;
import io.holdfast.web.page.Form;
import io.holdfast.web.page.Page;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A professional as fields of a form. What the form does not show is sent back as it was read. */
final class TypedProfessional {

    /** How the API calls our fields; what is not here is called the same. */
    private static final Map<String, String> FIELDS =
            Map.of("displayName", "name", "hourlyRate", "amount", "offeringIds", "offerings", "serviceArea", "area", "avatarUrl", "avatar");

    static final List<String> GENDERS = List.of("FEMALE", "MALE", "OTHER");

    private final Page page;
    private final Form form;

    TypedProfessional(Page page, Form form) {
        this.page = page;
        this.form = form;
    }

    static String fieldOf(String offering) {
        return "provides-" + offering;
    }

    /** @param currency the business's own */
    static Form form(ObjectNode professional, String currency) {
        var values = new HashMap<String, String>();
        values.put("name", professional.path("displayName").asString(""));
        values.put("email", professional.path("email").asString(""));
        values.put("phone", professional.path("phone").asString(""));
        values.put("category", professional.path("category").asString(""));
        values.put("zone", professional.path("zone").asString(""));
        JsonNode rate = professional.path("hourlyRate");
        var money = new Money(rate.path("amount").asLong(0), rate.path("currency").asString(currency));
        values.put("currency", money.currency());
        values.put("amount", Amounts.typed(money));
        values.put("languages", professional.path("languages").valueStream().map(JsonNode::asString).collect(Collectors.joining(", ")));
        values.put("skills", professional.path("skills").valueStream().map(JsonNode::asString).collect(Collectors.joining(", ")));
        values.put("area", professional.path("serviceArea").valueStream().map(JsonNode::asString).collect(Collectors.joining(", ")));
        values.put("gender", professional.path("gender").asString(""));
        values.put("avatar", professional.path("avatarUrl").asString(""));
        professional.path("offeringIds").valueStream().forEach(id -> values.put(fieldOf(id.asString()), "on"));
        if (professional.path("active").asBoolean(true)) {
            values.put("active", "on");
        }
        return Form.with(values);
    }

    /**
     * Puts what was typed over what was read; the form says what is plainly wrong.
     *
     * @param offerings those that were on the form; others stay as they were
     */
    void writeTo(ObjectNode professional, List<Offering> offerings) {
        for (String field : List.of("name", "email", "category", "zone")) {
            if (!form.has(field)) {
                form.reject(field, page.text("admin.mistake.needed"));
            }
        }
        professional.put("displayName", form.value("name"));
        professional.put("email", form.value("email"));
        if (form.has("phone")) {
            professional.put("phone", form.value("phone"));
        } else {
            professional.remove("phone");
        }
        professional.put("category", form.value("category"));
        professional.put("zone", form.value("zone"));
        Money rate = Amounts.read(form.value("amount"), form.value("currency"));
        if (rate == null) {
            form.reject("amount", page.text("admin.mistake.amount"));
        } else {
            professional.putObject("hourlyRate").put("amount", rate.amount()).put("currency", rate.currency());
        }
        var languages = professional.putArray("languages");
        form.words("languages").forEach(languages::add);
        list(professional.putArray("skills"), "skills");
        list(professional.putArray("serviceArea"), "area");
        optional(professional, "gender", GENDERS.contains(form.value("gender")) ? form.value("gender") : "");
        optional(professional, "avatarUrl", form.value("avatar"));
        provided(professional, offerings);
        professional.put("active", form.has("active"));
    }

    /** With commas, since names of places have spaces. */
    private void list(ArrayNode into, String field) {
        Arrays.stream(form.value(field).split(",")).map(String::strip).filter(text -> !text.isEmpty()).forEach(into::add);
    }

    private static void optional(ObjectNode professional, String name, String value) {
        if (value.isEmpty()) {
            professional.remove(name);
        } else {
            professional.put(name, value);
        }
    }

    private void provided(ObjectNode professional, List<Offering> offerings) {
        var shown = new HashSet<String>();
        offerings.forEach(offering -> shown.add(offering.id()));
        List<String> others = professional.path("offeringIds").valueStream()
                .map(JsonNode::asString)
                .filter(id -> !shown.contains(id))
                .toList();
        ArrayNode ids = professional.putArray("offeringIds");
        others.forEach(ids::add);
        offerings.stream().map(Offering::id).filter(id -> form.has(fieldOf(id))).forEach(ids::add);
    }

    /** Where on the form that stands which the API does not take. */
    void reject(Violation violation) {
        String root = violation.field().replaceFirst("[.\\[].*", "");
        String field = FIELDS.getOrDefault(root, root);
        form.reject(field, page.textOr("admin.mistake." + field, "admin.mistake.field"));
    }
}
