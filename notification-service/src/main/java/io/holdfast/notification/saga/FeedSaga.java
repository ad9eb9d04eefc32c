package io.holdfast.notification.saga;

import io.holdfast.contracts.EventType;
import io.holdfast.messaging.Subscriptions;
import io.holdfast.notification.feed.FeedWriter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Beside the saga: every public event goes into the feed, in a consumer group of its own, for which nobody waits. */
@Configuration(proxyBeanMethods = false)
class FeedSaga {

    @Bean
    Subscriptions feedSubscriptions(FeedWriter feed) {
        return Subscriptions.watching(EventType.FEED).onEach(feed.types(), feed::take);
    }
}
