package io.holdfast.web.admin.catalogue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.holdfast.defaults.Languages;
import io.holdfast.web.admin.part.Amounts;
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
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("id", "id"), Map.entry("name", "name"), Map.entry("description", "description"),
            Map.entry("durations", "durations"), Map.entry("price", "amount"), Map.entry("hourlyRate", "amount"),
            Map.entry("capacity", "capacity"), Map.entry("skills", "skills"), Map.entry("rules.minNoticeMinutes", "notice"),
            Map.entry("rules.maxDaysAhead", "ahead"), Map.entry("rules.bufferBeforeMinutes", "before"),
            Map.entry("rules.bufferAfterMinutes", "after"), Map.entry("rules.holdMinutes", "hold"),
            Map.entry("policies.fullRefundHours", "refund-hours"), Map.entry("policies.laterRefundPercent", "refund-percent"),
            Map.entry("policies.rescheduleNoticeHours", "reschedule-hours"), Map.entry("policies.answerWithinHours", "answer-hours"),
            Map.entry("policies.answerBeforeStartHours", "answer-before"), Map.entry("policies.reminders", "reminders"),
            Map.entry("policies.reviewReminders", "review-reminders"));

    /** A whole number of the form, of which nothing leaves the rule to the business's own. */
    private record Rule(String part, String name, String field, int most) {}

    private static final List<Rule> RULES = List.of(
            new Rule("rules", "minNoticeMinutes", "notice", 525_600), new Rule("rules", "maxDaysAhead", "ahead", 730),
            new Rule("rules", "bufferBeforeMinutes", "before", 1_440), new Rule("rules", "bufferAfterMinutes", "after", 1_440),
            new Rule("rules", "holdMinutes", "hold", 1_440), new Rule("policies", "fullRefundHours", "refund-hours", 8_760),
            new Rule("policies", "laterRefundPercent", "refund-percent", 100),
            new Rule("policies", "rescheduleNoticeHours", "reschedule-hours", 8_760),
            new Rule("policies", "answerWithinHours", "answer-hours", 8_760),
            new Rule("policies", "answerBeforeStartHours", "answer-before", 8_760));

    private static final int MINUTES_OF_AN_HOUR = 60;
    private static final int MOST_PLACES = 1_000;

    private final Page page;
    private final Form form;

    TypedOffering(Page page, Form form) {
        this.page = page;
        this.form = form;
    }

    /** What a new one begins with. @param currency the business's own @param language of name and description */
    static Form begin(String currency, String language) {
        return Form.with(Map.ofEntries(
                Map.entry("durations", "60"), Map.entry("pricing", "fixed"), Map.entry("currency", currency),
                Map.entry("confirmation", "INSTANT"), Map.entry("mode", "DIRECT"), Map.entry("notice", "120"), Map.entry("ahead", "60"),
                Map.entry("same-day", "on"), Map.entry("refund-hours", "24"), Map.entry("refund-percent", "50"),
                Map.entry("capacity", "1"), Map.entry("language", language), Map.entry("active", "on")));
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
        RULES.forEach(rule -> values.put(rule.field(), offering.path(rule.part()).path(rule.name()).asString("")));
        values.put("capacity", offering.path("capacity").asString("1"));
        values.put("skills", offering.path("skills").valueStream().map(JsonNode::asString).collect(Collectors.joining(", ")));
        values.put("reminders", hours(offering.path("policies").path("reminders")));
        values.put("review-reminders", hours(offering.path("policies").path("reviewReminders")));
        putSwitch(values, "same-day", offering.path("rules").path("sameDay").asBoolean(true));
        values.put("language", offering.path("language").asString("en"));
        for (String tag : tags()) {
            values.put("text-" + tag + "-name", offering.path("texts").path(tag).path("name").asString(""));
            values.put("text-" + tag + "-description", offering.path("texts").path(tag).path("description").asString(""));
            values.put("preparation-" + tag, offering.path("preparation").path(tag).asString(""));
        }
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

    /** Those of our pages, in which texts can be written here. */
    static List<String> tags() {
        return Languages.ALL.stream().map(Locale::toLanguageTag).toList();
    }

    /** ISO durations as hours, with commas. */
    private static String hours(JsonNode durations) {
        return durations.valueStream()
                .map(one -> BigDecimal.valueOf(Duration.parse(one.asString()).toMinutes())
                        .divide(BigDecimal.valueOf(MINUTES_OF_AN_HOUR), 2, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString())
                .collect(Collectors.joining(", "));
    }

    private static void putSwitch(Map<String, String> values, String name, boolean on) {
        if (on) {
            values.put(name, "on");
        }
    }

    /** The rows to show: those with something in them, and two empty ones. */
    List<Integer> questions() {
        int last = IntStream.range(0, MOST_QUESTIONS).filter(i -> form.has("question-" + i + "-label")).max().orElse(-1);
        return IntStream.rangeClosed(0, Math.min(last + 2, MOST_QUESTIONS - 1)).boxed().toList();
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
        RULES.forEach(rule -> number(offering, rule));
        part(offering, "rules").put("sameDay", form.has("same-day"));
        reminders(part(offering, "policies"), "reminders", "reminders");
        reminders(part(offering, "policies"), "reviewReminders", "review-reminders");
        capacity(offering);
        words(offering.putArray("skills"), "skills");
        texts(offering);
        questions(offering.putArray("intakeFields"));
    }

    private void durations(ArrayNode durations) {
        List<String> typed = form.words("durations");
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

    private static ObjectNode part(ObjectNode offering, String name) {
        return offering.path(name) instanceof ObjectNode known ? known : offering.putObject(name);
    }

    private void number(ObjectNode offering, Rule rule) {
        String text = form.value(rule.field());
        ObjectNode rules = part(offering, rule.part());
        if (text.isEmpty()) {
            rules.remove(rule.name());
        } else if (text.matches("\\d{1,6}") && Integer.parseInt(text) <= rule.most()) {
            rules.put(rule.name(), Integer.parseInt(text));
        } else {
            form.reject(rule.field(), page.text("admin.mistake.number", rule.most()));
        }
    }

    private void reminders(ObjectNode policies, String name, String field) {
        List<String> typed = form.words(field);
        if (!typed.stream().allMatch(text -> text.matches("\\d{1,4}([.]\\d{1,2})?"))) {
            form.reject(field, page.text("admin.mistake.reminders"));
            return;
        }
        if (typed.isEmpty() && !policies.has(name)) {
            // A new offering, of which nothing was said: then it is as the business has it.
            return;
        }
        ArrayNode durations = policies.putArray(name);
        typed.forEach(text -> durations.add(Duration.ofMinutes(new BigDecimal(text)
                        .multiply(BigDecimal.valueOf(MINUTES_OF_AN_HOUR))
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact())
                .toString()));
    }

    private void words(ArrayNode into, String field) {
        form.words(field).forEach(into::add);
    }

    private void capacity(ObjectNode offering) {
        String text = form.value("capacity");
        if (text.isEmpty()) {
            offering.remove("capacity");
        } else if (text.matches("\\d{1,4}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= MOST_PLACES) {
            offering.put("capacity", Integer.parseInt(text));
        } else {
            form.reject("capacity", page.text("admin.mistake.number", MOST_PLACES));
        }
    }

    /** What is in other languages than ours stays as it was read. */
    private void texts(ObjectNode offering) {
        String own = tags().contains(form.value("language")) ? form.value("language") : offering.path("language").asString("en");
        offering.put("language", own);
        ObjectNode texts = part(offering, "texts");
        ObjectNode preparation = part(offering, "preparation");
        for (String tag : tags()) {
            texts.remove(tag);
            String name = form.value("text-" + tag + "-name");
            String description = form.value("text-" + tag + "-description");
            if (!tag.equals(own) && !name.isEmpty()) {
                texts.putObject(tag).put("name", name).put("description", description.isEmpty() ? null : description);
            } else if (!tag.equals(own) && !description.isEmpty()) {
                form.reject("text-" + tag + "-name", page.text("admin.mistake.needed"));
            }
            if (form.has("preparation-" + tag)) {
                preparation.put(tag, form.value("preparation-" + tag));
            } else {
                preparation.remove(tag);
            }
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
        String root = field.replaceFirst("(price|hourlyRate|durations|skills|policies.reminders|policies.reviewReminders)[.\\[].*", "$1");
        String own = FIELDS.getOrDefault(root, "name");
        form.reject(own, page.text(own.equals("amount") ? "admin.mistake.amount" : "admin.mistake.field"));
    }
}
