package io.holdfast.matching.domain.match;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.holdfast.matching.domain.match.ReplayReport.Difference;
import io.holdfast.matching.domain.match.ReplayReport.Figures;
import io.holdfast.matching.domain.match.Score.Part;
import org.jspecify.annotations.Nullable;

/**
 * Shadow replay: past requests once more, with the candidates as they were known then, by another policy. Who was asked
 * then answers as they did; of the others it is assumed, by what they did before and a lot that is drawn from booking and
 * professional, so that the same replay has the same end. By the policy that was in force the same people win.
 *
 * <p>Each request is replayed by itself: what a proposal of the replay would have changed for later ones is left out.
 */
public final class ShadowReplay {

    private static final double LOTS = 1_000_003;

    private final ScoringPolicy policy;
    private final Waves rules;
    private final Tally actual = new Tally();
    private final Tally shadow = new Tally();
    private final List<Difference> differences = new ArrayList<>();
    private int requests;
    private int sameWinner;

    private ShadowReplay(ScoringPolicy policy, Waves rules) {
        this.policy = policy;
        this.rules = rules;
    }

    public static ReplayReport run(Stream<Match> past, ScoringPolicy policy, Waves rules) {
        var replay = new ShadowReplay(policy, rules);
        past.filter(ShadowReplay::isDecided).forEach(replay::replay);
        return new ReplayReport(
                replay.requests, replay.sameWinner, replay.actual.figures(), replay.shadow.figures(), replay.differences);
    }

    /** What was called off in the middle says nothing about how it would have ended. */
    private static boolean isDecided(Match match) {
        return !match.waves().isEmpty()
                && (match.status() == MatchStatus.MATCHED || match.status() == MatchStatus.FAILED);
    }

    private void replay(Match match) {
        requests++;
        actual.candidates(match);
        shadow.candidates(match);
        match.proposals().forEach(proposal -> actual.sent(proposal.professional(), proposal.features()));
        Optional<Proposal> found = match.status() == MatchStatus.MATCHED ? match.accepted() : Optional.empty();
        found.ifPresent(proposal -> actual.found(
                minutesBetween(match, proposal), proposal.features()));
        Optional<Ranked> won = play(match);
        String before = found.map(Proposal::professional).orElse(null);
        String after = won.map(Ranked::professional).orElse(null);
        if (Objects.equals(before, after)) {
            sameWinner++;
        } else if (differences.size() < ReplayReport.MOST_DIFFERENCES) {
            differences.add(new Difference(match.id(), before, after, because(match, before, won)));
        }
    }

    private static double minutesBetween(Match match, Proposal accepted) {
        return Duration.between(match.request().askedAt(), Objects.requireNonNull(accepted.answeredAt())).toMillis() / 60_000.0;
    }

    /** Who accepts first of those whom the policy asks. */
    private Optional<Ranked> play(Match match) {
        Set<String> asked = new HashSet<>();
        double minutes = Duration.between(match.request().askedAt(), match.waves().getFirst().at()).toMillis() / 60_000.0;
        double deadline = Duration.between(match.request().askedAt(), match.request().deadline()).toMillis() / 60_000.0;
        for (int wave = 1; asked.size() < rules.most() && minutes < deadline; wave++) {
            List<Ranked> chosen = rules.choose(left(match, wave, asked), wave, asked.size());
            if (chosen.isEmpty()) {
                return Optional.empty();
            }
            double limit = Math.min(rules.answerWithin().toMillis() / 60_000.0, deadline - minutes);
            List<Answer> answers = chosen.stream().map(one -> answer(match, one, limit)).toList();
            chosen.forEach(one -> {
                asked.add(one.professional());
                shadow.sent(one.professional(), one.features());
            });
            Optional<Answer> first = answers.stream()
                    .filter(Answer::accepts)
                    .min(Comparator.comparingDouble(Answer::minutes));
            if (first.isPresent()) {
                shadow.found(minutes + first.get().minutes(), first.get().of().features());
                return Optional.of(first.get().of());
            }
            minutes += answers.stream().mapToDouble(Answer::minutes).max().orElse(limit);
        }
        return Optional.empty();
    }

    /**
     * The candidates of that wave, as they were known then; of the last one there was, where there was none. When the same
     * people were asked until then and nobody was left, nobody is: the others were busy by then.
     */
    private Ranking left(Match match, int wave, Set<String> asked) {
        WaveDecision then = match.waves().get(Math.min(wave, match.waves().size()) - 1);
        boolean asItWas = wave <= match.waves().size() && asked.equals(askedBefore(match, wave));
        WaveDecision known = then.ranked().isEmpty() && !asItWas ? match.waves().getFirst() : then;
        List<Ranked> left =
                known.ranked().stream().filter(one -> !asked.contains(one.professional())).toList();
        return new Ranking(left, Map.of(), policy).by(policy);
    }

