package io.holdfast.matching.domain.match;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.holdfast.messaging.aggregates.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.holdfast.matching.domain.match.MatchMother.BOOKING;
import static io.holdfast.matching.domain.match.MatchMother.NOW;
import static io.holdfast.matching.domain.match.MatchMother.WAVES;
import static io.holdfast.matching.domain.match.MatchMother.asking;
import static io.holdfast.matching.domain.match.MatchMother.ranking;
import static io.holdfast.matching.domain.match.MatchMother.request;
import static org.assertj.core.api.Assertions.assertThat;

/** Every state of a match against every message. */
class MatchTableTest {

    private static final Match ASKED = asking();
    private static final ProposalId FIRST = ASKED.proposals().get(0).id();
    private static final ProposalId SECOND = ASKED.proposals().get(1).id();
    private static final Instant SOON = NOW.plus(Duration.ofMinutes(5));
    private static final Instant LATE = NOW.plus(Duration.ofMinutes(15));
    private static final Instant DEADLINE = NOW.plus(Duration.ofMinutes(75));

    /** Two are asked in each but SEARCHING (nobody any more) and RESERVING.1 (the other has declined). */
    private static final Map<String, Match> STATES = states();

    private static Map<String, Match> states() {
        var states = new TreeMap<String, Match>();
        states.put("ASKING", ASKED);
        states.put("SEARCHING", ASKED.decline(FIRST, null, SOON).aggregate().decline(SECOND, "no", SOON).aggregate());
        states.put("RESERVING", ASKED.accept(FIRST, SOON).aggregate());
        states.put("RESERVING.1", ASKED.decline(SECOND, null, SOON).aggregate().accept(FIRST, SOON).aggregate());
        states.put("MATCHED", ASKED.accept(FIRST, SOON).aggregate().book(2, FIRST.professional(), SOON).aggregate());
        states.put("FAILED", ASKED.timeOut(2, DEADLINE).aggregate());
        states.put("WITHDRAWN", ASKED.withdraw(2, SOON).aggregate());
        return states;
    }

    private static final Map<String, Function<Match, Decision<Match, MatchEvent>>> MESSAGES = Map.ofEntries(
            Map.entry("awaiting-match.same", match -> match.beginAgain(2, request(), SOON)),
            Map.entry("awaiting-match.older", match -> match.beginAgain(1, request(), SOON)),
            Map.entry("awaiting-match.next", match -> match.beginAgain(3, request(), SOON)),
            Map.entry("ended", match -> match.withdraw(2, SOON)),
            Map.entry("ended.older", match -> match.withdraw(1, SOON)),
            Map.entry("ask", match -> match.ask(ranking("e", "f"), WAVES, SOON)),
            Map.entry("ask.nobody", match -> match.ask(ranking(), WAVES, SOON)),
            Map.entry("ask.late", match -> match.ask(ranking("e", "f"), WAVES, DEADLINE)),
            Map.entry("switched-off", match -> match.refuse(SOON)),
            Map.entry("accept.first", match -> match.accept(FIRST, SOON)),
            Map.entry("accept.second", match -> match.accept(SECOND, SOON)),
            Map.entry("accept.second.late", match -> match.accept(SECOND, LATE)),
            Map.entry("decline.first", match -> match.decline(FIRST, "busy", SOON)),
            Map.entry("decline.second", match -> match.decline(SECOND, "busy", SOON)),
            Map.entry("proposal.timed-out", match -> match.expire(SECOND, LATE)),
            Map.entry("proposal.timed-out.early", match -> match.expire(SECOND, SOON)),
            Map.entry("match.timed-out", match -> match.timeOut(2, DEADLINE)),
            Map.entry("match.timed-out.early", match -> match.timeOut(2, SOON)),
            Map.entry("match.timed-out.other", match -> match.timeOut(1, DEADLINE)),
            Map.entry("slot.booked", match -> match.book(2, FIRST.professional(), SOON)),
            Map.entry("slot.booked.stranger", match -> match.book(2, "z", SOON)),
            Map.entry("slot.booked.other", match -> match.book(3, FIRST.professional(), SOON)),
            Map.entry("slot.rejected", match -> match.reject(2, 1)),
            Map.entry("slot.rejected.earlier", match -> match.reject(2, 0)),
            Map.entry("slot.rejected.other", match -> match.reject(1, 1)));

