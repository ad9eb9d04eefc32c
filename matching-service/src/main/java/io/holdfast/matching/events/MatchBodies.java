package io.holdfast.matching.events;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.holdfast.contracts.Wire;
import io.holdfast.matching.domain.match.FailureReason;
import io.holdfast.matching.domain.match.Match;
import io.holdfast.matching.domain.match.MatchEvent;
import io.holdfast.matching.domain.match.MatchRequest;
import io.holdfast.matching.domain.match.Proposal;
import io.holdfast.matching.domain.match.Score;
import io.holdfast.matching.domain.match.WithdrawalReason;
import io.holdfast.matching.events.Bodies.MoneyBody;
import io.holdfast.messaging.WireEvent;
import org.jspecify.annotations.Nullable;

/** The bodies of this service's events on topic {@code matches}. Where the client lives is told to nobody here. */
public final class MatchBodies {

    private static final int DECIMALS = 4;

    private MatchBodies() {}

    /** @param match as it is after the event; a proposal may be of the revision before */
    public static WireEvent of(Match match, MatchEvent event) {
        String key = match.id().value();
        return switch (event) {
            case MatchEvent.ProposalSent e -> new WireEvent("proposal.sent.v1", key, ProposalSent.of(match, e.proposal()));
            case MatchEvent.ProposalAccepted e ->
                new WireEvent("proposal.accepted.v1", key, ProposalAccepted.of(match, e.proposal(), e.attempt()));
            case MatchEvent.ProposalDeclined e ->
                new WireEvent("proposal.declined.v1", key, ProposalAnswered.of(e.proposal()));
            case MatchEvent.ProposalExpired e ->
                new WireEvent("proposal.expired.v1", key, ProposalExpired.of(e.proposal()));
            case MatchEvent.ProposalWithdrawn e ->
                new WireEvent("proposal.withdrawn.v1", key, ProposalWithdrawn.of(match, e.proposal(), e.reason()));
            case MatchEvent.MatchFound e -> new WireEvent("match.found.v1", key, MatchFound.of(match, e.proposal()));
            case MatchEvent.MatchFailed e -> new WireEvent("match.failed.v1", key, MatchFailed.of(match, e.reason()));
        };
    }

    /** Which proposal it is about. */
    record ProposalHead(String bookingId, int revision, String proposalId, String professionalId, Instant sentAt) {

        static ProposalHead of(Proposal proposal) {
            return new ProposalHead(
                    proposal.id().booking().value(), proposal.id().revision(), proposal.id().toString(),
                    proposal.professional(), proposal.sentAt());
        }
    }

    /** What takes place when: what a professional is told of a booking that is not theirs yet. */
    record Visit(String number, MatchOfferingBody offering, Instant start, Instant end, String displayZone) {

        static Visit of(MatchRequest request) {
            return new Visit(
                    request.number(), new MatchOfferingBody(request.offeringId(), request.offeringName()), request.start(),
                    request.end(), request.displayZone());
        }
    }

    record MatchOfferingBody(String id, String name) {}

    record ProposalSent(
            @JsonUnwrapped ProposalHead head,
            @JsonUnwrapped Visit visit,
            @Nullable @Wire("Where, no more exactly; absent where nobody comes to anybody.") String city,
            @Nullable @Wire("What the professional gets; absent where it is not said.") MoneyBody earnings,
            @Wire("Until when they can accept.") Instant deadline,
            @Wire(value = "In which they are asked; the first is 1.", min = 1, max = 5) int wave,
            @Wire(value = "How well they fit.", min = 0, max = 1) BigDecimal score,
            @Wire("What the score is made of, each 0 to 1.") Map<Score.Part, BigDecimal> parts) {

        static ProposalSent of(Match match, Proposal proposal) {
            MatchRequest request = match.request();
            var parts = new EnumMap<Score.Part, BigDecimal>(Score.Part.class);
            proposal.score().parts().forEach((part, value) -> parts.put(part, decimal(value)));
            return new ProposalSent(
                    ProposalHead.of(proposal), Visit.of(request), request.place() == null ? null : request.place().city(),
                    request.earnings() == null ? null : MoneyBody.of(request.earnings()), proposal.deadline(), proposal.wave(),
                    decimal(proposal.score().total()), parts);
        }
    }

    record ProposalAccepted(
            @JsonUnwrapped ProposalHead head,
            String number,
            String offeringId,
            Instant start,
            Instant end,
            int durationMinutes,
            @Wire(value = "How often somebody has accepted this revision, from 1. What becomes of the slot names it again.", min = 1)
            int attempt,
            Instant at) {

        static ProposalAccepted of(Match match, Proposal proposal, int attempt) {
            MatchRequest request = match.request();
            return new ProposalAccepted(
                    ProposalHead.of(proposal), request.number(), request.offeringId(), request.start(), request.end(),
                    (int) Duration.between(request.start(), request.end()).toMinutes(), attempt, answeredAt(proposal));
        }
    }

    record ProposalAnswered(@JsonUnwrapped ProposalHead head, Instant at) {

        static ProposalAnswered of(Proposal proposal) {
            return new ProposalAnswered(ProposalHead.of(proposal), answeredAt(proposal));
        }
    }

    record ProposalExpired(@JsonUnwrapped ProposalHead head, Instant deadline) {

        static ProposalExpired of(Proposal proposal) {
            return new ProposalExpired(ProposalHead.of(proposal), proposal.deadline());
        }
    }

    record ProposalWithdrawn(
            @JsonUnwrapped ProposalHead head,
            @JsonUnwrapped Visit visit,
            @Wire("Why nobody waits for an answer any more, or who accepted does not have it after all.")
            WithdrawalReason reason,
            @Nullable @Wire("When they had accepted; absent where they had not.") Instant acceptedAt) {

        static ProposalWithdrawn of(Match match, Proposal proposal, WithdrawalReason reason) {
            return new ProposalWithdrawn(
                    ProposalHead.of(proposal), Visit.of(match.request()), reason, proposal.answeredAt());
        }
    }

    record MatchFound(
            String bookingId,
            int revision,
            String proposalId,
            String professionalId,
            String displayName,
            Instant start,
            Instant end,
            @Wire(value = "How well they fit.", min = 0, max = 1) BigDecimal score) {

        static MatchFound of(Match match, Proposal proposal) {
            return new MatchFound(
                    match.id().value(), match.revision(), proposal.id().toString(), proposal.professional(),
                    proposal.displayName(), match.request().start(), match.request().end(), decimal(proposal.score().total()));
        }
    }

    record MatchFailed(
            String bookingId,
            int revision,
            @Wire("Why nobody was found.") FailureReason reason,
            @Wire(value = "How many were asked.", min = 0, max = 5) int asked) {

        static MatchFailed of(Match match, FailureReason reason) {
            return new MatchFailed(match.id().value(), match.revision(), reason, match.proposals().size());
        }
    }

    private static Instant answeredAt(Proposal proposal) {
        return Objects.requireNonNull(proposal.answeredAt());
    }

    private static BigDecimal decimal(double value) {
        return BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_UP);
    }
}
