package io.holdfast.web.admin;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.holdfast.web.api.ApiProblem.Violation;
import io.holdfast.web.api.Money;
import io.holdfast.web.page.Form;
import io.holdfast.web.page.Page;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An offering as fields of a form. What the form does not show is sent back as it was read. */
final class TypedOffering {

    static final int MOST_QUESTIONS = 20;

    /** How the API calls our fields. */
    private static final Map<String, String> FIELDS = Map.of(
            "id", "id", "name", "name", "description", "description", "durations", "durations", "price", "amount", "hourlyRate", "amount",
            "rules.minNoticeMinutes", "notice", "rules.maxDaysAhead", "ahead", "policies.fullRefundHours", "refund-hours",
            "policies.laterRefundPercent", "refund-percent");

    private final Page page;
    private final Form form;

    TypedOffering(Page page, Form form) {
        this.page = page;
        this.form = form;
    }

    /** What a new one begins with. @param currency the business's own */
    static Form begin(String currency) {
        return Form.with(Map.of(
                "durations", "60", "pricing", "fixed", "currency", currency, "confirmation", "INSTANT", "mode", "DIRECT", "notice", "120",
                "ahead", "60", "refund-hours", "24", "refund-percent", "50", "active", "on"));
    }

    static Form form(ObjectNode offering, String currency) {
        var values = new HashMap<String, String>();
        values.put("name", offering.path("name").asString(""));
        values.put("description", offering.path("description").asString(""));
        values.put("durations", offering.path("durations").valueStream().map(JsonNode::asString).collect(Collectors.joining(", ")));
        JsonNode price = offering.path("price");
        JsonNode rate = offering.path("hourlyRate");
        values.put("pricing", price.isObject() ? "fixed" : rate.isObject() ? "hourly" : "professional");
        JsonNode money = price.isObject() ? price : rate;
        values.put("currency", money.path("currency").asString(currency));
        values.put("amount", money.isObject()
                ? Amounts.typed(new Money(money.path("amount").asLong(0), money.path("currency").asString(currency)))
                : "");
        values.put("confirmation", offering.path("confirmation").asString("INSTANT"));
        values.put("mode", offering.path("mode").asString("DIRECT"));
        values.put("notice", offering.path("rules").path("minNoticeMinutes").asString(""));
        values.put("ahead", offering.path("rules").path("maxDaysAhead").asString(""));
        values.put("refund-hours", offering.path("policies").path("fullRefundHours").asString(""));
        values.put("refund-percent", offering.path("policies").path("laterRefundPercent").asString(""));
        putSwitch(values, "video", offering.path("video").asBoolean(false));
        putSwitch(values, "active", offering.path("active").asBoolean(true));
        List<JsonNode> questions = offering.path("intakeFields").valueStream().toList();
        for (int i = 0; i < questions.size(); i++) {
            JsonNode question = questions.get(i);
            values.put("question-" + i + "-name", question.path("name").asString(""));
            values.put("question-" + i + "-label", question.path("label").asString(""));
            values.put("question-" + i + "-type", question.path("type").asString("text"));
            values.put("question-" + i + "-options",
                    question.path("options").valueStream().map(JsonNode::asString).collect(Collectors.joining(", ")));
            putSwitch(values, "question-" + i + "-required", question.path("required").asBoolean(false));
        }
        return Form.with(values);
    }

    private static void putSwitch(Map<String, String> values, String name, boolean on) {
        if (on) {
            values.put(name, "on");
        }
    }

    /** The rows to show: those with something in them, and an empty one. */
    List<Integer> questions() {
        int last = IntStream.range(0, MOST_QUESTIONS).filter(i -> form.has("question-" + i + "-label")).max().orElse(-1);
        return IntStream.rangeClosed(0, Math.min(last + 1, MOST_QUESTIONS - 1)).boxed().toList();
    }