    /**
     * Message, then what each state becomes with its events' initials (S ent, A ccepted, D eclined, E xpired, W ithdrawn,
     * F ound, X failed); {@code =} nothing changes, {@code !} refused: what they were asked is T aken,
     * E xpired, D eclined, A ccepted before, or the B ooking has ended. The columns: ASKING SEARCHING RESERVING
     * RESERVING.1 MATCHED FAILED WITHDRAWN.
     */
    private static final String TABLE = """
            awaiting-match.same      =            =            =            =            =            =            =
            awaiting-match.older     =            =            =            =            =            =            =
            awaiting-match.next      ASKING/WW    ASKING/      ASKING/WW    ASKING/W     ASKING/      ASKING/      ASKING/
            ended                    WITHDRAWN/WW WITHDRAWN/   WITHDRAWN/WW WITHDRAWN/W  =            =            =
            ended.older              =            =            =            =            =            =            =
            ask                      =            ASKING/SS    =            =            =            =            =
            ask.nobody               =            FAILED/X     =            =            =            =            =
            ask.late                 =            FAILED/X     =            =            =            =            =
            switched-off             =            FAILED/X     =            =            =            =            =
            accept.first             RESERVING/A  !D           =            =            =            !E           !B
            accept.second            RESERVING/A  !D           !T           !D           !T           !E           !B
            accept.second.late       !E           !D           !E           !D           !T           !E           !B
            decline.first            ASKING/D     =            !A           !A           !A           !E           !B
            decline.second           ASKING/D     =            RESERVING/D  =            !T           !E           !B
            proposal.timed-out       ASKING/E     =            RESERVING/E  =            =            =            =
            proposal.timed-out.early =            =            =            =            =            =            =
            match.timed-out          FAILED/WWX   FAILED/X     FAILED/WWX   FAILED/WX    =            =            =
            match.timed-out.early    =            =            =            =            =            =            =
            match.timed-out.other    =            =            =            =            =            =            =
            slot.booked              =            =            MATCHED/FW   MATCHED/F    =            =            =
            slot.booked.stranger     =            =            =            =            =            =            =
            slot.booked.other        =            =            =            =            =            =            =
            slot.rejected            =            =            ASKING/W     ASKING/W     =            =            =
            slot.rejected.earlier    =            =            =            =            =            =            =
            slot.rejected.other      =            =            =            =            =            =            =
            """;

    private static final List<String> COLUMNS =
            List.of("ASKING", "SEARCHING", "RESERVING", "RESERVING.1", "MATCHED", "FAILED", "WITHDRAWN");

    private record Cell(String message, String state, String expected) {}

    static Stream<Cell> cells() {
        return TABLE.lines().flatMap(line -> {
            String[] words = line.strip().split(" +");
            assertThat(words).as(line).hasSize(COLUMNS.size() + 1);
            return Stream.iterate(1, i -> i + 1)
                    .limit(COLUMNS.size())
                    .map(i -> new Cell(words[0], COLUMNS.get(i - 1), words[i]));
        });
    }