    private static Set<String> askedBefore(Match match, int wave) {
        return match.proposals().stream()
                .filter(proposal -> proposal.wave() < wave)
                .map(Proposal::professional)
                .collect(Collectors.toSet());
    }

    /** @param minutes until the answer, or until nobody waits for one any more */
    private record Answer(Ranked of, boolean accepts, double minutes) {}

    private Answer answer(Match match, Ranked one, double limit) {
        Optional<Proposal> then = match.proposals().stream()
                .filter(proposal -> proposal.professional().equals(one.professional()))
                .findFirst();
        if (then.isEmpty()) {
            return assumed(match, one, 0, limit);
        }
        Proposal proposal = then.get();
        double answered = proposal.answeredAt() == null
                ? limit
                : Math.min(limit, Duration.between(proposal.sentAt(), proposal.answeredAt()).toMillis() / 60_000.0);
        return switch (proposal.status()) {
            case ACCEPTED -> new Answer(one, true, answered);
            // They accepted and were not free, declined, or said nothing.
            case DECLINED, EXPIRED -> new Answer(one, false, answered);
            case WITHDRAWN, PENDING -> proposal.answeredAt() != null
                    ? new Answer(one, false, answered)
                    : assumed(match, one, silentFor(match, proposal), limit);
        };
    }

    /** Longer than nobody had heard of them when their proposal was withdrawn: who won then was faster. */
    private static double silentFor(Match match, Proposal proposal) {
        return match.endedAt() == null
                ? 0
                : Duration.between(proposal.sentAt(), match.endedAt().plusSeconds(1)).toMillis() / 60_000.0;
    }

    private Answer assumed(Match match, Ranked one, double atLeast, double limit) {
        double usual = one.features().answerMinutes() == null ? limit / 2 : one.features().answerMinutes();
        double minutes = Math.max(usual, atLeast);
        double lot = Ranked.lotOf(match.id(), one.professional()) % (long) LOTS / LOTS;
        boolean accepts = minutes <= limit && lot < policy.acceptance(one.features());
        return new Answer(one, accepts, Math.min(minutes, limit));
    }

    private @Nullable Part because(Match match, @Nullable String before, Optional<Ranked> won) {
        Optional<Ranked> lost = match.waves().stream()
                .flatMap(wave -> wave.ranked().stream())
                .filter(one -> one.professional().equals(before))
                .findFirst();
        if (lost.isEmpty() || won.isEmpty()) {
            return null;
        }
        Score other = policy.score(lost.get().features());
        Score better = policy.score(won.get().features());
        Part most = null;
        double advantage = 0;
        for (Part part : Part.values()) {
            double weighed = policy.weights().getOrDefault(part, 0.0)
                    * (better.parts().getOrDefault(part, 0.0) - other.parts().getOrDefault(part, 0.0));
            if (weighed > advantage) {
                most = part;
                advantage = weighed;
            }
        }
        return most;
    }

    /** Adds up what becomes of the requests. */
    private static final class Tally {

        private final Map<String, Integer> proposals = new HashMap<>();
        private final List<Double> minutes = new ArrayList<>();
        private final List<Double> kilometres = new ArrayList<>();
        private int sent;
        private int toNewcomers;

        void candidates(Match match) {
            match.waves().forEach(wave -> wave.ranked().forEach(one -> proposals.putIfAbsent(one.professional(), 0)));
        }

        void sent(String professional, Features features) {
            sent++;
            proposals.merge(professional, 1, Integer::sum);
            if (features.ratings() == 0 && features.accepted() == 0) {
                toNewcomers++;
            }
        }

        void found(double after, Features features) {
            minutes.add(after);
            if (features.kilometres() != null) {
                kilometres.add(features.kilometres());
            }
        }

        Figures figures() {
            return new Figures(
                    minutes.size(), sent, sent == 0 ? 0 : (double) minutes.size() / sent, average(minutes),
                    average(kilometres), Fairness.gini(proposals.values()), sent == 0 ? 0 : (double) toNewcomers / sent);
        }

        private static @Nullable Double average(List<Double> values) {
            OptionalDouble average = values.stream().mapToDouble(Double::doubleValue).average();
            return average.isPresent() ? average.getAsDouble() : null;
        }
    }
}