    /** Puts what was typed over what was read; the form says what is plainly wrong. */
    void writeTo(ObjectNode offering) {
        if (!form.has("name")) {
            form.reject("name", page.text("admin.mistake.needed"));
        }
        offering.put("name", form.value("name"));
        offering.put("description", form.valueOrNull("description"));
        offering.put("confirmation", form.value("confirmation"));
        offering.put("mode", form.value("mode"));
        offering.put("video", form.has("video"));
        offering.put("active", form.has("active"));
        durations(offering.putArray("durations"));
        price(offering);
        number(offering, "rules", "minNoticeMinutes", "notice", 525_600);
        number(offering, "rules", "maxDaysAhead", "ahead", 730);
        number(offering, "policies", "fullRefundHours", "refund-hours", 8_760);
        number(offering, "policies", "laterRefundPercent", "refund-percent", 100);
        questions(offering.putArray("intakeFields"));
    }

    private void durations(ArrayNode durations) {
        List<String> typed = Arrays.stream(form.value("durations").split("[,;\\s]+")).filter(text -> !text.isEmpty()).toList();
        if (typed.isEmpty() || !typed.stream().allMatch(text -> text.matches("\\d{1,4}"))) {
            form.reject("durations", page.text("admin.mistake.durations"));
            return;
        }
        typed.forEach(text -> durations.add(Integer.parseInt(text)));
    }

    private void price(ObjectNode offering) {
        offering.remove(List.of("price", "hourlyRate"));
        if (form.is("pricing", "professional")) {
            return;
        }
        Money money = Amounts.read(form.value("amount"), form.value("currency"));
        if (money == null) {
            form.reject("amount", page.text("admin.mistake.amount"));
            return;
        }
        offering.putObject(form.is("pricing", "hourly") ? "hourlyRate" : "price")
                .put("amount", money.amount())
                .put("currency", money.currency());
    }

    /** An empty field leaves the rule to the business's own. */
    private void number(ObjectNode offering, String part, String name, String field, int most) {
        String text = form.value(field);
        ObjectNode rules = offering.path(part) instanceof ObjectNode known ? known : offering.putObject(part);
        if (text.isEmpty()) {
            rules.remove(name);
        } else if (text.matches("\\d{1,6}") && Integer.parseInt(text) <= most) {
            rules.put(name, Integer.parseInt(text));
        } else {
            form.reject(field, page.text("admin.mistake.number", most));
        }
    }

    private void questions(ArrayNode questions) {
        var names = new HashSet<String>();
        for (int i = 0; i < MOST_QUESTIONS; i++) {
            names.add(form.value("question-" + i + "-name"));
        }
        int free = 1;
        for (int i = 0; i < MOST_QUESTIONS; i++) {
            String field = "question-" + i;
            if (!form.has(field + "-label")) {
                continue;
            }
            String name = form.value(field + "-name");
            while (name.isEmpty()) {
                // Answers are kept by this name, so it stays when the words of the question change.
                String candidate = "question" + free++;
                name = names.add(candidate) ? candidate : "";
            }
            String type = form.value(field + "-type");
            ObjectNode question = questions.addObject().put("name", name).put("label", form.value(field + "-label")).put("type", type);
            question.put("required", form.has(field + "-required"));
            ArrayNode options = question.putArray("options");
            if (type.equals("choice")) {
                Arrays.stream(form.value(field + "-options").split(","))
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .forEach(options::add);
                if (options.isEmpty()) {
                    form.reject(field + "-options", page.text("admin.mistake.options"));
                }
            }
        }
    }

    /** Where on the form that stands which the API does not take. */
    void reject(Violation violation) {
        String field = violation.field();
        if (field.startsWith("intakeFields[")) {
            form.reject("questions", page.text("admin.mistake.question"));
            return;
        }
        String root = field.replaceFirst("(price|hourlyRate|durations).*", "$1");
        String own = FIELDS.getOrDefault(root, "name");
        form.reject(own, page.text(own.equals("amount") ? "admin.mistake.amount" : "admin.mistake.field"));
    }
}
