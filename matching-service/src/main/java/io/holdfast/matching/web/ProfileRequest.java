package io.holdfast.matching.web;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.holdfast.defaults.Currencies;
import io.holdfast.defaults.web.IanaZones;
import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.Texts;
import io.holdfast.matching.domain.Gender;
import io.holdfast.matching.domain.Money;
import io.holdfast.matching.domain.Professional;
import io.holdfast.matching.domain.ProfessionalId;
import io.holdfast.matching.domain.Profile;
import io.holdfast.matching.domain.Profile.Engagement;
import io.holdfast.matching.domain.Profile.Presentation;
import org.jspecify.annotations.Nullable;

/**
 * A profile as an admin or the professional sends it; what they read, they may send back as it is.
 *
 * @param id          only needed where the path does not say it; generated when neither does
 * @param rating      comes from the clients' reviews, which go on while a profile is being edited: what was read may come back
 *                    and is not looked at; somebody new has none
 * @param ratingCount the same
 * @param active      true when it is left out
 */
record ProfileRequest(
        @Nullable String id,
        @Nullable String displayName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String avatarUrl,
        @Nullable String about,
        @Nullable String category,
        @Nullable Rate hourlyRate,
        @Nullable String zone,
        @Nullable BigDecimal rating,
        @Nullable Long ratingCount,
        @Nullable List<@Nullable String> languages,
        @Nullable List<@Nullable String> offeringIds,
        @Nullable List<@Nullable String> skills,
        @Nullable List<@Nullable String> serviceArea,
        @Nullable String gender,
        @Nullable Boolean active) {

    record Rate(@Nullable Long amount, @Nullable String currency) {}

    static final String ID_RULE = "must be 1 to 60 of a-z, 0-9 and -, and not me";

    /** %s: the zone as it is. */
    private static final String SCHEDULES_ZONE =
            "is %s, that of the schedule; it is changed there, by PUT /api/v1/professionals/me/schedule";

    private static final Pattern WEB_ADDRESS = Pattern.compile("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[!-;=?-Z_a-z~%]*)?");
    private static final Predicate<String> IS_WEB_ADDRESS =
            text -> text.length() <= 2_000 && WEB_ADDRESS.matcher(text).matches();
    private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{1,14}");
    private static final Predicate<String> IS_PHONE = text -> text.length() <= 40 && PHONE.matcher(text).matches();
    private static final int LONGEST_ABOUT = 1_000;
    private static final Predicate<String> IS_ABOUT = text -> Texts.length(text) <= LONGEST_ABOUT && Texts.isSound(text);
    private static final Predicate<String> IS_SHORT_TEXT = text -> Texts.length(text) <= 60
            && text.equals(text.strip())
            && Texts.isOneLine(text)
            && Texts.hasVisible(text);

    // Half an hour is the shortest usual duration, and less than a whole unit of a currency nobody can pay.
    private static final long SHORTEST_VISITS_AN_HOUR = 2;

    /**
     * What an admin says.
     *
     * @param known who is to be replaced, empty for somebody new
     * @throws Problem 400 that names every field that is wrong
     */
    Profile profile(Optional<Professional> known) {
        var violations = new ProfileViolations();
        if (known.isEmpty() && rating != null) {
            violations.add("rating", "comes from the clients' reviews");
        }
        Presentation presentation = presentation(violations);
        var engagement = new Engagement(
                violations.required("email", Texts.cleanCode(email), Texts::isEmail, "must be an email address"),
                violations.text("category", category, 1, 60),
                rate(violations),
                violations.list(
                        "offeringIds", offeringIds, ProfessionalId::isAllowed, "must hold ids: each " + ID_RULE),
                violations.list("skills", skills, IS_SHORT_TEXT, "must hold texts of 1 to 60 characters"),
                active == null || active);
        var profile = new Profile(presentation, engagement, zone(violations, known));
        violations.throwIfAny();
        return profile;
    }

    /**
     * What professionals say about themselves. The fields that only an admin changes may come along as they were read.
     *
     * @throws Problem 400 that names every field that is wrong, or is not the professional's to change
     */
    Presentation presentation(Professional known) {
        var violations = new ProfileViolations();
        Presentation presentation = presentation(violations);
        ProfileResponse stored = ProfileResponse.of(known);
        unchanged(violations, "id", id, stored.id());
        unchanged(violations, "email", email, stored.email());
        unchanged(violations, "category", category, stored.category());
        unchanged(violations, "hourlyRate", hourlyRate, new Rate(stored.hourlyRate().amount(), stored.hourlyRate().currency()));
        if (zone != null && !zone.equals(stored.zone())) {
            violations.add("zone", SCHEDULES_ZONE.formatted(stored.zone()));
        }
        unchanged(violations, "offeringIds", offeringIds, stored.offeringIds());
        unchanged(violations, "skills", skills, stored.skills());
        unchanged(violations, "active", active, stored.active());
        violations.throwIfAny();
        return presentation;
    }

    private static void unchanged(
            ProfileViolations violations, String field, @Nullable Object sent, @Nullable Object stored) {
        if (sent != null && !Objects.equals(sent, stored)) {
            violations.add(field, "is changed by an admin only");
        }
    }

    private Presentation presentation(ProfileViolations violations) {
        return new Presentation(
                violations.text("displayName", displayName, 2, 80),
                violations.optional(
                        "phone", Texts.cleanCode(phone), IS_PHONE, "must be a phone number such as +919812345678"),
                violations.optional("avatarUrl", avatarUrl, IS_WEB_ADDRESS, "must be an http or https address"),
                violations.optional(
                        "about", Texts.cleanOptional(about), IS_ABOUT, "must be text of at most " + LONGEST_ABOUT + " characters"),
                violations.list("languages", languages, Texts::isLanguageTag, "must hold language tags such as en"),
                violations.list(
                        "serviceArea", serviceArea, IS_SHORT_TEXT, "must hold names of cities, of 1 to 60 characters"),
                gender(violations));
    }

    private @Nullable Gender gender(ProfileViolations violations) {
        boolean known = gender == null || Stream.of(Gender.values()).anyMatch(one -> one.name().equals(gender));
        if (!known) {
            violations.add("gender", "must be FEMALE, MALE or OTHER, or left out");
        }
        return known && gender != null ? Gender.valueOf(gender) : null;
    }

    private Money rate(ProfileViolations violations) {
        var none = new Money(0, Currency.getInstance("INR"));
        if (hourlyRate == null) {
            violations.add("hourlyRate", "is missing");
            return none;
        }
        Long amount = hourlyRate.amount();
        if (amount == null || amount < 0) {
            violations.add("hourlyRate.amount", "must be 0 or more, in minor units");
        }
        Currency currency = Currencies.find(Objects.requireNonNullElse(hourlyRate.currency(), "")).orElse(null);
        if (currency == null) {
            violations.add("hourlyRate.currency", "must be the ISO 4217 code of a currency in use, such as INR");
            return none;
        }
        long least = Currencies.wholeUnit(currency) * SHORTEST_VISITS_AN_HOUR;
        if (amount != null && amount > 0 && amount < least) {
            violations.add("hourlyRate.amount", "must be 0, or " + least + " or more, so that the shortest booking can be paid");
        }
        return new Money(amount == null ? 0 : Math.max(0, amount), currency);
    }

    private ZoneId zone(ProfileViolations violations, Optional<Professional> known) {
        ZoneId sent = IanaZones.find(zone).orElse(null);
        if (sent == null) {
            violations.add("zone", "must be an IANA time zone such as Asia/Kolkata");
            return ZoneId.of("UTC");
        }
        known.map(stored -> stored.profile().zone()).filter(stored -> !stored.equals(sent)).ifPresent(stored ->
                violations.add("zone", SCHEDULES_ZONE.formatted(stored)));
        return sent;
    }
}
