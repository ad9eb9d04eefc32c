package io.holdfast.matching.web;

import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

import io.holdfast.defaults.Currencies;
import io.holdfast.defaults.web.IanaZones;
import io.holdfast.defaults.web.Problem;
import io.holdfast.matching.domain.Money;
import io.holdfast.matching.domain.Professional;
import io.holdfast.matching.domain.Profile;
import org.jspecify.annotations.Nullable;

/**
 * What an admin sends; what they read, they may send back as it is.
 *
 * @param id     only needed where the path does not say it; generated when neither does
 * @param rating comes from the clients' reviews, so it can only be the one that there is
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
        @Nullable Double rating,
        @Nullable List<@Nullable String> languages,
        @Nullable List<@Nullable String> offeringIds,
        @Nullable List<@Nullable String> skills,
        @Nullable List<@Nullable String> serviceArea,
        @Nullable Boolean active) {

    // Half an hour is the shortest usual duration, and less than a whole unit of a currency nobody can pay.
    private static final long SHORTEST_VISITS_AN_HOUR = 2;

    static final String ID_RULE = "must be 1 to 60 of a-z, 0-9 and -, and not me";

    record Rate(@Nullable Long amount, @Nullable String currency) {}

    /**
     * @param known who is to be replaced, null for somebody new
     * @throws Problem 400 that names every field that is wrong
     */
    Profile profile(@Nullable Professional known) {
        var fields = new ProfileFields();
        if (rating != null && !rating.equals(known == null ? null : known.rating())) {
            fields.wrong("rating", "comes from the clients' reviews");
        }
        var profile = new Profile(
                fields.displayName(displayName),
                fields.email(email),
                fields.phone(phone),
                fields.avatarUrl(avatarUrl),
                fields.category(category),
                rate(fields),
                zone(fields, known),
                fields.languages(languages),
                fields.offeringIds(offeringIds),
                fields.skills(skills),
                fields.serviceArea(serviceArea),
                active == null || active);
        fields.refuseIfWrong();
        return profile;
    }

    private Money rate(ProfileFields fields) {
        Currency currency = Currency.getInstance("INR");
        if (hourlyRate == null) {
            fields.wrong("hourlyRate", "is missing");
            return new Money(0, currency);
        }
        Long amount = hourlyRate.amount();
        if (amount == null || amount < 0) {
            fields.wrong("hourlyRate.amount", "must be 0 or more, in minor units");
        }
        Optional<Currency> known = Currencies.find(hourlyRate.currency() == null ? "" : hourlyRate.currency());
        if (known.isEmpty()) {
            fields.wrong("hourlyRate.currency", "must be the ISO 4217 code of a currency in use, such as INR");
        } else {
            currency = known.get();
            long least = Currencies.wholeUnit(currency) * SHORTEST_VISITS_AN_HOUR;
            if (amount != null && amount > 0 && amount < least) {
                fields.wrong("hourlyRate.amount", "must be 0, or " + least
                        + " or more, so that the shortest booking can be paid");
            }
        }
        return new Money(amount == null ? 0 : Math.max(0, amount), currency);
    }

    private ZoneId zone(ProfileFields fields, @Nullable Professional known) {
        ZoneId sent = IanaZones.find(zone).orElseGet(() -> {
            fields.wrong("zone", "must be an IANA time zone such as Asia/Kolkata");
            return ZoneId.of("UTC");
        });
        if (known != null && !sent.equals(known.profile().zone())) {
            fields.wrong("zone", ProfileFields.SCHEDULES_ZONE.formatted(known.profile().zone()));
            return known.profile().zone();
        }
        return sent;
    }
}
