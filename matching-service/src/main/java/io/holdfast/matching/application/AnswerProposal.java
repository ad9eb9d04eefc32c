package io.holdfast.matching.application;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

import io.holdfast.matching.domain.ProfessionalId;
import io.holdfast.matching.domain.match.Match;
import io.holdfast.matching.domain.match.MatchEvent;
import io.holdfast.matching.domain.match.MatchRefusal;
import io.holdfast.matching.domain.match.Matches;
import io.holdfast.matching.domain.match.ProposalId;
import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.messaging.aggregates.Decision;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A professional takes a booking, or does not. */
@Component
public class AnswerProposal {

    private final Matches matches;
    private final SearchProfessional search;
    private final Clock clock;

    AnswerProposal(Matches matches, SearchProfessional search, Clock clock) {
        this.matches = matches;
        this.search = search;
        this.clock = clock;
    }

    /** @return empty when there is no such proposal to this professional */
    public Optional<Decided<Match, MatchEvent>> accept(ProfessionalId who, ProposalId proposal) {
        return answer(who, proposal, match -> match.accept(proposal, clock.instant()));
    }

    /**
     * The next ones are asked when nobody else is left who could answer.
     *
     * @param reason in their words; null for none
     * @return empty when there is no such proposal to this professional
     */
    public Optional<Decided<Match, MatchEvent>> decline(
            ProfessionalId who, ProposalId proposal, @Nullable String reason) {
        return answer(who, proposal, match -> {
            Instant now = clock.instant();
            return match.decline(proposal, reason, now).then(left -> search.askNext(left, now));
        });
    }

    private Optional<Decided<Match, MatchEvent>> answer(
            ProfessionalId who, ProposalId proposal, Function<Match, Decision<Match, MatchEvent>> answer) {
        if (!proposal.professional().equals(who.value())) {
            return Optional.empty();
        }
        return matches.decide(who.tenantId(), proposal.booking(), match -> {
                    if (match.proposal(proposal).isPresent()) {
                        return answer.apply(match);
                    }
                    // The booking has changed, and what was asked about it before is gone.
                    return proposal.revision() < match.revision()
                            ? Decision.refused(match, MatchRefusal.BOOKING_ENDED)
                            : Decision.unchanged(match, "no such proposal");
                })
                .filter(decided -> decided.decision().refusal().isPresent()
                        || decided.after().proposal(proposal).isPresent());
    }
}
