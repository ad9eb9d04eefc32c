package io.holdfast.scheduler;

import java.time.Duration;
import java.time.Instant;

import io.holdfast.scheduler.domain.Occasion;
import io.holdfast.scheduler.domain.Timer;
import io.holdfast.scheduler.domain.TimerKind;

/** Timers of a booking's first revision. */
public final class SampleTimers {

    private SampleTimers() {}

    /** One of each kind: of the reminders the one of 24 hours, of the review requests the first of several. */
    public static Timer pending(TimerKind kind, Instant at) {
        Occasion occasion = switch (kind) {
            case REMINDER -> new Occasion.Lead(Duration.ofHours(24));
            case REVIEW_REQUEST -> new Occasion.Round(1, false);
            case REQUEST, HOLD_REMINDER, HOLD, CONFIRMING, CONFIRMATION_REMINDER, CONFIRMATION, START, END -> Occasion.ONLY;
        };
        return Timer.pending(kind, occasion, 1, at);
    }
}
