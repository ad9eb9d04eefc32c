package io.holdfast.matching.domain.match;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

import io.holdfast.matching.domain.match.MatchEvent.ProposalSent;
import org.jspecify.annotations.Nullable;

/**
 * Professionals who are asked day by day and answer by dice of one seed: the real decisions on invented people, without a
 * store and without waiting. Who lives where, who wants somebody and who answers what is drawn; everybody accepts as likely.
 */
final class Marketplace {

    private static final double DEGREES_OF_A_KILOMETRE = 1 / 111.2;
    private static final int CITY_KILOMETRES = 8;
    private static final double ACCEPTS = 0.6;
    private static final double DECLINES = 0.2;
    private static final int REMEMBERED = 100;

    private final Random dice;
    private final ScoringPolicy policy;
    private final Waves waves;
    private final Map<String, Candidate> people = new LinkedHashMap<>();
    private final Map<String, List<Occupancy>> occupied = new HashMap<>();
    private final Map<String, List<AskedBefore>> askedBefore = new HashMap<>();
    private final Map<String, Integer> proposals = new HashMap<>();
    private final Map<String, Integer> bookings = new HashMap<>();
    private final Map<String, Instant> firstAsked = new HashMap<>();
    private final List<Match> history = new ArrayList<>();
    private int asked;

    Marketplace(long seed, ScoringPolicy policy, Waves waves) {
        this.dice = new Random(seed);
        this.policy = policy;
        this.waves = waves;
    }

    void join(String id, @Nullable Double rating, int ratings) {
        Candidate usual = MatchMother.candidate(id);
        people.put(id, new Candidate(
                usual.id(), usual.displayName(), usual.gender(), usual.languages(), usual.skills(), usual.cities(),
                List.of(somewhere()), rating, ratings, usual.hours(), OccupiedTimes.NONE, AskedTimes.NONE));
        occupied.put(id, new ArrayList<>());
        askedBefore.put(id, new ArrayList<>());
        proposals.put(id, 0);
        bookings.put(id, 0);
    }

    /** So many requests of one day, for its next one, an hour each. */
    void day(Instant morning, int requests) {
        Stream.generate(() -> morning.plus(Duration.ofMinutes(dice.nextInt(12 * 60))))
                .limit(requests)
                .sorted()
                .forEach(this::request);
    }

    private void request(Instant at) {
        var id = new BookingId("booking-" + history.size());
        // Between 9 and 18 o'clock, local time.
        Instant start = at.truncatedTo(ChronoUnit.DAYS)
                .plus(Duration.ofHours(24 + 7 + dice.nextInt(10)));
        MatchRequest usual = MatchMother.request(start, start.plus(Duration.ofHours(1)), at.plus(Duration.ofMinutes(75)));
        MatchRequest request = usual.at(new Place("1 Road", "Tel Aviv", null, null, somewhere()));
        Match match = Match.begin(id, MatchMother.TENANT, 1, request).aggregate();
        Instant now = at;
        while (match.wantsWave()) {
            match = ask(match, now);
            now = now.plus(waves.answerWithin());
        }
        history.add(match);
    }

    private record Answer(Proposal to, Instant at, boolean accepts) {}

    private Match ask(Match match, Instant now) {
        List<String> already = match.proposals().stream().map(Proposal::professional).toList();
        var sent = match.ask(
                Ranking.of(match.id(), match.request(), people.values(), already, policy, now), waves, now);
        Match after = sent.aggregate();
        List<Answer> answers = new ArrayList<>();
        for (MatchEvent event : sent.events()) {
            if (event instanceof ProposalSent to) {
                asked++;
                proposals.merge(to.proposal().professional(), 1, Integer::sum);
                firstAsked.putIfAbsent(to.proposal().professional(), now);
                double lot = dice.nextDouble();
                Instant at = now.plusSeconds(60 + dice.nextInt(13 * 60));
                if (lot < ACCEPTS + DECLINES) {
                    answers.add(new Answer(to.proposal(), at, lot < ACCEPTS));
                }
            }
        }
        answers.sort(Comparator.comparing(Answer::at));
        for (Answer answer : answers) {
            after = answered(after, answer);
        }
        if (!answers.isEmpty() || sent.events().stream().anyMatch(ProposalSent.class::isInstance)) {
            after = after.catchUp(now.plus(waves.answerWithin())).aggregate();
        }
        remember(after, now);
        return after;
    }

    private Match answered(Match match, Answer answer) {
        if (match.status() != MatchStatus.ASKING) {
            return match;
        }
        if (!answer.accepts()) {
            return match.decline(answer.to().id(), null, answer.at()).aggregate();
        }
        String winner = answer.to().professional();
        bookings.merge(winner, 1, Integer::sum);
        known(occupied, winner).add(new Occupancy(match.id().value(), 1, match.request().start(), match.request().end(), null));
        remember(winner);
        return match.accept(answer.to().id(), answer.at()).aggregate().book(1, winner, answer.at()).aggregate();
    }

    /** As the projection does when it hears of each proposal. */
    private void remember(Match match, Instant sentAt) {
        match.proposals().stream().filter(proposal -> proposal.sentAt().equals(sentAt)).forEach(proposal -> {
            List<AskedBefore> theirs = known(askedBefore, proposal.professional());
            theirs.add(new AskedBefore(
                    proposal.id().toString(), proposal.sentAt(), proposal.status(), proposal.answeredAt()));
            if (theirs.size() > REMEMBERED) {
                theirs.removeFirst();
            }
            remember(proposal.professional());
        });
    }

    private void remember(String id) {
        people.computeIfPresent(id, (key, known) -> new Candidate(
                known.id(), known.displayName(), known.gender(), known.languages(), known.skills(), known.cities(),
                known.positions(), known.rating(), known.ratings(), known.hours(), OccupiedTimes.of(known(occupied, id)),
                AskedTimes.of(known(askedBefore, id))));
    }

    private static <T> List<T> known(Map<String, List<T>> all, String id) {
        return Objects.requireNonNull(all.get(id));
    }

    private Position somewhere() {
        return new Position(
                MatchMother.TEL_AVIV.latitude() + CITY_KILOMETRES * (dice.nextDouble() * 2 - 1) * DEGREES_OF_A_KILOMETRE,
                MatchMother.TEL_AVIV.longitude() + CITY_KILOMETRES * (dice.nextDouble() * 2 - 1) * DEGREES_OF_A_KILOMETRE);
    }

    Map<String, Integer> proposals() {
        return proposals;
    }

    Map<String, Integer> bookings() {
        return bookings;
    }

    Instant firstAsked(String id) {
        return firstAsked.getOrDefault(id, Instant.MAX);
    }

    List<Match> history() {
        return history;
    }

    int asked() {
        return asked;
    }
}
