package io.holdfast.matching.domain.match;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import io.holdfast.matching.domain.TenantId;
import io.holdfast.matching.domain.match.MatchEvent.MatchFailed;
import io.holdfast.matching.domain.match.MatchEvent.MatchFound;
import io.holdfast.matching.domain.match.MatchEvent.ProposalAccepted;
import io.holdfast.matching.domain.match.MatchEvent.ProposalDeclined;
import io.holdfast.matching.domain.match.MatchEvent.ProposalExpired;
import io.holdfast.matching.domain.match.MatchEvent.ProposalSent;
import io.holdfast.matching.domain.match.MatchEvent.ProposalWithdrawn;
import io.holdfast.messaging.aggregates.Decision;
import org.jspecify.annotations.Nullable;

/**
 * The match aggregate: the search for a professional who takes one revision of a booking. Several are asked at a time;
 * the first who accepts has it, once availability-service has booked their slot.
 *
 * @param revision  of the booking; a later one begins the search again
 * @param proposals of this revision, in the order in which they were sent
 * @param waves     why those were asked, wave by wave
 * @param attempts  how often somebody accepted, so that a late answer about an earlier one is known as such
 * @param failure   null unless nobody was found
 * @param endedAt   null while somebody is looked for
 */
public record Match(
        BookingId id,
        TenantId tenant,
        int revision,
        MatchStatus status,
        MatchRequest request,
        List<Proposal> proposals,
        List<WaveDecision> waves,
        int attempts,
        @Nullable FailureReason failure,
        @Nullable Instant endedAt) {

    /**
     * The last who can accept do it so long before the deadline: the booking ends with it, and until then availability has
     * time to say whether the slot is theirs. An acceptance in the last moment would be taken and come to nothing.
     */
    static final Duration TO_BE_BOOKED = Duration.ofSeconds(30);

    public Match {
        if (revision < 1) {
            throw new IllegalArgumentException("Revisions count from 1.");
        }
        proposals = List.copyOf(proposals);
        waves = List.copyOf(waves);
    }

    // ---- the booking

    /** Nobody was looked for before; who is asked is decided next ({@link #ask}). */
    public static Decision<Match, MatchEvent> begin(BookingId id, TenantId tenant, int revision, MatchRequest request) {
        return Decision.changed(
                new Match(id, tenant, revision, MatchStatus.ASKING, request, List.of(), List.of(), 0, null, null));
    }

    /** The booking wants somebody (again), in whatever state the search for an earlier revision is. */
    public Decision<Match, MatchEvent> beginAgain(int about, MatchRequest next, Instant now) {
        if (about <= revision) {
            return Decision.unchanged(this, "nobody is looked for twice for one revision");
        }
        List<MatchEvent> events = new ArrayList<>();
        withdrawOpen(WithdrawalReason.BOOKING_ENDED, events);
        Decision<Match, MatchEvent> begun = begin(id, tenant, about, next);
        return Decision.changed(begun.aggregate(), events);
    }

    /** The booking needs nobody any more. One that was matched is the professional's and the calendar's matter. */
    public Decision<Match, MatchEvent> withdraw(int about, Instant now) {
        if (about < revision) {
            return Decision.unchanged(this, "about a revision that the booking has left");
        }
        return switch (status) {
            case ASKING, RESERVING -> {
                List<MatchEvent> events = new ArrayList<>();
                List<Proposal> left = withdrawOpen(WithdrawalReason.BOOKING_ENDED, events);
                yield Decision.changed(ended(MatchStatus.WITHDRAWN, left, null, now), events);
            }
            case MATCHED -> Decision.unchanged(this, "somebody was found before");
            case FAILED, WITHDRAWN -> Decision.unchanged(this, "nobody is looked for");
        };
    }

    /** The client is to be forgotten: where they live. Whom it was about is the booking's to say. */
    public Decision<Match, MatchEvent> erase() {
        Place place = request.place();
        if (place == null || place.equals(place.cityAlone())) {
            return Decision.unchanged(this, "it names no place");
        }
        return Decision.changed(new Match(
                id, tenant, revision, status, request.at(place.cityAlone()), proposals, waves, attempts, failure, endedAt));
    }

    // ---- asking

    /** Whether the next ones are to be asked. */
    public boolean wantsWave() {
        return status == MatchStatus.ASKING && proposals.stream().noneMatch(Proposal::isPending);
    }

    /** Asks the next ones, or finds that there is nobody left to ask or no time. */
    public Decision<Match, MatchEvent> ask(Ranking ranking, Waves rules, Instant now) {
        if (!wantsWave()) {
            return Decision.unchanged(this, "nobody is to be asked now");
        }
        Instant last = request.deadline().minus(TO_BE_BOOKED);
        if (!now.isBefore(last)) {
            return fail(FailureReason.DEADLINE, now);
        }
        int wave = waves.size() + 1;
        List<Ranked> chosen = rules.choose(ranking, wave, proposals.size());
        Instant until = now.plus(rules.answerWithin());
        Instant deadline = until.isBefore(last) ? until : last;
        List<Proposal> all = new ArrayList<>(proposals);
        List<MatchEvent> events = new ArrayList<>();
        for (Ranked to : chosen) {
            var proposal = Proposal.sent(new ProposalId(id, revision, to.professional()), to, wave, now, deadline);
            all.add(proposal);
            events.add(new ProposalSent(proposal));
        }
        List<WaveDecision> decided = new ArrayList<>(waves);
        decided.add(WaveDecision.of(wave, now, ranking, chosen));
        var next = new Match(id, tenant, revision, status, request, all, decided, attempts, null, null);
        return chosen.isEmpty()
                ? next.fail(all.isEmpty() ? FailureReason.NOBODY_SUITABLE : FailureReason.NOBODY_ACCEPTED, now)
                : Decision.changed(next, events);
    }

    /** The tenant finds nobody by itself. */
    public Decision<Match, MatchEvent> refuse(Instant now) {
        return wantsWave() ? fail(FailureReason.SWITCHED_OFF, now) : Decision.unchanged(this, "it has begun");
    }

    // ---- answers

    public Optional<Proposal> proposal(ProposalId wanted) {
        return proposals.stream().filter(proposal -> proposal.id().equals(wanted)).findFirst();
    }

    /** @throws java.util.NoSuchElementException when there is no such proposal; look first */
    public Decision<Match, MatchEvent> accept(ProposalId which, Instant now) {
        Proposal proposal = proposal(which).orElseThrow();
        return switch (proposal.status()) {
            case PENDING -> acceptPending(proposal, now);
            case ACCEPTED -> switch (status) {
                case RESERVING, MATCHED -> Decision.unchanged(this, "they have accepted before");
                case ASKING, FAILED, WITHDRAWN -> throw new IllegalStateException("An accepted proposal ends with its match.");
            };
            case DECLINED -> Decision.refused(this, MatchRefusal.PROPOSAL_DECLINED);
            case EXPIRED -> Decision.refused(this, MatchRefusal.PROPOSAL_EXPIRED);
            case WITHDRAWN -> Decision.refused(this, refusalOf(proposal));
        };
    }

    private Decision<Match, MatchEvent> acceptPending(Proposal proposal, Instant now) {
        if (proposal.isOver(now)) {
            // Its timer may be on its way.
            return Decision.refused(this, MatchRefusal.PROPOSAL_EXPIRED);
        }
        return switch (status) {
            case ASKING -> {
                Proposal accepted = proposal.accepted(now);
                var next = new Match(
                        id, tenant, revision, MatchStatus.RESERVING, request, replaced(accepted), waves, attempts + 1, null, null);
                yield Decision.changed(next, new ProposalAccepted(accepted, next.attempts));
            }
            // Their calendar may not be free after all; then this one is asked still.
            case RESERVING -> Decision.refused(this, MatchRefusal.ALREADY_TAKEN);
            case MATCHED, FAILED, WITHDRAWN -> throw new IllegalStateException("No proposal outlives its match.");
        };
    }

    /**
     * @param reason in their words
     * @throws java.util.NoSuchElementException when there is no such proposal; look first
     */
    public Decision<Match, MatchEvent> decline(ProposalId which, @Nullable String reason, Instant now) {
        Proposal proposal = proposal(which).orElseThrow();
        return switch (proposal.status()) {
            // Also when its time is over: a word is better than silence.
            case PENDING -> {
                Proposal declined = proposal.declined(reason, now);
                yield Decision.changed(with(replaced(declined)), new ProposalDeclined(declined));
            }
            case DECLINED -> Decision.unchanged(this, "they have declined before");
            case ACCEPTED -> Decision.refused(this, MatchRefusal.PROPOSAL_ACCEPTED);
            case EXPIRED -> Decision.refused(this, MatchRefusal.PROPOSAL_EXPIRED);
            case WITHDRAWN -> Decision.refused(this, refusalOf(proposal));
        };
    }

    private static MatchRefusal refusalOf(Proposal withdrawn) {
        return withdrawn.withdrawn() == null ? MatchRefusal.BOOKING_ENDED : MatchRefusal.of(withdrawn.withdrawn());
    }

    // ---- time

    /** Nobody answered a proposal in time. */
    public Decision<Match, MatchEvent> expire(ProposalId which, Instant now) {
        Optional<Proposal> found = proposal(which).filter(Proposal::isPending);
        if (found.isEmpty()) {
            return Decision.unchanged(this, "it was answered or withdrawn, or is of a revision that the booking has left");
        }
        if (!found.get().isOver(now)) {
            return Decision.unchanged(this, "there is time to answer");
        }
        Proposal expired = found.get().expired();
        return Decision.changed(with(replaced(expired)), new ProposalExpired(expired));
    }

    /**
     * The time in which somebody had to be found is over, also for availability's answer, which had {@link #TO_BE_BOOKED} at
     * least: what it books later goes with the booking.
     */
    public Decision<Match, MatchEvent> timeOut(int about, Instant now) {
        if (about != revision) {
            return Decision.unchanged(this, "about another revision");
        }
        if (now.isBefore(request.deadline())) {
            return Decision.unchanged(this, "there is time left");
        }
        return switch (status) {
            case ASKING, RESERVING -> fail(FailureReason.DEADLINE, now);
            case MATCHED, FAILED, WITHDRAWN -> Decision.unchanged(this, "the search is over");
        };
    }

    /** All that is over by now, whatever became of its timers. */
    public Decision<Match, MatchEvent> catchUp(Instant now) {
        Decision<Match, MatchEvent> decided = timeOut(revision, now);
        for (Proposal proposal : proposals) {
            decided = decided.then(match -> match.expire(proposal.id(), now));
        }
        return decided;
    }

    /** When the next of its deadlines is; empty when nothing is waited for. */
    public Optional<Instant> nextDeadline() {
        return switch (status) {
            case ASKING, RESERVING -> Optional.of(proposals.stream()
                    .filter(Proposal::isPending)
                    .map(Proposal::deadline)
                    .min(Comparator.naturalOrder())
                    .orElse(request.deadline()));
            case MATCHED, FAILED, WITHDRAWN -> Optional.empty();
        };
    }

    // ---- the slot

    /** Availability has booked the slot of who accepted. */
    public Decision<Match, MatchEvent> book(int about, String professional, Instant now) {
        if (about != revision) {
            return Decision.unchanged(this, "about another revision");
        }
        Optional<Proposal> accepted = accepted().filter(proposal -> proposal.professional().equals(professional));
        return switch (status) {
            case RESERVING -> accepted.isEmpty()
                    ? Decision.unchanged(this, "booked for somebody who has not accepted")
                    : found(accepted.get(), now);
            case MATCHED -> Decision.unchanged(this, "it is known");
            case ASKING -> Decision.unchanged(this, "nobody has accepted");
            // The booking's end, which it says itself, gives the slot back.
            case FAILED, WITHDRAWN -> Decision.unchanged(this, "nobody is looked for any more");
        };
    }

    private Decision<Match, MatchEvent> found(Proposal accepted, Instant now) {
        List<MatchEvent> events = new ArrayList<>();
        events.add(new MatchFound(accepted));
        List<Proposal> left = mapped(
                proposal -> proposal.isPending() ? proposal.withdrawn(WithdrawalReason.TAKEN) : proposal, events);
        return Decision.changed(ended(MatchStatus.MATCHED, left, null, now), events);
    }

    /**
     * The slot of who accepted cannot be had; the others may still accept.
     *
     * @param attempt which acceptance this is about
     */
    public Decision<Match, MatchEvent> reject(int about, int attempt) {
        if (about != revision || attempt != attempts) {
            return Decision.unchanged(this, "about an earlier acceptance");
        }
        return switch (status) {
            case RESERVING -> {
                List<MatchEvent> events = new ArrayList<>();
                List<Proposal> left = mapped(proposal -> proposal.status() == ProposalStatus.ACCEPTED
                        ? proposal.withdrawn(WithdrawalReason.SLOT_NOT_FREE)
                        : proposal, events);
                yield Decision.changed(
                        new Match(id, tenant, revision, MatchStatus.ASKING, request, left, waves, attempts, null, null), events);
            }
            case ASKING -> Decision.unchanged(this, "it is known");
            case MATCHED -> Decision.unchanged(this, "about a move of the booking");
            case FAILED, WITHDRAWN -> Decision.unchanged(this, "nobody is looked for any more");
        };
    }

    // ---- inside

    /** Who accepted and has not lost the slot; empty when nobody has. */
    public Optional<Proposal> accepted() {
        return proposals.stream().filter(proposal -> proposal.status() == ProposalStatus.ACCEPTED).findFirst();
    }

    private Decision<Match, MatchEvent> fail(FailureReason reason, Instant now) {
        List<MatchEvent> events = new ArrayList<>();
        List<Proposal> left = withdrawOpen(WithdrawalReason.MATCH_FAILED, events);
        events.add(new MatchFailed(reason));
        return Decision.changed(ended(MatchStatus.FAILED, left, reason, now), events);
    }

    private List<Proposal> withdrawOpen(WithdrawalReason why, List<MatchEvent> events) {
        boolean reserving = status == MatchStatus.RESERVING;
        return mapped(proposal -> proposal.isPending() || (reserving && proposal.status() == ProposalStatus.ACCEPTED)
                ? proposal.withdrawn(why)
                : proposal, events);
    }

    /** The proposals as {@code change} makes them; adds an event for each that it withdraws. */
    private List<Proposal> mapped(UnaryOperator<Proposal> change, List<MatchEvent> events) {
        return proposals.stream()
                .map(proposal -> {
                    Proposal after = change.apply(proposal);
                    if (!after.equals(proposal) && after.withdrawn() != null) {
                        events.add(new ProposalWithdrawn(after, after.withdrawn()));
                    }
                    return after;
                })
                .toList();
    }

    private List<Proposal> replaced(Proposal next) {
        return proposals.stream().map(proposal -> proposal.id().equals(next.id()) ? next : proposal).toList();
    }

    private Match with(List<Proposal> next) {
        return new Match(id, tenant, revision, status, request, next, waves, attempts, failure, endedAt);
    }

    private Match ended(MatchStatus end, List<Proposal> left, @Nullable FailureReason why, Instant now) {
        return new Match(id, tenant, revision, end, request, left, waves, attempts, why, now);
    }
}
