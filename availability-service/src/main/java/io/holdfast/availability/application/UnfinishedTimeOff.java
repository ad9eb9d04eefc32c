package io.holdfast.availability.application;

import java.time.Clock;
import java.time.Duration;

import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.availability.domain.TimesOff;
import io.holdfast.defaults.work.DueWork;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Ends what {@link KeepTimeOff} left half done, because its process died or the store went away. */
@Configuration(proxyBeanMethods = false)
class UnfinishedTimeOff {

    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(30);
    // Whoever began is at it for moments; after this they are not.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Bean
    DueWork timeOffLeftHalfDone(KeepTimeOff keepTimeOff, TimesOff timesOff, Clock clock) {
        return new DueWork(
                "time-off-left-half-done",
                clock,
                LOOK_INTERVAL,
                1,
                (horizon, limit) -> keepTimeOff.leftHalfDone(PATIENCE, limit).stream()
                        .map(t -> new DueWork.Due(
                                t.tenant().value() + "\n" + t.professional().value() + "\n" + t.id(),
                                t.since().plus(PATIENCE)))
                        .toList(),
                id -> {
                    String[] parts = id.split("\n", 3);
                    timesOff.find(new TenantId(parts[0]), new ProfessionalId(parts[1]), parts[2])
                            .ifPresent(keepTimeOff::finish);
                });
    }
}
