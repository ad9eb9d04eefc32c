package io.holdfast.matching.web;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.Problem.FieldError;
import io.holdfast.matching.domain.Money;
import io.holdfast.matching.domain.ProfessionalId;
import io.holdfast.matching.domain.Profile;
import org.jspecify.annotations.Nullable;

/**
 * What an admin sends.
 *
 * @param id     only needed where the path does not say it; generated when neither does
 * @param active true when it is left out
 */
record ProfessionalRequest(
        @Nullable String id,
        @Nullable String displayName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String avatarUrl,
        @Nullable String category,
        @Nullable Rate hourlyRate,
        @Nullable String zone,
        @Nullable List<@Nullable String> languages,
        @Nullable List<@Nullable String> offeringIds,
        @Nullable List<@Nullable String> skills,
        @Nullable Boolean active) {

    static final String ID_RULE = "must be 1 to 60 of a-z, 0-9 and -";

    // RFC 5321: a local part of at most 64 and 254 characters in all, a domain of at least two labels.
    private static final Pattern EMAIL = Pattern.compile(
            "(?=.{3,254}$)(?=[^@]{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])");
    private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{1,14}");
    private static final Pattern WEB_ADDRESS = Pattern.compile("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[!-;=?-Z_a-z~%]*)?");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");
    private static final Pattern SKILL = Pattern.compile("\\S(.{0,58}\\S)?");
    private static final int MOST_ENTRIES = 100;

    record Rate(@Nullable Long amount, @Nullable String currency) {}

    /** @throws Problem 400 that names every field that is wrong */
    Profile profile() {
        var errors = new ArrayList<FieldError>();
        var profile = new Profile(
                text(errors, "displayName", displayName, 2, 80),
                matching(errors, "email", email, EMAIL, "must be an email address"),
                optional(errors, "phone", phone, PHONE, "must be a phone number such as +919812345678"),
                optional(errors, "avatarUrl", avatarUrl, WEB_ADDRESS, "must be an http or https address"),
                text(errors, "category", category, 1, 60),
                rate(errors),
                zone(errors),
                list(errors, "languages", languages, LANGUAGE, "must hold language tags such as en"),
                list(errors, "offeringIds", offeringIds, null, "must hold ids: each " + ID_RULE),
                list(errors, "skills", skills, SKILL, "must hold texts of 1 to 60 characters"),
                active == null || active);
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return profile;
    }

    private Money rate(List<FieldError> errors) {
        Currency currency = Currency.getInstance("INR");
        if (hourlyRate == null) {
            errors.add(new FieldError("hourlyRate", "is missing"));
            return new Money(0, currency);
        }
        Long amount = hourlyRate.amount();
        if (amount == null || amount < 0) {
            errors.add(new FieldError("hourlyRate.amount", "must be 0 or more, in minor units"));
        }
        String code = hourlyRate.currency();
        try {
            currency = Currency.getInstance(code == null ? "" : code);
        } catch (IllegalArgumentException e) {
            errors.add(new FieldError("hourlyRate.currency", "must be an ISO 4217 code such as INR"));
        }
        return new Money(amount == null ? 0 : Math.max(0, amount), currency);
    }

    private ZoneId zone(List<FieldError> errors) {
        if (zone == null || !ZoneId.getAvailableZoneIds().contains(zone)) {
            errors.add(new FieldError("zone", "must be an IANA time zone such as Asia/Kolkata"));
            return ZoneId.of("UTC");
        }
        return ZoneId.of(zone);
    }

    private static String text(List<FieldError> errors, String field, @Nullable String value, int least, int most) {
        String stripped = value == null ? "" : value.strip();
        int length = stripped.codePointCount(0, stripped.length());
        if (length < least || length > most || stripped.chars().anyMatch(Character::isISOControl)) {
            errors.add(new FieldError(field, "must have " + least + " to " + most + " characters"));
        }
        return stripped;
    }

    private static String matching(
            List<FieldError> errors, String field, @Nullable String value, Pattern pattern, String message) {
        if (value == null || !pattern.matcher(value).matches()) {
            errors.add(new FieldError(field, message));
            return "";
        }
        return value;
    }

    private static @Nullable String optional(
            List<FieldError> errors, String field, @Nullable String value, Pattern pattern, String message) {
        return value == null ? null : matching(errors, field, value, pattern, message);
    }

    /** @param pattern of each entry; null for ids */
    private static List<String> list(
            List<FieldError> errors,
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
                errors.add(new FieldError(field, message));
                return List.of();
            }
            entries.add(value);
        }
        if (new HashSet<>(entries).size() < entries.size() || entries.size() > MOST_ENTRIES) {
            errors.add(new FieldError(field, "must hold at most " + MOST_ENTRIES + " entries, each once"));
        }
        return entries;
    }
}
