package io.holdfast.notification.webhooks;

import java.util.List;
import java.util.Set;

/**
 * One go at a webhook's receiver.
 *
 * @param generation of the webhook when it began
 * @param next       how far of the feed is taken in hand: attempted, or noted as held back
 * @param more       whether the feed has something behind that
 * @param attempts   those of a subject in their order
 * @param vanished   places held back whose events the feed does not keep any more
 */
record Round(int generation, long next, boolean more, List<Attempt> attempts, Set<Long> vanished) {

    Round {
        attempts = List.copyOf(attempts);
        vanished = Set.copyOf(vanished);
    }

    boolean anyTaken() {
        return attempts.stream().anyMatch(Attempt::isTaken);
    }

    boolean anyFailed() {
        return attempts.stream().anyMatch(Attempt::isFailed);
    }

    long subjectsFailed() {
        return attempts.stream().filter(Attempt::isFailed).map(attempt -> attempt.event().subject()).distinct().count();
    }

    /** Whether the receiver says that it wants nothing any more. */
    boolean isOver() {
        return attempts.stream().anyMatch(attempt -> attempt.result() instanceof Attempt.Result.Gone);
    }
}
