package io.holdfast.matching.web;

import java.util.List;
import java.util.Objects;

import io.holdfast.defaults.web.Problem;
import io.holdfast.matching.domain.Professional;
import io.holdfast.matching.domain.Profile;
import org.jspecify.annotations.Nullable;

/**
 * What a professional sends about themselves. The fields that only an admin changes may come along as they were read,
 * so that a page can send back what it got; another value is refused.
 */
record OwnProfileRequest(
        @Nullable String id,
        @Nullable String displayName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String avatarUrl,
        @Nullable String category,
        @Nullable MoneyAnswer hourlyRate,
        @Nullable String zone,
        @Nullable Double rating,
        @Nullable List<@Nullable String> languages,
        @Nullable List<@Nullable String> offeringIds,
        @Nullable List<@Nullable String> skills,
        @Nullable List<@Nullable String> serviceArea,
        @Nullable Boolean active) {

    private static final String NOT_YOURS = "is changed by an admin only";

    /** @throws Problem 400 that names every field that is wrong, or is not the professional's to change */
    Profile.Presentation presentation(Professional professional) {
        Profile stored = professional.profile();
        var fields = new ProfileFields();
        var presentation = new Profile.Presentation(
                fields.displayName(displayName),
                fields.phone(phone),
                fields.avatarUrl(avatarUrl),
                fields.languages(languages),
                fields.serviceArea(serviceArea));
        unchanged(fields, "id", id, professional.id().value());
        unchanged(fields, "email", email, stored.email());
        unchanged(fields, "category", category, stored.category());
        unchanged(fields, "hourlyRate", hourlyRate, MoneyAnswer.of(stored.hourlyRate()));
        if (zone != null && !zone.equals(stored.zone().getId())) {
            fields.wrong("zone", ProfileFields.SCHEDULES_ZONE.formatted(stored.zone()));
        }
        unchanged(fields, "rating", rating, professional.rating());
        unchanged(fields, "offeringIds", offeringIds, stored.offeringIds());
        unchanged(fields, "skills", skills, stored.skills());
        unchanged(fields, "active", active, stored.active());
        fields.refuseIfWrong();
        return presentation;
    }

    private static void unchanged(ProfileFields fields, String field, @Nullable Object sent, @Nullable Object stored) {
        if (sent != null && !Objects.equals(sent, stored)) {
            fields.wrong(field, NOT_YOURS);
        }
    }
}
