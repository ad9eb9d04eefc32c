package io.holdfast.matching.domain.match;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

import io.holdfast.matching.domain.Gender;
import io.holdfast.matching.domain.ProfessionalId;
import org.jspecify.annotations.Nullable;

/**
 * A professional who does what is asked for, with all that is known of them: a copy of what others say, as of a moment
 * ago. It says who is worth asking; whether they are free, availability-service says.
 *
 * @param languages BCP 47 tags
 * @param cities    where they come to, in the form of {@link Place#comparable}; empty when they come to nobody
 * @param positions of those cities that are on the map
 * @param rating    average of their reviews, 1–5; null without any
 * @param hours     null before their schedule was heard of: then they are taken to be free
 * @param asked     their latest proposals
 */
public record Candidate(
        ProfessionalId id,
        String displayName,
        @Nullable Gender gender,
        List<String> languages,
        List<String> skills,
        List<String> cities,
        List<Position> positions,
        @Nullable Double rating,
        int ratings,
        @Nullable WorkingHours hours,
        OccupiedTimes occupied,
        AskedTimes asked) {

    /** How far back proposals count. */
    public static final Duration REMEMBERED = Duration.ofDays(30);

    private static final long SECONDS_OF_A_MINUTE = 60;
    /** Its end may not have been heard of. */
    private static final long LONGEST_OPEN = 2 * 3_600;

    public Candidate {
        languages = List.copyOf(languages);
        skills = List.copyOf(skills);
        cities = List.copyOf(cities);
        positions = List.copyOf(positions);
    }

    /** Why they are not asked, the first reason that applies; null when they may be. */
    @Nullable Unsuitability unsuitability(Inquiry inquiry, ScoringPolicy policy) {
        MatchRequest request = inquiry.request();
        Preference wanted = request.preference();
        if (request.excluded().contains(id.value())) {
            return Unsuitability.EXCLUDED;
        } else if (wanted.professional() != null && !wanted.professional().equals(id.value())) {
            return Unsuitability.NOT_NAMED;
        } else if (wanted.gender() != null && wanted.gender() != gender) {
            return Unsuitability.GENDER;
        } else if (!wanted.languages().isEmpty() && wanted.languages().stream().noneMatch(this::speaks)) {
            return Unsuitability.LANGUAGE;
        } else if (skillShare(request) < policy.leastSkillShare()) {
            return Unsuitability.SKILL;
        } else if (!comesTo(inquiry, policy)) {
            return Unsuitability.AREA;
        } else if (hours != null && !hours.cover(inquiry.in(hours.zone()))) {
            return Unsuitability.CLOSED;
        } else if (isBusy(inquiry)) {
            return Unsuitability.BUSY;
        }
        return null;
    }

    /** What a score is made of. In one pass without a calendar: there may be thousands of candidates, each with a past. */
    Features features(Inquiry inquiry) {
        Inquiry.Local local = inquiry.in(hours == null ? ZoneOffset.UTC : hours.zone());
        long now = inquiry.now().getEpochSecond();
        long forgotten = now - REMEMBERED.toSeconds();
        long hour = local.hourOf(now);
        int remembered = 0;
        int accepted = 0;
        int answered = 0;
        int hourAsked = 0;
        int hourAnswered = 0;
        int open = 0;
        long seconds = 0;
        for (int i = 0; i < asked.size(); i++) {
            long at = asked.asked(i);
            if (at <= forgotten) {
                continue;
            }
            ProposalStatus status = asked.status(i);
            remembered++;
            open += status == ProposalStatus.PENDING && at > now - LONGEST_OPEN ? 1 : 0;
            accepted += status == ProposalStatus.ACCEPTED ? 1 : 0;
            boolean thisHour = local.hourOf(at) == hour;
            // One whose answer is still open says nothing yet.
            hourAsked += thisHour && status != ProposalStatus.PENDING ? 1 : 0;
            if (asked.answered(i) != AskedTimes.NOT_ANSWERED) {
                answered++;
                hourAnswered += thisHour ? 1 : 0;
                seconds += asked.answered(i) - at;
            }
        }
        MatchRequest request = inquiry.request();
        double kilometres = kilometresTo(request.place());
        return new Features(
                skillShare(request),
                Double.isNaN(kilometres) ? null : kilometres,
                speaks(request.language()),
                rating,
                ratings,
                occupied.bookedBetween(local.dayFrom(), local.dayTo()),
                occupied.bookedBetween(local.weekFrom(), local.weekTo()),
                open,
                asked.size() == 0 ? null : Math.max(0, (now - asked.asked(asked.size() - 1)) / SECONDS_OF_A_MINUTE),
                remembered,
                accepted,
                answered,
                answered == 0 ? null : (double) seconds / SECONDS_OF_A_MINUTE / answered,
                hourAsked,
                hourAnswered);
    }

    private double skillShare(MatchRequest request) {
        List<String> wanted = request.skills();
        return wanted.isEmpty() ? 1 : (double) wanted.stream().filter(skills::contains).count() / wanted.size();
    }

    /** {@code he-IL} is spoken by who speaks {@code he}. */
    private boolean speaks(String language) {
        for (String known : languages) {
            int length = primaryLength(known);
            if (length == primaryLength(language) && known.regionMatches(true, 0, language, 0, length)) {
                return true;
            }
        }
        return false;
    }

    private static int primaryLength(String tag) {
        int dash = tag.indexOf('-');
        return dash < 0 ? tag.length() : dash;
    }

    private boolean comesTo(Inquiry inquiry, ScoringPolicy policy) {
        String city = inquiry.city();
        // What is not a number is not near.
        return city == null
                || cities.contains(city)
                || kilometresTo(inquiry.request().place()) <= policy.reachKilometres();
    }

    /** From the nearest of their places; not a number where that is not known. */
    private double kilometresTo(@Nullable Place place) {
        Position there = place == null ? null : place.position();
        if (there == null || positions.isEmpty()) {
            return Double.NaN;
        }
        double nearest = Double.MAX_VALUE;
        for (Position position : positions) {
            nearest = Math.min(nearest, there.kilometresTo(position));
        }
        return nearest;
    }

    private boolean isBusy(Inquiry inquiry) {
        MatchRequest request = inquiry.request();
        long before = hours == null ? 0 : hours.minutesBefore() * SECONDS_OF_A_MINUTE;
        long after = hours == null ? 0 : hours.minutesAfter() * SECONDS_OF_A_MINUTE;
        return occupied.overlaps(
                request.start().getEpochSecond(),
                request.end().getEpochSecond(),
                before,
                after,
                inquiry.now().getEpochSecond());
    }
}
