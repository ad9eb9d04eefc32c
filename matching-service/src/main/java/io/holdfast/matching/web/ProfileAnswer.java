package io.holdfast.matching.web;

import java.util.List;

import io.holdfast.matching.domain.Professional;
import org.jspecify.annotations.Nullable;

/** Everything that is known of a professional: for admins, and for the professional. */
record ProfileAnswer(
        String id,
        String displayName,
        String email,
        @Nullable String phone,
        @Nullable String avatarUrl,
        String category,
        MoneyAnswer hourlyRate,
        String zone,
        @Nullable Double rating,
        List<String> languages,
        List<String> offeringIds,
        List<String> skills,
        List<String> serviceArea,
        boolean active) {

    static ProfileAnswer of(Professional professional) {
        var profile = professional.profile();
        return new ProfileAnswer(
                professional.id().value(),
                profile.displayName(),
                profile.email(),
                profile.phone(),
                profile.avatarUrl(),
                profile.category(),
                MoneyAnswer.of(profile.hourlyRate()),
                profile.zone().getId(),
                professional.rating(),
                profile.languages(),
                profile.offeringIds(),
                profile.skills(),
                profile.serviceArea(),
                profile.active());
    }
}
