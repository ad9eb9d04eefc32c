package io.holdfast.scheduler.web;

import java.time.Instant;
import java.util.Map;

import io.holdfast.scheduler.domain.BookingTimer;
import io.holdfast.scheduler.domain.Occasion;
import io.holdfast.scheduler.domain.Timer;
import io.holdfast.scheduler.domain.TimerKind;
import io.holdfast.scheduler.domain.TimerStatus;
import org.jspecify.annotations.Nullable;

/**
 * A timer in the automation log.
 *
 * @param data       {@code lead} of a reminder; {@code round} and {@code last} of a review request; {@code proposalId} of the wait for
 *                   a professional's answer
 * @param executedAt null for one that has not fired
 * @param error      null for one that has not failed
 */
record AutomationResponse(
        String bookingId,
        TimerKind type,
        Map<String, Object> data,
        int revision,
        Instant scheduledFor,
        @Nullable Instant executedAt,
        TimerStatus status,
        @Nullable String error) {

    static AutomationResponse of(BookingTimer found) {
        Timer timer = found.timer();
        Map<String, Object> data = switch (timer.occasion()) {
            case Occasion.Only only -> Map.of();
            case Occasion.Lead lead -> Map.of("lead", lead.beforeStart().toString());
            case Occasion.Proposal proposal -> Map.of("proposalId", proposal.id());
            case Occasion.Round round -> Map.of("round", round.number(), "last", round.last());
        };
        return new AutomationResponse(
                found.bookingId(),
                timer.kind(),
                data,
                timer.revision(),
                timer.scheduledFor(),
                timer.executedAt(),
                timer.status(),
                timer.error());
    }
}
