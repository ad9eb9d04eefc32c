package io.holdfast.notification.feed;

import io.holdfast.defaults.web.Problem;
import io.holdfast.notification.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A place in a feed as clients keep it. They are told to take it for a word without meaning. */
@Component
public class FeedCursor {

    private static final int MOST_DIGITS = 18;

    private final Feed feed;

    FeedCursor(Feed feed) {
        this.feed = feed;
    }

    public static String text(long position) {
        return Long.toString(position);
    }

    /**
     * The place that somebody wants to read after.
     *
     * @param text null and {@code oldest} for all that is kept, {@code latest} for what comes from now on
     * @throws Problem 400 when this feed never gave that out; 410 when some of what comes after it is not kept any more
     */
    public long read(TenantId tenantId, @Nullable String text) {
        if (text == null || text.equals("oldest")) {
            return feed.start(tenantId);
        }
        if (text.equals("latest")) {
            return feed.end(tenantId);
        }
        if (text.isEmpty() || text.length() > MOST_DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw Problem.invalid("after", "must be what this feed gave as pagination.next, oldest or latest");
        }
        long position = Long.parseLong(text);
        if (position > feed.end(tenantId)) {
            throw Problem.invalid("after", "must be what this feed gave as pagination.next, oldest or latest");
        }
        if (position < feed.start(tenantId)) {
            throw gone();
        }
        return position;
    }

    /** Some of what comes after a place is gone. */
    static Problem gone() {
        return Problem.gone("events-gone", "Some events after this place are not kept any more. Without after the feed begins at the oldest.");
    }
}
