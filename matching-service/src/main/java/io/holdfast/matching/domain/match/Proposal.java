package io.holdfast.matching.domain.match;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One professional being asked to take a booking.
 *
 * @param displayName of the professional, as it was then
 * @param wave        in which they were asked, from 1
 * @param deadline    until when they can accept
 * @param features    what was known of them, from which the score was made
 * @param answeredAt  null before they answered
 * @param note        what they said when they declined
 * @param withdrawn   null unless the proposal is
 */
public record Proposal(
        ProposalId id,
        String displayName,
        int wave,
        ProposalStatus status,
        Instant sentAt,
        Instant deadline,
        Features features,
        Score score,
        @Nullable Instant answeredAt,
        @Nullable String note,
        @Nullable WithdrawalReason withdrawn) {

    static Proposal sent(ProposalId id, Ranked to, int wave, Instant now, Instant deadline) {
        return new Proposal(
                id, to.displayName(), wave, ProposalStatus.PENDING, now, deadline, to.features(), to.score(), null, null, null);
    }

    public String professional() {
        return id.professional();
    }

    boolean isPending() {
        return status == ProposalStatus.PENDING;
    }

    /** Whether an answer at {@code now} comes too late, whatever became of the timer. */
    boolean isOver(Instant now) {
        return !now.isBefore(deadline);
    }

    Proposal accepted(Instant now) {
        return with(ProposalStatus.ACCEPTED, now, null, null);
    }

    Proposal declined(@Nullable String reason, Instant now) {
        return with(ProposalStatus.DECLINED, now, reason, null);
    }

    Proposal expired() {
        return with(ProposalStatus.EXPIRED, answeredAt, note, null);
    }

    Proposal withdrawn(WithdrawalReason why) {
        return with(ProposalStatus.WITHDRAWN, answeredAt, note, why);
    }

    private Proposal with(
            ProposalStatus next, @Nullable Instant answered, @Nullable String said, @Nullable WithdrawalReason why) {
        return new Proposal(id, displayName, wave, next, sentAt, deadline, features, score, answered, said, why);
    }
}
