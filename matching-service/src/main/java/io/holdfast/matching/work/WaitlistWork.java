package io.holdfast.matching.work;

import java.time.Duration;

import io.holdfast.defaults.work.DueWork;
import io.holdfast.defaults.work.DueWorkFactory;
import io.holdfast.matching.application.FillGaps;
import io.holdfast.matching.domain.waitlist.WaitingEvent;
import io.holdfast.matching.domain.waitlist.WaitingLine;
import io.holdfast.messaging.mongo.Aggregates;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What was waited for too long is decided, whatever became of its timers; and when a date is over, nobody waits for it any
 * more. scheduler-service rings on time, this finds what was lost half a minute later.
 */
@Configuration(proxyBeanMethods = false)
class WaitlistWork {

    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final int AT_ONCE = 4;

    WaitlistWork(Aggregates<WaitingLine, WaitingEvent, ?> lines, WaitlistMetrics metrics) {
        lines.afterCommit(decided -> metrics.happened(decided.events()));
    }

    @Bean
    DueWork overdueWaitingLines(DueWorkFactory work, Aggregates<WaitingLine, WaitingEvent, ?> lines, FillGaps waitlist) {
        // Found by the look alone: the document's instant is later than the aggregate's, and nothing hurries.
        return work.named("overdue-waiting-lines", LOOK, AT_ONCE).of(lines, "dueAt", line -> null, waitlist::catchUp);
    }
}
