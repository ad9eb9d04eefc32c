package io.holdfast.matching.web;

import java.math.BigDecimal;
import java.util.List;

import io.holdfast.matching.domain.Professional;
import org.jspecify.annotations.Nullable;

/** What everybody may know of a professional: no address, no phone number. */
record PublicProfileResponse(
        String id,
        String displayName,
        @Nullable String avatarUrl,
        @Nullable String about,
        String category,
        MoneyResponse hourlyRate,
        String zone,
        @Nullable BigDecimal rating,
        long ratingCount,
        List<String> languages,
        List<String> offeringIds) {

    static PublicProfileResponse of(Professional professional) {
        var engagement = professional.profile().engagement();
        return new PublicProfileResponse(
                professional.id().value(),
                professional.profile().presentation().displayName(),
                professional.profile().presentation().avatarUrl(),
                professional.profile().presentation().about(),
                engagement.category(),
                MoneyResponse.of(engagement.hourlyRate()),
                professional.profile().zone().getId(),
                professional.rating().average(),
                professional.rating().count(),
                professional.profile().presentation().languages(),
                engagement.offeringIds());
    }
}