    @ParameterizedTest
    @MethodSource("cells")
    void everyMessageIsDecidedInEveryState(Cell cell) {
        Match before = STATES.get(cell.state());

        Decision<Match, MatchEvent> decided = MESSAGES.get(cell.message()).apply(before);

        assertThat(written(decided)).isEqualTo(cell.expected());
        if (!(decided instanceof Decision.Changed)) {
            assertThat(decided.aggregate()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void noProposalOutlivesItsMatchAndAtMostOneAcceptanceHolds(Cell cell) {
        Match after = MESSAGES.get(cell.message()).apply(STATES.get(cell.state())).aggregate();

        long accepted = after.proposals().stream().filter(p -> p.status() == ProposalStatus.ACCEPTED).count();
        switch (after.status()) {
            case ASKING -> assertThat(accepted).isZero();
            case RESERVING -> assertThat(accepted).isEqualTo(1);
            case MATCHED -> {
                assertThat(accepted).isEqualTo(1);
                assertThat(after.proposals()).noneMatch(Proposal::isPending);
            }
            case FAILED, WITHDRAWN -> {
                assertThat(accepted).isZero();
                assertThat(after.proposals()).noneMatch(Proposal::isPending);
            }
        }
        assertThat(after.endedAt() == null).isEqualTo(after.nextDeadline().isPresent());
    }

    @Test
    void tableHasEveryMessageAndEveryState() {
        Set<String> rows = TABLE.lines().map(line -> line.strip().split(" +")[0]).collect(Collectors.toCollection(TreeSet::new));
        assertThat(rows).isEqualTo(new TreeSet<>(MESSAGES.keySet()));
        assertThat(STATES.keySet()).isEqualTo(new TreeSet<>(COLUMNS));
        assertThat(STATES.values().stream().map(Match::status).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(MatchStatus.values());
    }

    @Test
    void acceptancesOfOneMatchAreCountedSoThatALateRejectionIsKnown() {
        Match lost = ASKED.accept(FIRST, SOON).aggregate().reject(2, 1).aggregate();
        Match again = lost.accept(SECOND, SOON).aggregate();

        assertThat(again.attempts()).isEqualTo(2);
        assertThat(again.reject(2, 1)).isInstanceOf(Decision.Unchanged.class);
        assertThat(again.book(2, FIRST.professional(), SOON)).isInstanceOf(Decision.Unchanged.class);
        assertThat(again.book(2, SECOND.professional(), SOON).aggregate().accepted().orElseThrow().id()).isEqualTo(SECOND);
        assertThat(again.accept(FIRST, SOON).refusal()).contains(MatchRefusal.SLOT_NOT_FREE);
    }

    @Test
    void atMostFiveAreAskedInWavesAndThenItFails() {
        Match match = Match.begin(BOOKING, MatchMother.TENANT, 1, request()).aggregate();
        var sent = new ArrayList<Integer>();
        while (match.wantsWave()) {
            List<String> asked = match.proposals().stream().map(Proposal::professional).toList();
            List<Candidate> all = Stream.of("a", "b", "c", "d", "e", "f", "g").map(MatchMother::candidate).toList();
            var asks = match.ask(
                    Ranking.of(BOOKING, request(), all, asked, MatchMother.policy(), SOON), WAVES, SOON);
            sent.add((int) asks.events().stream().filter(MatchEvent.ProposalSent.class::isInstance).count());
            match = asks.aggregate();
            for (Proposal proposal : match.proposals()) {
                match = match.decline(proposal.id(), null, SOON).aggregate();
            }
        }

        assertThat(sent).containsExactly(2, 2, 1, 0);
        assertThat(match.failure()).isEqualTo(FailureReason.NOBODY_ACCEPTED);
        assertThat(match.waves()).hasSize(4);
        assertThat(match.proposals().stream().map(Proposal::professional).distinct()).hasSize(5);
    }

    @Test
    void whoAcceptsInTheLastMomentHasTimeToBeBookedBeforeTheMatchEnds() {
        Match match = Match.begin(BOOKING, MatchMother.TENANT, 2, request())
                .then(begun -> begun.ask(ranking("a", "b"), WAVES, DEADLINE.minus(Duration.ofMinutes(4))))
                .aggregate();
        ProposalId which = match.proposals().getFirst().id();
        Instant last = DEADLINE.minusSeconds(30);

        assertThat(match.proposals()).allMatch(proposal -> proposal.deadline().equals(last));
        assertThat(match.accept(which, last).refusal()).contains(MatchRefusal.PROPOSAL_EXPIRED);
        Match reserving = match.accept(which, last.minusMillis(1)).aggregate();
        assertThat(reserving.timeOut(2, DEADLINE.minusMillis(1))).isInstanceOf(Decision.Unchanged.class);
        assertThat(reserving.book(2, which.professional(), DEADLINE.minusMillis(1)).aggregate().status())
                .isEqualTo(MatchStatus.MATCHED);
        assertThat(reserving.timeOut(2, DEADLINE).aggregate().failure()).isEqualTo(FailureReason.DEADLINE);
    }

    @Test
    void nobodyIsAskedWhenThereIsNoTimeLeftToBeBooked() {
        Match match = Match.begin(BOOKING, MatchMother.TENANT, 2, request()).aggregate();
        Instant last = DEADLINE.minusSeconds(30);

        assertThat(match.ask(ranking("a"), WAVES, last).aggregate().failure()).isEqualTo(FailureReason.DEADLINE);
        assertThat(match.ask(ranking("a"), WAVES, last.minusMillis(1)).aggregate().proposals()).hasSize(1);
    }

    @Test
    void whatWasLostIsCaughtUpWith() {
        Match expired = ASKED.catchUp(LATE).aggregate();
        assertThat(expired.proposals()).allMatch(proposal -> proposal.status() == ProposalStatus.EXPIRED);
        assertThat(expired.wantsWave()).isTrue();

        assertThat(ASKED.catchUp(DEADLINE).aggregate().failure()).isEqualTo(FailureReason.DEADLINE);
        assertThat(ASKED.catchUp(SOON)).isInstanceOf(Decision.Unchanged.class);
    }

    private static String written(Decision<Match, MatchEvent> decided) {
        return switch (decided) {
            case Decision.Changed<Match, MatchEvent> changed -> changed.aggregate().status() + "/"
                    + changed.events().stream().map(MatchTableTest::initial).collect(Collectors.joining());
            case Decision.Unchanged<Match, MatchEvent> unchanged -> "=";
            case Decision.Refused<Match, MatchEvent> refused -> "!" + initial((MatchRefusal) refused.why());
        };
    }

    private static String initial(MatchEvent event) {
        return switch (event) {
            case MatchEvent.ProposalSent e -> "S";
            case MatchEvent.ProposalAccepted e -> "A";
            case MatchEvent.ProposalDeclined e -> "D";
            case MatchEvent.ProposalExpired e -> "E";
            case MatchEvent.ProposalWithdrawn e -> "W";
            case MatchEvent.MatchFound e -> "F";
            case MatchEvent.MatchFailed e -> "X";
        };
    }

    private static String initial(MatchRefusal refusal) {
        return switch (refusal) {
            case ALREADY_TAKEN -> "T";
            case SLOT_NOT_FREE -> "S";
            case PROPOSAL_EXPIRED -> "E";
            case PROPOSAL_DECLINED -> "D";
            case PROPOSAL_ACCEPTED -> "A";
            case BOOKING_ENDED -> "B";
        };
    }
}
