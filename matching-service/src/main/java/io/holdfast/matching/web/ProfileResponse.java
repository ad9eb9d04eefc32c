package io.holdfast.matching.web;

import java.math.BigDecimal;
import java.util.List;

import io.holdfast.matching.domain.Gender;
import io.holdfast.matching.domain.Professional;
import org.jspecify.annotations.Nullable;

/** Everything that is known of a professional: for admins, and for the professional. */
record ProfileResponse(
        String id,
        String displayName,
        String email,
        @Nullable String phone,
        @Nullable String avatarUrl,
        @Nullable String about,
        String category,
        MoneyResponse hourlyRate,
        String zone,
        @Nullable BigDecimal rating,
        long ratingCount,
        List<String> languages,
        List<String> offeringIds,
        List<String> skills,
        List<String> serviceArea,
        @Nullable Gender gender,
        boolean active) {

    static ProfileResponse of(Professional professional) {
        var presentation = professional.profile().presentation();
        var engagement = professional.profile().engagement();
        return new ProfileResponse(
                professional.id().value(),
                presentation.displayName(),
                engagement.email(),
                presentation.phone(),
                presentation.avatarUrl(),
                presentation.about(),
                engagement.category(),
                MoneyResponse.of(engagement.hourlyRate()),
                professional.profile().zone().getId(),
                professional.rating().average(),
                professional.rating().count(),
                presentation.languages(),
                engagement.offeringIds(),
                engagement.skills(),
                presentation.serviceArea(),
                presentation.gender(),
                engagement.active());
    }
}
