package io.holdfast.matching.domain.match;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static io.holdfast.matching.domain.match.MatchMother.NOW;
import static io.holdfast.matching.domain.match.MatchMother.WAVES;
import static org.assertj.core.api.Assertions.assertThat;

/** A replay by the policy that was in force ends as it ended, also where people had become busy meanwhile. */
class ShadowReplayTest {

    @Test
    void whoWasBusyWhenTheNextWouldHaveBeenAskedIsNotAskedInAReplayEither() {
        ReplayReport report = ShadowReplay.run(
                IntStream.range(0, 20).mapToObj(i -> inVain("b-" + i)), MatchMother.policy(), WAVES);

        assertThat(report.requests()).isEqualTo(20);
        assertThat(report.differences()).isEmpty();
        assertThat(report.sameWinner()).isEqualTo(20);
        assertThat(report.shadow()).isEqualTo(report.actual());
    }

    /** Two of three are asked and decline; by then the third has something else to do. */
    private static Match inVain(String booking) {
        Match match = Match.begin(new BookingId(booking), MatchMother.TENANT, 1, MatchMother.request())
                .then(begun -> begun.ask(MatchMother.ranking("a", "b", "c"), WAVES, NOW))
                .aggregate();
        for (Proposal proposal : match.proposals()) {
            match = match.decline(proposal.id(), null, NOW.plusSeconds(60)).aggregate();
        }
        match = match.ask(MatchMother.ranking(), WAVES, NOW.plusSeconds(60)).aggregate();
        assertThat(match.failure()).isEqualTo(FailureReason.NOBODY_ACCEPTED);
        return match;
    }
}
