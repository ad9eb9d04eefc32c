package io.holdfast.notification.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Events of one subject that wait because the first of them could not be delivered yet; those of others go on.
 *
 * @param subject   such as a booking's id
 * @param positions their places in the feed, ascending, never none
 * @param attempts  how often the first was tried
 * @param since     when the first was first tried, or first again after the receiver had been away; null when it was not
 * @param dueAt     when the first is tried again
 */
record HeldBack(String subject, List<Long> positions, int attempts, @Nullable Instant since, Instant dueAt) {

    HeldBack {
        positions = List.copyOf(positions);
    }

    static HeldBack of(String subject, Instant now) {
        return new HeldBack(subject, List.of(), 0, null, now);
    }

    boolean isDue(Instant now) {
        return !dueAt.isAfter(now);
    }

    HeldBack with(long position) {
        if (positions.contains(position)) {
            return this;
        }
        var more = new ArrayList<>(positions);
        more.add(position);
        return new HeldBack(subject, more, attempts, since, dueAt);
    }

    /** Those that are left when one is done with; the next one is the first then, and not tried yet. */
    HeldBack without(long position, Instant now) {
        List<Long> left = positions.stream().filter(other -> other != position).toList();
        boolean wasFirst = !positions.isEmpty() && positions.getFirst() == position;
        return wasFirst ? new HeldBack(subject, left, 0, null, now) : new HeldBack(subject, left, attempts, since, dueAt);
    }

    HeldBack failed(Instant now) {
        return new HeldBack(subject, positions, attempts + 1, since == null ? now : since, now.plus(RetryPauses.after(attempts + 1)));
    }

    /** To be tried now and with new patience, as it was not its fault that nothing was taken. */
    HeldBack anew(Instant now) {
        return new HeldBack(subject, positions, attempts, null, now);
    }

    boolean isTriedSince(Duration time, Instant now) {
        return since != null && !now.isBefore(since.plus(time));
    }
}
