package io.holdfast.matching.work;

import java.time.Duration;

import io.holdfast.defaults.signals.Signals;
import io.holdfast.defaults.work.DueWork;
import io.holdfast.defaults.work.DueWorkFactory;
import io.holdfast.matching.application.SearchProfessional;
import io.holdfast.matching.domain.match.Match;
import io.holdfast.matching.domain.match.MatchEvent;
import io.holdfast.messaging.mongo.Aggregates;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Whoever waits for a match is woken after each write. And what was waited for too long is decided, whatever became of
 * its timers: scheduler-service rings them on time, this finds what was lost half a minute later.
 */
@Configuration(proxyBeanMethods = false)
class MatchWork {

    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final int AT_ONCE = 8;

    MatchWork(Aggregates<Match, MatchEvent, ?> matches, Signals signals, MatchMetrics metrics) {
        matches.afterCommit(decided -> {
            signals.changed(decided.after().id().value());
            metrics.happened(decided.after(), decided.events());
        });
    }

    @Bean
    DueWork overdueMatches(DueWorkFactory work, Aggregates<Match, MatchEvent, ?> matches, SearchProfessional search) {
        // Found by the look alone: the document's instant is later than the aggregate's, and nothing hurries.
        return work.named("overdue-matches", LOOK, AT_ONCE).of(matches, "dueAt", match -> null, search::catchUp);
    }
}
