package io.holdfast.matching.domain;

import java.time.ZoneId;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What an admin says about a professional.
 *
 * @param phone       E.164
 * @param zone        where the schedule's wall times are meant
 * @param languages   BCP 47 tags, the first is the preferred one
 * @param offeringIds what they can be booked for
 * @param skills      for matching
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
        boolean active) {

    public Profile {
        languages = List.copyOf(languages);
        offeringIds = List.copyOf(offeringIds);
        skills = List.copyOf(skills);
    }
}
