package io.holdfast.scheduler.application;

import java.util.Optional;

import io.holdfast.scheduler.domain.Timer;
import io.holdfast.scheduler.domain.TimerId;
import io.holdfast.scheduler.domain.Timers;
import org.springframework.stereotype.Component;

/** Takes a timer back whose booking has gone on. */
@Component
public class WithdrawTimer {

    private final Timers timers;

    WithdrawTimer(Timers timers) {
        this.timers = timers;
    }

    /** For a timer whose arming message is not known to exist: none is stored where none is. */
    public void withdrawIfThere(TimerId id) {
        timers.decide(id, stored -> stored.flatMap(Timer::withdraw));
    }

    /**
     * For a timer whose arming message must have been published, as the one at hand followed from it. When it is not
     * there it is still to come, as a replayed dead letter for example, and must then find the timer withdrawn.
     */
    public void withdrawForGood(TimerId id, String tenantId) {
        timers.decide(
                id,
                stored -> stored.map(Timer::withdraw)
                        .orElseGet(() -> Optional.of(Timer.withdrawnBeforeArmed(id, tenantId))));
    }
}
