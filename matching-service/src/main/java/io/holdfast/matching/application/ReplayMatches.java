package io.holdfast.matching.application;

import java.time.Instant;
import java.util.stream.Stream;

import io.holdfast.matching.domain.TenantId;
import io.holdfast.matching.domain.match.Match;
import io.holdfast.matching.domain.match.Matches;
import io.holdfast.matching.domain.match.ReplayReport;
import io.holdfast.matching.domain.match.ScoringPolicy;
import io.holdfast.matching.domain.match.ShadowReplay;
import io.holdfast.matching.domain.match.Waves;
import org.springframework.stereotype.Component;

/** Runs another policy over past requests; nothing real is touched. */
@Component
public class ReplayMatches {

    /** More would take longer than a request may. */
    public static final int MOST = 1_000;

    private final Matches matches;

    ReplayMatches(Matches matches) {
        this.matches = matches;
    }

    /** Of what was asked for from {@code from} until before {@code to}, the oldest {@value #MOST}. */
    public ReplayReport replay(TenantId tenant, Instant from, Instant to, ScoringPolicy policy, Waves waves) {
        try (Stream<Match> past = matches.history(tenant, from, to, MOST)) {
            return ShadowReplay.run(past, policy, waves);
        }
    }
}
