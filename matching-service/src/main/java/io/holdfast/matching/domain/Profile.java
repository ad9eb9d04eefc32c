package io.holdfast.matching.domain;

import java.time.ZoneId;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Who a professional is and what they can be booked for. Admins say all of it; {@link Presentation} is the part that
 * professionals say themselves.
 *
 * @param phone       E.164
 * @param zone        the schedule's, where its wall times are meant; said here only when the professional is registered
 * @param languages   BCP 47 tags, the first is the preferred one
 * @param offeringIds what they can be booked for
 * @param skills      for matching
 * @param serviceArea cities to which they come, as an address names them; empty when they do not come to anybody
 * @param active      whether they can be booked
 */
public record Profile(
        String displayName,
        String email,
        @Nullable String phone,
        @Nullable String avatarUrl,
        String category,
        Money hourlyRate,
        ZoneId zone,
        List<String> languages,
        List<String> offeringIds,
        List<String> skills,
        List<String> serviceArea,
        boolean active) {

    public Profile {
        languages = List.copyOf(languages);
        offeringIds = List.copyOf(offeringIds);
        skills = List.copyOf(skills);
        serviceArea = List.copyOf(serviceArea);
    }

    /**
     * How professionals show themselves and are reached, which is theirs to say. Price, offerings, skills and whether
     * they can be booked are the business's; the zone is the schedule's; the email is where the business writes to.
     */
    public record Presentation(
            String displayName,
            @Nullable String phone,
            @Nullable String avatarUrl,
            List<String> languages,
            List<String> serviceArea) {}

    /** The same professional, in another zone. */
    Profile in(ZoneId other) {
        return new Profile(
                displayName,
                email,
                phone,
                avatarUrl,
                category,
                hourlyRate,
                other,
                languages,
                offeringIds,
                skills,
                serviceArea,
                active);
    }

    /** The same professional, presented otherwise. */
    public Profile with(Presentation presentation) {
        return new Profile(
                presentation.displayName(),
                email,
                presentation.phone(),
                presentation.avatarUrl(),
                category,
                hourlyRate,
                zone,
                presentation.languages(),
                offeringIds,
                skills,
                presentation.serviceArea(),
                active);
    }
}
