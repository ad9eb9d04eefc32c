package io.holdfast.booking.work;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import io.holdfast.booking.domain.privacy.PrivacyEvent;
import io.holdfast.booking.domain.privacy.PrivacyJob;
import io.holdfast.booking.privacy.PerformPrivacyJobs;
import io.holdfast.booking.privacy.RetentionErasures;
import io.holdfast.defaults.work.DueWork;
import io.holdfast.defaults.work.DueWorkFactory;
import io.holdfast.messaging.mongo.Aggregates;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Handing out and erasing what is known of people: what admins ask for, and what is too old. */
@Configuration(proxyBeanMethods = false)
class PrivacyWork {

    // An admin waits for it.
    private static final Duration LOOK = Duration.ofSeconds(10);
    // A job takes a minute, and the next hundred are chosen when they are forgotten.
    private static final Duration LOOK_FOR_WHAT_IS_OLD = Duration.ofMinutes(2);

    @Bean
    DueWork privacyJobWork(DueWorkFactory work, Aggregates<PrivacyJob, PrivacyEvent, ?> jobs, PerformPrivacyJobs perform) {
        return work.named("privacy-jobs", LOOK, 1).of(jobs, "dueAt", PrivacyJob::dueAt, perform::perform);
    }

    @Bean
    DueWork retentionErasureWork(Clock clock, RetentionErasures retention) {
        return new DueWork(
                "retention-erasures",
                clock,
                LOOK_FOR_WHAT_IS_OLD,
                1,
                (horizon, limit) -> retention.isDue() ? List.of(new DueWork.Due("clients", clock.instant())) : List.of(),
                clients -> retention.begin());
    }
}
