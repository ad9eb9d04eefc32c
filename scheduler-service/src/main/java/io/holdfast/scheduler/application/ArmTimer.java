package io.holdfast.scheduler.application;

import java.time.Instant;
import java.util.Optional;

import io.holdfast.scheduler.domain.Timer;
import io.holdfast.scheduler.domain.TimerId;
import io.holdfast.scheduler.domain.Timers;
import org.springframework.stereotype.Component;

/** Sets a timer, in the past too: then it fires at once. */
@Component
public class ArmTimer {

    private final Timers timers;

    ArmTimer(Timers timers) {
        this.timers = timers;
    }

    /** A timer of this id that is there already stays as it is. */
    public void arm(TimerId id, String tenantId, Instant dueAt) {
        timers.decide(id, stored -> stored.map(Timer::arm).orElseGet(() -> Optional.of(Timer.armed(id, tenantId, dueAt))));
    }
}
