package io.holdfast.matching.domain;

import java.time.ZoneId;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Who a professional is and what they can be booked for. Admins say all of it.
 *
 * @param zone the schedule's, where its wall times are meant; said here only when the professional is registered
 */
public record Profile(Presentation presentation, Engagement engagement, ZoneId zone) {

    /**
     * How professionals show themselves and are reached, which is theirs to say.
     *
     * @param phone       E.164
     * @param about       a few sentences for clients, of any number of lines; null when they say nothing
     * @param languages   BCP 47 tags, the first is the preferred one
     * @param serviceArea cities to which they come, as an address names them; empty when they do not come to anybody
     * @param gender      for clients who may say whom they let into their home; null when they do not say it
     */
    public record Presentation(
            String displayName,
            @Nullable String phone,
            @Nullable String avatarUrl,
            @Nullable String about,
            List<String> languages,
            List<String> serviceArea,
            @Nullable Gender gender) {

        public Presentation {
            languages = List.copyOf(languages);
            serviceArea = List.copyOf(serviceArea);
        }
    }

    /**
     * What the business decides about them.
     *
     * @param email       where the business writes to
     * @param offeringIds what they can be booked for
     * @param skills      for matching
     * @param active      whether they can be booked
     */
    public record Engagement(
            String email,
            String category,
            Money hourlyRate,
            List<String> offeringIds,
            List<String> skills,
            boolean active) {

        public Engagement {
            offeringIds = List.copyOf(offeringIds);
            skills = List.copyOf(skills);
        }
    }

    Profile in(ZoneId other) {
        return new Profile(presentation, engagement, other);
    }

    Profile with(Presentation other) {
        return new Profile(other, engagement, zone);
    }
}
