package io.holdfast.matching.domain.match;

import java.time.Instant;
import java.util.List;

import io.holdfast.matching.domain.Money;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is looked for, as the booking says it.
 *
 * @param number      the booking's, which people quote
 * @param place       null where nobody comes to anybody
 * @param language    BCP 47, the client's
 * @param displayZone IANA, the client's
 * @param skills      what the offering wants them to know
 * @param earnings    what the professional gets; null where it is not said
 * @param deadline    until when somebody must have been found
 * @param excluded    professionals who are not asked: they had the booking and gave it back
 */
public record MatchRequest(
        String number,
        String offeringId,
        String offeringName,
        Instant start,
        Instant end,
        @Nullable Place place,
        String language,
        String displayZone,
        Preference preference,
        List<String> skills,
        @Nullable Money earnings,
        Instant askedAt,
        Instant deadline,
        List<String> excluded) {

    public MatchRequest {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("What is looked for ends after it starts.");
        }
        skills = List.copyOf(skills);
        excluded = List.copyOf(excluded);
    }

    /** The same for a place that was found on the map. */
    public MatchRequest at(Place located) {
        return new MatchRequest(
                number, offeringId, offeringName, start, end, located, language, displayZone, preference, skills, earnings,
                askedAt, deadline, excluded);
    }
}
