package io.holdfast.matching.web;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.Problem.FieldError;
import io.holdfast.matching.domain.ProfessionalId;
import org.jspecify.annotations.Nullable;

/** The rules for a profile's fields, whoever sends them. What breaks one is collected, so that all are named at once. */
final class ProfileFields {

    // RFC 5321: a local part of at most 64 and 254 characters in all, a domain of at least two labels.
    private static final Pattern EMAIL = Pattern.compile(
            "(?=.{3,254}$)(?=[^@]{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])");
    private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{1,14}");
    private static final Pattern WEB_ADDRESS = Pattern.compile("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[!-;=?-Z_a-z~%]*)?");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");
    private static final Pattern SHORT_TEXT = Pattern.compile("[^\\p{Cc}\\s]([^\\p{Cc}]{0,58}[^\\p{Cc}\\s])?");
    private static final int MOST_ENTRIES = 100;

    private final List<FieldError> errors = new ArrayList<>();

    String displayName(@Nullable String value) {
        return text("displayName", value, 2, 80);
    }

    String email(@Nullable String value) {
        return matching("email", value, EMAIL, "must be an email address");
    }

    @Nullable String phone(@Nullable String value) {
        return optional("phone", value, PHONE, "must be a phone number such as +919812345678");
    }

    @Nullable String avatarUrl(@Nullable String value) {
        return optional("avatarUrl", value, WEB_ADDRESS, "must be an http or https address");
    }

    String category(@Nullable String value) {
        return text("category", value, 1, 60);
    }

    List<String> languages(@Nullable List<@Nullable String> values) {
        return list("languages", values, LANGUAGE, "must hold language tags such as en");
    }

    List<String> offeringIds(@Nullable List<@Nullable String> values) {
        return list("offeringIds", values, null, "must hold ids: each " + ProfessionalRequest.ID_RULE);
    }

    List<String> skills(@Nullable List<@Nullable String> values) {
        return list("skills", values, SHORT_TEXT, "must hold texts of 1 to 60 characters");
    }

    List<String> serviceArea(@Nullable List<@Nullable String> values) {
        return list("serviceArea", values, SHORT_TEXT, "must hold names of cities, of 1 to 60 characters");
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
        String stripped = value == null ? "" : value.strip();
        int length = stripped.codePointCount(0, stripped.length());
        if (length < least || length > most || stripped.chars().anyMatch(Character::isISOControl)) {
            wrong(field, "must have " + least + " to " + most + " characters");
        }
        return stripped;
    }

    private String matching(
            String field, @Nullable String value, Pattern pattern, String message) {
        if (value == null || !pattern.matcher(value).matches()) {
            wrong(field, message);
            return "";
        }
        return value;
    }

    private @Nullable String optional(
            String field, @Nullable String value, Pattern pattern, String message) {
        return value == null ? null : matching(field, value, pattern, message);
    }

    /** @param pattern of each entry; null for ids */
    private List<String> list(
            String field,
            @Nullable List<@Nullable String> values,
            @Nullable Pattern pattern,
            String message) {
        if (values == null) {
            return List.of();
        }
        var entries = new ArrayList<String>();
        for (String value : values) {
            if (value == null
                    || !(pattern == null ? ProfessionalId.isAllowed(value) : pattern.matcher(value).matches())) {
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
