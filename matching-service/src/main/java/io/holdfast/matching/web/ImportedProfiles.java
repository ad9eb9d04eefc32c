package io.holdfast.matching.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.holdfast.defaults.web.Problem;
import io.holdfast.matching.domain.Professional;
import io.holdfast.matching.domain.ProfessionalId;
import io.holdfast.matching.domain.Profile;
import io.holdfast.matching.domain.TenantId;
import io.holdfast.matching.web.ProfileRequest.Rate;
import org.jspecify.annotations.Nullable;

/** Profiles as another system says them, held to what admins' requests are held to. */
public final class ImportedProfiles {

    private ImportedProfiles() {}

    /** What is said of a professional; what is null stays as it is, or has its default. */
    public record Said(
            @Nullable String displayName,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String category,
            @Nullable Long rate,
            @Nullable String currency,
            @Nullable String zone,
            @Nullable List<String> languages,
            @Nullable List<String> offeringIds,
            @Nullable Boolean active) {}

    /** @throws Problem 400 when nobody can have this id */
    public static ProfessionalId idOf(TenantId tenant, String id) {
        return ProfessionalId.of(tenant.value(), id).orElseThrow(() -> Problem.invalid("id", ProfileRequest.ID_RULE));
    }

    /**
     * The profile that is meant. Of somebody who is known the rest stays.
     *
     * @throws Problem 400 that names what is wrong with it
     */
    public static Profile read(Said said, Optional<Professional> known) {
        ProfileResponse there = known.map(ProfileResponse::of).orElse(null);
        return new ProfileRequest(
                        null,
                        or(said.displayName(), there == null ? null : there.displayName()),
                        or(said.email(), there == null ? null : there.email()),
                        or(said.phone(), there == null ? null : there.phone()),
                        there == null ? null : there.avatarUrl(),
                        there == null ? null : there.about(),
                        or(said.category(), there == null ? null : there.category()),
                        rate(said, there),
                        or(said.zone(), there == null ? null : there.zone()),
                        null,
                        null,
                        nullable(or(said.languages(), there == null ? null : there.languages())),
                        nullable(or(said.offeringIds(), there == null ? null : there.offeringIds())),
                        nullable(there == null ? null : there.skills()),
                        nullable(there == null ? null : there.serviceArea()),
                        there == null || there.gender() == null ? null : there.gender().name(),
                        or(said.active(), there == null ? null : (Boolean) there.active()))
                .profile(known);
    }

    private static @Nullable Rate rate(Said said, @Nullable ProfileResponse there) {
        if (said.rate() != null) {
            return new Rate(said.rate(), said.currency());
        }
        return there == null ? null : new Rate(there.hourlyRate().amount(), there.hourlyRate().currency());
    }

    private static <T> @Nullable T or(@Nullable T said, @Nullable T known) {
        return said == null ? known : said;
    }

    private static @Nullable List<@Nullable String> nullable(@Nullable List<String> texts) {
        return texts == null ? null : new ArrayList<>(texts);
    }
}
