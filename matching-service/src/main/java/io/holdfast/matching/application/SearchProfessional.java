package io.holdfast.matching.application;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import io.holdfast.matching.domain.TenantId;
import io.holdfast.matching.domain.match.BookingId;
import io.holdfast.matching.domain.match.Candidates;
import io.holdfast.matching.domain.match.Match;
import io.holdfast.matching.domain.match.MatchEvent;
import io.holdfast.matching.domain.match.MatchRequest;
import io.holdfast.matching.domain.match.Matches;
import io.holdfast.matching.domain.match.Place;
import io.holdfast.matching.domain.match.Proposal;
import io.holdfast.matching.domain.match.ProposalId;
import io.holdfast.matching.domain.match.ProposalStatus;
import io.holdfast.matching.domain.match.Ranking;
import io.holdfast.messaging.RetryLater;
import io.holdfast.messaging.aggregates.Decision;
import org.springframework.stereotype.Component;

/**
 * Looks for a professional who takes a booking. Whatever happens to a match, the next ones are asked in the same write
 * when nobody is left who could answer, so that no crash can lie between.
 */
@Component
public class SearchProfessional {

    private final Matches matches;
    private final Candidates candidates;
    private final MatchingPolicies policies;
    private final Geocoder geocoder;
    private final Clock clock;

    SearchProfessional(
            Matches matches, Candidates candidates, MatchingPolicies policies, Geocoder geocoder, Clock clock) {
        this.matches = matches;
        this.candidates = candidates;
        this.policies = policies;
        this.geocoder = geocoder;
        this.clock = clock;
    }

    /** A booking wants somebody. @param wanted its place need not be on the map yet */
    public void begin(BookingId id, TenantId tenant, int revision, MatchRequest wanted) {
        MatchRequest request = onTheMap(wanted);
        Instant now = clock.instant();
        matches.decideOrBegin(id, stored -> stored
                .map(match -> match.beginAgain(revision, request, now))
                .orElseGet(() -> Match.begin(id, tenant, revision, request))
                .then(match -> askNext(match, now)));
    }

    /** A booking needs nobody any more. */
    public void withdraw(TenantId tenant, BookingId id, int revision) {
        matches.decide(tenant, id, match -> match.withdraw(revision, clock.instant()));
    }

    /** Availability has booked somebody's slot for a booking, perhaps one of ours. */
    public void book(TenantId tenant, BookingId id, int revision, String professional) {
        matches.decide(tenant, id, match -> match.book(revision, professional, clock.instant()));
    }

    /** @param attempt which acceptance the rejection is about */
    public void reject(TenantId tenant, BookingId id, int revision, int attempt) {
        Instant now = clock.instant();
        matches.decide(tenant, id, match -> match.reject(revision, attempt).then(left -> askNext(left, now)));
    }

    /** @throws RetryLater while it is too early by our clock: another's is ahead */
    public void expire(TenantId tenant, ProposalId proposal) {
        Instant now = clock.instant();
        var decided = matches.decide(
                tenant, proposal.booking(), match -> match.expire(proposal, now).then(left -> askNext(left, now)));
        decided.flatMap(done -> done.after().proposal(proposal))
                .filter(left -> left.status() == ProposalStatus.PENDING)
                .ifPresent(early -> {
                    throw new RetryLater("There is time to answer by our clock.", null);
                });
    }

    /** @throws RetryLater while it is too early by our clock: another's is ahead */
    public void timeOut(TenantId tenant, BookingId id, int revision) {
        Instant now = clock.instant();
        matches.decide(tenant, id, match -> match.timeOut(revision, now))
                .filter(decided -> decided.after().revision() == revision && decided.after().nextDeadline().isPresent())
                .ifPresent(early -> {
                    throw new RetryLater("There is time left by our clock.", null);
                });
    }

    /** Whatever became of its timers. */
    public void catchUp(String bookingId) {
        Instant now = clock.instant();
        matches.decideOrBegin(new BookingId(bookingId), stored -> stored
                .map(match -> match.catchUp(now).then(left -> askNext(left, now)))
                .orElseThrow());
    }

    Decision<Match, MatchEvent> askNext(Match match, Instant now) {
        if (!match.wantsWave()) {
            return Decision.unchanged(match, "somebody may still answer, or nobody is looked for");
        }
        if (!policies.isEnabled(match.tenant())) {
            return match.refuse(now);
        }
        return match.ask(rank(match, now), policies.waves(match.tenant()), now);
    }

    private Ranking rank(Match match, Instant now) {
        List<String> asked = match.proposals().stream().map(Proposal::professional).toList();
        return Ranking.of(
                match.id(), match.request(), candidates.doing(match.tenant(), match.request().offeringId()), asked,
                policies.scoring(match.tenant()), now);
    }

    private MatchRequest onTheMap(MatchRequest wanted) {
        Place place = wanted.place();
        return place == null || place.position() != null ? wanted : wanted.at(located(place));
    }

    private Place located(Place place) {
        return place.at(geocoder.locate(place.street(), place.city()).orElse(null));
    }
}
