package io.holdfast.notification.work;

import java.time.Duration;

import io.holdfast.defaults.work.DueWork;
import io.holdfast.defaults.work.DueWorkFactory;
import io.holdfast.notification.feed.FeedRetention;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Drops what is too old from the feeds. */
@Configuration(proxyBeanMethods = false)
class FeedWork {

    private static final Duration LOOK = Duration.ofMinutes(5);

    @Bean
    DueWork feedRetentionWork(DueWorkFactory work, FeedRetention retention) {
        return work.named("feed-retention", LOOK, 1).of(FeedRetention.dueIn(), "dropAt", retention::drop);
    }
}
