package io.holdfast.matching.web;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.Problem.FieldError;
import io.holdfast.defaults.web.Texts;
import io.holdfast.matching.domain.ProfessionalId;
import org.jspecify.annotations.Nullable;

/** The rules for a profile's fields, whoever sends them. What breaks one is collected, so that all are named at once. */
final class ProfileFields {

    private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{1,14}");
    private static final Pattern WEB_ADDRESS = Pattern.compile("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[!-;=?-Z_a-z~%]*)?");
    private static final int LONGEST_PHONE = 40;
    private static final int LONGEST_ADDRESS = 2_000;
    private static final int LONGEST_TEXT = 60;
    private static final int MOST_ENTRIES = 100;

    /** %s: the zone as it is. */
    static final String SCHEDULES_ZONE =
            "is %s, that of the schedule; it is changed there, by PUT /api/v1/professionals/me/schedule";

    private final List<FieldError> errors = new ArrayList<>();

    String displayName(@Nullable String value) {
        return text("displayName", value, 2, 80);
    }

    String email(@Nullable String value) {
        return matching("email", Texts.cleanCode(value), Texts::isEmail, "must be an email address");
    }

    @Nullable String phone(@Nullable String value) {
        return optional(
                "phone",
                Texts.cleanCode(value),
                phone -> phone.length() <= LONGEST_PHONE && PHONE.matcher(phone).matches(),
                "must be a phone number such as +919812345678");
    }

    @Nullable String avatarUrl(@Nullable String value) {
        return optional(
                "avatarUrl",
                value,
                address -> address.length() <= LONGEST_ADDRESS && WEB_ADDRESS.matcher(address).matches(),
                "must be an http or https address");
    }

    String category(@Nullable String value) {
        return text("category", value, 1, 60);
    }

    List<String> languages(@Nullable List<@Nullable String> values) {
        return list("languages", values, Texts::isLanguageTag, "must hold language tags such as en");
    }

    List<String> offeringIds(@Nullable List<@Nullable String> values) {
        return list("offeringIds", values, ProfessionalId::isAllowed, "must hold ids: each " + ProfessionalRequest.ID_RULE);
    }

    List<String> skills(@Nullable List<@Nullable String> values) {
        return list("skills", values, ProfileFields::isShortText, "must hold texts of 1 to 60 characters");
    }

    List<String> serviceArea(@Nullable List<@Nullable String> values) {
        return list("serviceArea", values, ProfileFields::isShortText, "must hold names of cities, of 1 to 60 characters");
    }

    void wrong(String field, String message) {
        errors.add(new FieldError(field, message));
    }

    /** @throws Problem 400 that names every field that is wrong */
    void refuseIfWrong() {
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }

    private String text(String field, @Nullable String value, int least, int most) {
        String cleaned = value == null ? "" : Texts.clean(value);
        int length = Texts.length(cleaned);
        if (length < least || length > most) {
            wrong(field, "must have " + least + " to " + most + " characters");
        } else if (!Texts.isOneLine(cleaned) || !Texts.hasVisible(cleaned)) {
            wrong(field, "must be one line of text with something to see in it");
        }
        return cleaned;
    }

    private static boolean isShortText(String text) {
        return Texts.length(text) <= LONGEST_TEXT
                && text.equals(text.strip())
                && Texts.isOneLine(text)
                && Texts.hasVisible(text);
    }

    private String matching(
            String field, @Nullable String value, Predicate<String> form, String message) {
        if (value == null || !form.test(value)) {
            wrong(field, message);
            return "";
        }
        return value;
    }

    private @Nullable String optional(
            String field, @Nullable String value, Predicate<String> form, String message) {
        return value == null ? null : matching(field, value, form, message);
    }

    private List<String> list(
            String field,
            @Nullable List<@Nullable String> values,
            Predicate<String> form,
            String message) {
        if (values == null) {
            return List.of();
        }
        var entries = new ArrayList<String>();
        for (String value : values) {
            if (value == null || !form.test(value)) {
                wrong(field, message);
                return List.of();
            }
            entries.add(value);
        }
        if (new HashSet<>(entries).size() < entries.size() || entries.size() > MOST_ENTRIES) {
            wrong(field, "must hold at most " + MOST_ENTRIES + " entries, each once");
        }
        return entries;
    }
}
