package io.holdfast.scheduler.application;

import java.time.Clock;

import io.holdfast.scheduler.domain.TimerId;
import io.holdfast.scheduler.domain.Timers;
import org.springframework.stereotype.Component;

/** Fires a timer whose instant has come: one versioned write, so that of two instances one wins. */
@Component
public class FireTimer {

    private final Timers timers;
    private final Clock clock;

    FireTimer(Timers timers, Clock clock) {
        this.timers = timers;
        this.clock = clock;
    }

    public void fire(TimerId id) {
        timers.decide(id, stored -> stored.flatMap(timer -> timer.fire(clock.instant())));
    }
}
