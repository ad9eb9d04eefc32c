package io.holdfast.notification.feed;

import java.util.List;

/**
 * A piece of a feed.
 *
 * @param next where to read on: all up to here was looked at, also what was not wanted
 * @param more whether there is something behind it now
 */
public record FeedPage(List<FeedEvent> events, long next, boolean more) {

    public FeedPage {
        events = List.copyOf(events);
    }
}
