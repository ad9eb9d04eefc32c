package io.holdfast.matching.domain.waitlist;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What somebody waits for, on the line's date.
 *
 * @param minutes       how long it is to last
 * @param noticeMinutes how long before its start it can be had at the latest: the offering's, when they joined
 * @param start         the one that they want; null for any of the day
 * @param moves         the booking that they have and want earlier; null for who has none
 */
public record Wish(
        String offeringId, String offeringName, int minutes, int noticeMinutes, @Nullable Instant start, @Nullable Move moves) {

    public Wish {
        if (minutes < 1) {
            throw new IllegalArgumentException("A slot lasts a minute or more.");
        }
    }

    /**
     * A booking that is to be earlier.
     *
     * @param from when it starts now
     */
    public record Move(String bookingId, Instant from) {}

    /** When it would start in that gap: where they want, else where the gap begins; empty where it does not fit. */
    Optional<Instant> startIn(Gap gap) {
        Instant at = start == null ? gap.start() : start;
        boolean fits = !at.isBefore(gap.start()) && !at.plus(length()).isAfter(gap.end());
        return fits && (moves == null || at.isBefore(moves.from())) ? Optional.of(at) : Optional.empty();
    }

    Duration length() {
        return Duration.ofMinutes(minutes);
    }

    Duration notice() {
        return Duration.ofMinutes(noticeMinutes);
    }
}
