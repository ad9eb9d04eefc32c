package io.holdfast.scheduler.work;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import io.holdfast.messaging.mongo.Aggregates;
import io.holdfast.scheduler.domain.Agenda;
import io.holdfast.scheduler.domain.TimerFired;
import io.holdfast.scheduler.domain.TimerKind;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.springframework.stereotype.Component;

/** {@code holdfast.timers.lateness}: how long after its time each timer fired, by {@code kind}. */
@Component
class TimerMetrics {

    private static final Duration[] LATENESSES = {
        Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10)
    };

    private final MeterRegistry metrics;

    TimerMetrics(MeterRegistry metrics, Aggregates<Agenda, TimerFired, ?> agendas) {
        this.metrics = metrics;
        for (TimerKind kind : TimerKind.values()) {
            lateness(kind);
        }
        agendas.afterCommit(decided -> decided.events().forEach(this::fired));
    }

    private void fired(TimerFired fired) {
        Instant at = fired.timer().executedAt();
        if (at != null) {
            Duration late = Duration.between(fired.timer().scheduledFor(), at);
            lateness(fired.timer().kind()).record(late.isNegative() ? Duration.ZERO : late);
        }
    }

    private Timer lateness(TimerKind kind) {
        return Timer.builder("holdfast.timers.lateness")
                .description("From the instant of a timer until it fired")
                .tag("kind", kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .serviceLevelObjectives(LATENESSES)
                .register(metrics);
    }
}
