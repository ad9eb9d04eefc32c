package io.holdfast.scheduler.domain;

import java.time.Instant;
import java.util.List;

/**
 * All that a booking waits for, as one of its messages says. It takes the place of what earlier messages said.
 *
 * @param sequence  the message's among those of its booking
 * @param decidedAt when the booking decided on it, by its own clock
 * @param timers    pending ones; none when the booking waits for nothing any more
 */
public record Plan(long sequence, Instant decidedAt, List<Timer> timers) {

    public Plan {
        timers = List.copyOf(timers);
    }
}
