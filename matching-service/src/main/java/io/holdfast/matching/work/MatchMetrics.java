package io.holdfast.matching.work;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import io.holdfast.matching.domain.match.FailureReason;
import io.holdfast.matching.domain.match.Match;
import io.holdfast.matching.domain.match.MatchEvent;
import io.holdfast.matching.domain.match.Proposal;
import io.holdfast.matching.domain.match.ProposalStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Figures of matching: {@code holdfast.matching.time} from the request to the first proposal, {@code holdfast.matching.found}
 * until somebody was found, {@code holdfast.matching.proposals} by {@code status}, {@code holdfast.matching.ended} by
 * {@code outcome}, {@code holdfast.matching.waves} per match. An alert is an error in the log, without personal data, and
 * {@code holdfast.matching.alerts}.
 */
@Component
class MatchMetrics {

    private static final Logger log = LoggerFactory.getLogger(MatchMetrics.class);
    private static final Duration SLOW = Duration.ofSeconds(30);
    private static final String FOUND = "found";

    private final MeterRegistry metrics;
    private final Timer toFirstProposal;
    private final Timer toMatch;
    private final DistributionSummary waves;
    private final Counter slow;

    MatchMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
        toFirstProposal = Timer.builder("holdfast.matching.time")
                .description("From the request to the first proposal")
                .serviceLevelObjectives(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(10), SLOW, SLOW.multipliedBy(4))
                .register(metrics);
        toMatch = Timer.builder("holdfast.matching.found")
                .description("From the request until somebody was found")
                .register(metrics);
        waves = DistributionSummary.builder("holdfast.matching.waves")
                .description("How often others were asked until a match ended")
                .register(metrics);
        slow = Counter.builder("holdfast.matching.alerts")
                .description("Matches that somebody must look at")
                .tag("kind", "slow-match")
                .register(metrics);
        // From zero on, so that their rise is seen.
        for (ProposalStatus status : ProposalStatus.values()) {
            proposals(status);
        }
        ended(FOUND);
        for (FailureReason reason : FailureReason.values()) {
            ended(nameOf(reason));
        }
    }

    void happened(Match match, List<MatchEvent> events) {
        boolean first = match.waves().size() == 1;
        boolean asks = false;
        for (MatchEvent event : events) {
            switch (event) {
                case MatchEvent.ProposalSent sent -> {
                    proposals(ProposalStatus.PENDING).increment();
                    asks = true;
                }
                case MatchEvent.ProposalAccepted accepted -> proposals(ProposalStatus.ACCEPTED).increment();
                case MatchEvent.ProposalDeclined declined -> proposals(ProposalStatus.DECLINED).increment();
                case MatchEvent.ProposalExpired expired -> proposals(ProposalStatus.EXPIRED).increment();
                case MatchEvent.ProposalWithdrawn withdrawn -> proposals(ProposalStatus.WITHDRAWN).increment();
                case MatchEvent.MatchFound found -> found(match);
                case MatchEvent.MatchFailed failed -> {
                    ended(nameOf(failed.reason())).increment();
                    waves.record(match.waves().size());
                }
            }
        }
        if (first && asks) {
            asked(match, match.proposals().getFirst());
        }
    }

    private void asked(Match match, Proposal proposal) {
        Duration waited = Duration.between(match.request().askedAt(), proposal.sentAt());
        toFirstProposal.record(waited.isNegative() ? Duration.ZERO : waited);
        if (waited.compareTo(SLOW) > 0) {
            slow.increment();
            log.error("ALERT slow-match: {} waited {} s until somebody was asked", match.id().value(), waited.toSeconds());
        }
    }

    private void found(Match match) {
        ended(FOUND).increment();
        waves.record(match.waves().size());
        if (match.endedAt() != null) {
            Duration waited = Duration.between(match.request().askedAt(), match.endedAt());
            toMatch.record(waited.isNegative() ? Duration.ZERO : waited);
        }
    }

    private Counter proposals(ProposalStatus status) {
        return Counter.builder("holdfast.matching.proposals")
                .description("Proposals that have come so far; pending counts those that were sent")
                .tag("status", status.name().toLowerCase(Locale.ROOT))
                .register(metrics);
    }

    private Counter ended(String outcome) {
        return Counter.builder("holdfast.matching.ended")
                .description("Matches by how they ended")
                .tag("outcome", outcome)
                .register(metrics);
    }

    private static String nameOf(FailureReason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
