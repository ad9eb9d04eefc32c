package io.holdfast.booking.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * When people are reminded of a booking.
 *
 * @param beforeStart how long before the start, the longest first; empty for never
 * @param forReview   how long after completion a review that has not come is asked for again, the shortest first; empty
 *                    for never
 */
public record ReminderPolicy(List<Duration> beforeStart, List<Duration> forReview) {

    /** So many of each kind at most. */
    public static final int MOST = 5;

    /** 24 hours, 1 hour and 15 minutes before the start; 1, 4 and 11 days after completion. */
    public static final ReminderPolicy DEFAULT = new ReminderPolicy(
            List.of(Duration.ofHours(24), Duration.ofHours(1), Duration.ofMinutes(15)),
            List.of(Duration.ofDays(1), Duration.ofDays(4), Duration.ofDays(11)));

    static final ReminderPolicy NONE = new ReminderPolicy(List.of(), List.of());

    public ReminderPolicy {
        beforeStart = beforeStart.stream().distinct().sorted(Comparator.reverseOrder()).toList();
        forReview = forReview.stream().distinct().sorted().toList();
        if (beforeStart.size() > MOST || forReview.size() > MOST) {
            throw new IllegalArgumentException("There are at most " + MOST + " reminders of a kind.");
        }
    }

    /** When a review is asked for again, the earliest first. */
    public List<Instant> reviewRounds(Instant completedAt) {
        return forReview.stream().map(completedAt::plus).toList();
    }

    /** When people are reminded of a booking that starts then, the earliest first. */
    public List<Instant> remindersOf(Instant start) {
        return beforeStart.stream().map(start::minus).toList();
    }
}
