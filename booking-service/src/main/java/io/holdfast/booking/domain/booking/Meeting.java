package io.holdfast.booking.domain.booking;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Where a booking takes place by video.
 *
 * @param url   null while there is no room
 * @param at    since when there is
 * @param dueAt when the provider is asked (again) to make, move or remove the room; null when it has done so
 * @param tries how often it was asked in vain
 */
public record Meeting(@Nullable String url, @Nullable Instant at, @Nullable Instant dueAt, int tries) {

    static final Meeting NONE = new Meeting(null, null, null, 0);

    static Meeting in(String url, Instant since) {
        return new Meeting(url, since, null, 0);
    }

    /** The provider did what it was asked. */
    Meeting arranged(String newUrl, Instant now) {
        return new Meeting(newUrl, newUrl.equals(url) ? at : now, null, 0);
    }

    Meeting due(Instant when) {
        return new Meeting(url, at, when, tries);
    }

    Meeting putOff(Instant until) {
        return new Meeting(url, at, until, tries + 1);
    }

    Meeting left() {
        return new Meeting(url, at, null, tries);
    }

    boolean mayBeKnownToProvider() {
        return url != null || tries > 0;
    }
}
