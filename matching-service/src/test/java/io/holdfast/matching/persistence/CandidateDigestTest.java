package io.holdfast.matching.persistence;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import io.holdfast.matching.domain.Gender;
import io.holdfast.matching.domain.match.AskedBefore;
import io.holdfast.matching.domain.match.AskedTimes;
import io.holdfast.matching.domain.match.Candidate;
import io.holdfast.matching.domain.match.DayOff;
import io.holdfast.matching.domain.match.MatchMother;
import io.holdfast.matching.domain.match.Occupancy;
import io.holdfast.matching.domain.match.OccupiedTimes;
import io.holdfast.matching.domain.match.Position;
import io.holdfast.matching.domain.match.ProposalStatus;
import io.holdfast.matching.domain.match.WorkingHours;
import io.holdfast.matching.domain.match.WorkingHours.DateHours;
import io.holdfast.matching.domain.match.WorkingHours.Hours;
import io.holdfast.matching.domain.match.WorkingHours.Pause;
import io.holdfast.matching.domain.match.WorkingHours.Recurring;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a search reads of a candidate is what is known of them. */
class CandidateDigestTest {

    private static final Instant NOW = MatchMother.NOW;
    private static final LocalDate DATE = LocalDate.parse("2026-12-01");

    @Test
    void everythingComesBackAsItWas() {
        var hours = new WorkingHours(
                ZoneId.of("Asia/Jerusalem"),
                Map.of(DayOfWeek.MONDAY, new Hours(0, 1_440), DayOfWeek.SUNDAY, new Hours(9 * 60, 17 * 60)),
                List.of(
                        new Recurring(2, DATE, null, List.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY), new Hours(60, 120)),
                        new Recurring(1, DATE, DATE.plusYears(1), List.of(), new Hours(0, 1))),
                List.of(new Pause(new Hours(12 * 60, 13 * 60), List.of(DayOfWeek.values()))),
                List.of(new DateHours(DATE, null), new DateHours(DATE.plusDays(1), new Hours(10, 20))),
                15, 30);
        var candidate = new Candidate(
                MatchMother.candidate("p-1").id(), "Dr. מאיה Ünal", Gender.OTHER, List.of("he-IL", "en"), List.of("deep-tissue"),
                List.of("tel aviv", "ramat gan"), List.of(MatchMother.TEL_AVIV, new Position(-90, 180)), 4.5, 12, hours,
                OccupiedTimes.of(
                        List.of(
                                new Occupancy("b-1", 1, NOW, NOW.plus(Duration.ofHours(1)), null),
                                new Occupancy("b-2", 7, NOW.minusSeconds(1), NOW.plusMillis(1), NOW.plusMillis(900_001))),
                        List.of(new DayOff.Time(NOW, NOW.plusSeconds(1)))),
                AskedTimes.of(List.of(
                        new AskedBefore("1", NOW.minus(Duration.ofDays(40)), ProposalStatus.EXPIRED, null),
                        new AskedBefore("2", NOW, ProposalStatus.WITHDRAWN, NOW.plusSeconds(7)),
                        new AskedBefore("3", Instant.parse("2099-12-31T23:59:59Z"), ProposalStatus.PENDING, null))));

        assertThat(CandidateDigest.read(MatchMother.TENANT, CandidateDigest.of(candidate).getData())).contains(candidate);
    }

    @Test
    void whatIsNotKnownIsNotKnownAfterwardsEither() {
        var candidate = new Candidate(
                MatchMother.candidate("p-1").id(), "", null, List.of(), List.of(), List.of(), List.of(), null, 0, null,
                OccupiedTimes.NONE, AskedTimes.NONE);

        assertThat(CandidateDigest.read(MatchMother.TENANT, CandidateDigest.of(candidate).getData())).contains(candidate);
    }

    @Test
    void anotherFormatIsLeftToItsFields() {
        byte[] digest = CandidateDigest.of(MatchMother.candidate("p-1")).getData();
        digest[0]++;

        assertThat(CandidateDigest.read(MatchMother.TENANT, digest)).isEmpty();
        assertThat(CandidateDigest.read(MatchMother.TENANT, new byte[0])).isEmpty();
    }
}
