package io.holdfast.defaults.architecture.seeded.application;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import io.holdfast.defaults.work.DueWork;
import io.holdfast.defaults.work.DueWorkFactory;
import io.holdfast.messaging.WireEvent;

/** Seeded: a use case that makes events and due work itself. */
public class LoudUseCase {

    public WireEvent shout() {
        return new WireEvent("hold.timed-out.v1", "b-1", "Timed out!");
    }

    public DueWork later(Clock clock) {
        return new DueWork("later", clock, Duration.ofSeconds(1), 1, (horizon, limit) -> List.of(), id -> {});
    }

    /** Seeded: the same by way of the factory. */
    public static class Delayed {

        public DueWork later(DueWorkFactory work) {
            return work.named("later", Duration.ofSeconds(1), 1).of("slips", "dueAt", id -> {});
        }
    }
}
