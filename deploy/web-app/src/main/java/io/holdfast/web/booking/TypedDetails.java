package io.holdfast.web.booking;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.holdfast.web.api.ApiProblem.Violation;
import io.holdfast.web.api.Booking;
import io.holdfast.web.api.NewBooking;
import io.holdfast.web.api.Offering;
import io.holdfast.web.page.Form;
import io.holdfast.web.page.Page;
import org.jspecify.annotations.Nullable;

/** What was typed about people and places, as the API wants it. What is plainly missing is said without asking the API. */
final class TypedDetails {

    /** How the API calls our fields. */
    private static final Map<String, String> FIELDS = Map.of(
            "client.name", "name", "client.email", "email", "client.phone", "phone", "recipient.name", "recipient-name",
            "recipient.phone", "recipient-phone", "address.street", "street", "address.city", "city", "address.building", "building",
            "address.apartment", "apartment");

    private static final String QUESTION = "intake.";

    private final Page page;
    private final Offering offering;
    private final Form form;

    TypedDetails(Page page, Offering offering, Form form) {
        this.page = page;
        this.offering = offering;
        this.form = form;
    }

    static String fieldOf(Offering.Question question) {
        return "question-" + question.name();
    }

    boolean areGood() {
        if (isGuest()) {
            requireTyped("name");
            requireTyped("email");
        }
        if (offering.isMatched()) {
            requireTyped("street");
            requireTyped("city");
        }
        if (form.has("recipient-phone")) {
            requireTyped("recipient-name");
        }
        offering.intakeFields().stream().filter(Offering.Question::isRequired).forEach(question -> requireTyped(fieldOf(question)));
        return form.isGood();
    }

    private void requireTyped(String field) {
        if (!form.has(field)) {
            form.reject(field, page.text("booking.mistake.needed"));
        }
    }

    /** In our words where we have some for the field, else in the API's. */
    void reject(Violation violation) {
        String field = violation.field().startsWith(QUESTION)
                ? "question-" + violation.field().substring(QUESTION.length())
                : FIELDS.getOrDefault(violation.field(), violation.field());
        String text = "booking.mistake." + field.replaceFirst("^recipient-", "");
        form.reject(field, page.texts().has(text) ? page.text(text) : violation.message());
    }

    private boolean isGuest() {
        return !page.visitor().isSignedIn();
    }

    NewBooking.@Nullable Person client() {
        return isGuest() ? new NewBooking.Person(form.value("name"), form.value("email"), form.valueOrNull("phone")) : null;
    }

    /** Answers to the offering's questions, by their names. */
    Map<String, String> intake() {
        Map<String, String> intake = new LinkedHashMap<>();
        for (Offering.Question question : offering.intakeFields()) {
            String answer = form.valueOrNull(fieldOf(question));
            if (answer != null) {
                intake.put(question.name(), answer);
            }
        }
        return intake;
    }

    NewBooking.@Nullable Person recipient() {
        String name = form.valueOrNull("recipient-name");
        return name == null ? null : new NewBooking.Person(name, null, form.valueOrNull("recipient-phone"));
    }

    /** Null where anybody will do. */
    NewBooking.@Nullable Match match() {
        String professional = form.valueOrNull("wish-professional");
        String gender = form.valueOrNull("wish-gender");
        String language = form.valueOrNull("wish-language");
        return !offering.isMatched() || (professional == null && gender == null && language == null)
                ? null
                : new NewBooking.Match(professional, gender, language == null ? null : List.of(language));
    }

    Booking.@Nullable Address address() {
        return offering.isMatched()
                ? new Booking.Address(
                        form.value("street"), form.value("city"), form.valueOrNull("building"), form.valueOrNull("apartment"))
                : null;
    }
}
