package io.holdfast.matching.domain.match;

/** What became of a match; each carries the proposal as it is after the event. */
public sealed interface MatchEvent {

    record ProposalSent(Proposal proposal) implements MatchEvent {}

    /** @param attempt how often somebody has accepted this revision, from 1: the slot's answer names it again */
    record ProposalAccepted(Proposal proposal, int attempt) implements MatchEvent {}

    record ProposalDeclined(Proposal proposal) implements MatchEvent {}

    record ProposalExpired(Proposal proposal) implements MatchEvent {}

    record ProposalWithdrawn(Proposal proposal, WithdrawalReason reason) implements MatchEvent {}

    record MatchFound(Proposal proposal) implements MatchEvent {}

    record MatchFailed(FailureReason reason) implements MatchEvent {}
}
