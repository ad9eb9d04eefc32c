package io.holdfast.matching.domain.match;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * What a professional has to do, as numbers: there may be thousands of candidates for one request, each with a calendar, and
 * going through them must make no objects. Seconds since 1970; a fraction of one counts as occupied.
 */
public final class OccupiedTimes {

    public static final OccupiedTimes NONE = new OccupiedTimes(new long[0]);
    /** In place of when a hold lapses. */
    public static final long BOOKED = Long.MAX_VALUE;

    private static final int START = 0;
    private static final int END = 1;
    private static final int HELD_UNTIL = 2;
    private static final int EACH = 3;

    private final long[] seconds;

    private OccupiedTimes(long[] seconds) {
        this.seconds = seconds;
    }

    public static OccupiedTimes of(List<Occupancy> all) {
        var seconds = new long[all.size() * EACH];
        int next = 0;
        for (Occupancy one : all) {
            seconds[next + START] = one.start().getEpochSecond();
            seconds[next + END] = roundedUp(one.end());
            seconds[next + HELD_UNTIL] = one.heldUntil() == null ? BOOKED : roundedUp(one.heldUntil());
            next += EACH;
        }
        return new OccupiedTimes(seconds);
    }

    /** @param startEndHeld three numbers each, as they are read below; the caller's no longer */
    public static OccupiedTimes ofSeconds(long[] startEndHeld) {
        if (startEndHeld.length % EACH != 0) {
            throw new IllegalArgumentException("Each has " + EACH + " numbers.");
        }
        return new OccupiedTimes(startEndHeld);
    }

    private static long roundedUp(Instant instant) {
        return instant.getNano() == 0 ? instant.getEpochSecond() : instant.getEpochSecond() + 1;
    }

    public int size() {
        return seconds.length / EACH;
    }

    public long start(int index) {
        return seconds[index * EACH + START];
    }

    public long end(int index) {
        return seconds[index * EACH + END];
    }

    /** When the hold lapses, or {@link #BOOKED}. */
    public long heldUntil(int index) {
        return seconds[index * EACH + HELD_UNTIL];
    }

    boolean overlaps(long from, long to, long now) {
        for (int i = 0; i < size(); i++) {
            if (start(i) < to && from < end(i) && heldUntil(i) > now) {
                return true;
            }
        }
        return false;
    }

    /** How many bookings begin then; what is only held is none yet. */
    int bookedBetween(long from, long to) {
        int booked = 0;
        for (int i = 0; i < size(); i++) {
            booked += heldUntil(i) == BOOKED && start(i) >= from && start(i) < to ? 1 : 0;
        }
        return booked;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OccupiedTimes times && Arrays.equals(seconds, times.seconds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(seconds);
    }

    @Override
    public String toString() {
        return "OccupiedTimes" + Arrays.toString(seconds);
    }
}
