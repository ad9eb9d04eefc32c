package io.holdfast.matching.domain.match;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * What a professional has to do, as numbers: there may be thousands of candidates for one request, each with a calendar, and
 * going through them must make no objects. A fraction of a second counts as occupied.
 */
public final class OccupiedTimes {

    public static final OccupiedTimes NONE = new OccupiedTimes(new int[0]);
    /** In place of when a hold lapses. */
    private static final long BOOKED = Long.MAX_VALUE;

    private static final int START = 0;
    private static final int END = 1;
    private static final int HELD_UNTIL = 2;
    private static final int EACH = 3;
    private static final int FOR_GOOD = 0;
    /** For something else than bookings; who knew nothing of that took it for a hold that lapses when nobody lives any more. */
    private static final int OFF = -1;

    private final int[] seconds;

    private OccupiedTimes(int[] seconds) {
        this.seconds = seconds;
    }

    public static OccupiedTimes of(List<Occupancy> all) {
        return of(all, List.of());
    }

    /** @param off when they are not there for clients */
    public static OccupiedTimes of(List<Occupancy> all, List<DayOff.Time> off) {
        var seconds = new int[(all.size() + off.size()) * EACH];
        int next = 0;
        for (Occupancy one : all) {
            seconds[next + START] = Seconds.of(one.start().getEpochSecond());
            seconds[next + END] = roundedUp(one.end());
            seconds[next + HELD_UNTIL] = one.heldUntil() == null ? FOR_GOOD : roundedUp(one.heldUntil());
            next += EACH;
        }
        for (DayOff.Time one : off) {
            seconds[next + START] = Seconds.of(one.start().getEpochSecond());
            seconds[next + END] = roundedUp(one.end());
            seconds[next + HELD_UNTIL] = OFF;
            next += EACH;
        }
        return new OccupiedTimes(seconds);
    }

    /** What {@link #toInts} gave; the caller's no longer. */
    public static OccupiedTimes ofInts(int[] ints) {
        if (ints.length % EACH != 0) {
            throw new IllegalArgumentException("Each has " + EACH + " numbers.");
        }
        return new OccupiedTimes(ints);
    }

    /** To be stored; {@value #EACH} for each. */
    public int[] toInts() {
        return seconds.clone();
    }

    private static int roundedUp(Instant instant) {
        return Seconds.of(instant.getNano() == 0 ? instant.getEpochSecond() : instant.getEpochSecond() + 1);
    }

    private int size() {
        return seconds.length / EACH;
    }

    private long start(int index) {
        return Seconds.epoch(seconds[index * EACH + START]);
    }

    private long end(int index) {
        return Seconds.epoch(seconds[index * EACH + END]);
    }

    /** When the hold lapses, or {@link #BOOKED}. */
    private long heldUntil(int index) {
        int until = seconds[index * EACH + HELD_UNTIL];
        return until == FOR_GOOD ? BOOKED : Seconds.epoch(until);
    }

    private boolean isOff(int index) {
        return seconds[index * EACH + HELD_UNTIL] == OFF;
    }

    /** @param before seconds of pause that are kept from bookings, and not from what else there is; the same {@code after} */
    boolean overlaps(long from, long to, long before, long after, long now) {
        for (int i = 0; i < size(); i++) {
            boolean isOff = isOff(i);
            if (start(i) < to + (isOff ? 0 : after) && from - (isOff ? 0 : before) < end(i) && heldUntil(i) > now) {
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
