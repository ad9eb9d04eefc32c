package io.holdfast.scheduler;

import java.time.Duration;
import java.time.Instant;

import io.holdfast.scheduler.domain.Occasion;
import io.holdfast.scheduler.domain.Timer;
import io.holdfast.scheduler.domain.TimerKind;

/** Timers of a booking's first revision. */
public final class SampleTimers {

    /** Whose time to answer the sample is. */
    public static final String PROPOSAL = "b7d1f0c2-6f0e-4a55-9a53-1d1f7a2c9e10.1.maya-cohen";

    private SampleTimers() {}

    /** One of each kind: of the reminders the one of 24 hours, of the review requests the first of several. */
    public static Timer pending(TimerKind kind, Instant at) {
        Occasion occasion = switch (kind) {
            case REMINDER -> new Occasion.Lead(Duration.ofHours(24));
            case REVIEW_REQUEST -> new Occasion.Round(1, false);
            case PROPOSAL -> new Occasion.Proposal(PROPOSAL);
            case REQUEST, HOLD_REMINDER, HOLD, CONFIRMING, CONFIRMATION_REMINDER, CONFIRMATION, MATCH, WAITLIST_OFFER, START, END ->
                Occasion.ONLY;
        };
        return Timer.pending(kind, occasion, 1, at);
    }
}
