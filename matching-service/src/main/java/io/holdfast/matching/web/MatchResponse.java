package io.holdfast.matching.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.holdfast.matching.domain.match.FailureReason;
import io.holdfast.matching.domain.match.Features;
import io.holdfast.matching.domain.match.Match;
import io.holdfast.matching.domain.match.MatchRequest;
import io.holdfast.matching.domain.match.MatchStatus;
import io.holdfast.matching.domain.match.Place;
import io.holdfast.matching.domain.match.Position;
import io.holdfast.matching.domain.match.Proposal;
import io.holdfast.matching.domain.match.ProposalStatus;
import io.holdfast.matching.domain.match.Ranked;
import io.holdfast.matching.domain.match.ScoringPolicy;
import io.holdfast.matching.domain.match.Unsuitability;
import io.holdfast.matching.domain.match.WaveDecision;
import io.holdfast.matching.domain.match.WithdrawalReason;
import org.jspecify.annotations.Nullable;

/**
 * A match as an admin sees it: who was asked when, what became of it, and why these and not others.
 *
 * @param position of the address; null when no map knows it
 * @param waves    each with its candidates, the best first
 */
record MatchResponse(
        String bookingId,
        String number,
        int revision,
        MatchStatus status,
        @Nullable FailureReason failure,
        String offeringId,
        Instant start,
        Instant end,
        @Nullable String city,
        @Nullable Position position,
        Instant askedAt,
        Instant deadline,
        @Nullable Instant endedAt,
        @Nullable String professionalId,
        List<AskedResponse> proposals,
        List<WaveResponse> waves) {

    record AskedResponse(
            String id,
            String professionalId,
            String displayName,
            int wave,
            ProposalStatus status,
            Instant sentAt,
            Instant deadline,
            @Nullable Instant answeredAt,
            @Nullable String reason,
            @Nullable WithdrawalReason withdrawn,
            ScoreResponse score) {

        static AskedResponse of(Proposal proposal) {
            return new AskedResponse(
                    proposal.id().toString(), proposal.professional(), proposal.displayName(), proposal.wave(),
                    proposal.status(), proposal.sentAt(), proposal.deadline(), proposal.answeredAt(), proposal.note(),
                    proposal.withdrawn(), ScoreResponse.of(proposal.score()));
        }
    }

    /** @param considered all who do the offering; {@code unsuitable} of them could not be asked, by reason */
    record WaveResponse(
            int wave,
            Instant at,
            int considered,
            Map<Unsuitability, Integer> unsuitable,
            List<String> asked,
            List<CandidateResponse> candidates,
            ScoringPolicy policy) {

        static WaveResponse of(WaveDecision decision) {
            return new WaveResponse(
                    decision.wave(), decision.at(), decision.considered(), decision.unsuitable(), decision.asked(),
                    decision.ranked().stream().map(CandidateResponse::of).toList(), decision.policy());
        }
    }

    record CandidateResponse(String professionalId, String displayName, ScoreResponse score, Features features) {

        static CandidateResponse of(Ranked ranked) {
            return new CandidateResponse(
                    ranked.professional(), ranked.displayName(), ScoreResponse.of(ranked.score()), ranked.features());
        }
    }

    static MatchResponse of(Match match) {
        MatchRequest request = match.request();
        Place place = request.place();
        return new MatchResponse(
                match.id().value(),
                request.number(),
                match.revision(),
                match.status(),
                match.failure(),
                request.offeringId(),
                request.start(),
                request.end(),
                place == null ? null : place.city(),
                place == null ? null : place.position(),
                request.askedAt(),
                request.deadline(),
                match.endedAt(),
                match.accepted().map(Proposal::professional).orElse(null),
                match.proposals().stream().map(AskedResponse::of).toList(),
                match.waves().stream().map(WaveResponse::of).toList());
    }
}
