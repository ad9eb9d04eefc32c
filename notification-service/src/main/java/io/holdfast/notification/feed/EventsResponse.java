package io.holdfast.notification.feed;

import java.util.List;

/** A piece of the feed: {@code {"items":[…],"pagination":{"next":"…","more":true}}}. */
record EventsResponse(List<EventResponse> items, Pagination pagination) {

    /**
     * @param next what to ask for as {@code after} the next time; also when there is nothing more now
     * @param more whether there is something more now
     */
    record Pagination(String next, boolean more) {}

    static EventsResponse of(FeedPage page) {
        return new EventsResponse(
                page.events().stream().map(EventResponse::of).toList(),
                new Pagination(FeedCursor.text(page.next()), page.more()));
    }
}
