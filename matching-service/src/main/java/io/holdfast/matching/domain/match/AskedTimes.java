package io.holdfast.matching.domain.match;

import java.util.Arrays;
import java.util.List;

/** A professional's latest proposals, the oldest first, as numbers, for the reason of {@link OccupiedTimes}. */
public final class AskedTimes {

    public static final AskedTimes NONE = new AskedTimes(new int[0], new byte[0]);
    /** In place of when they answered. */
    static final long NOT_ANSWERED = Long.MIN_VALUE;

    private static final ProposalStatus[] STATUSES = ProposalStatus.values();
    private static final int ASKED = 0;
    private static final int ANSWERED = 1;
    private static final int EACH = 2;
    private static final int NEVER = -1;

    private final int[] seconds;
    private final byte[] statuses;

    private AskedTimes(int[] seconds, byte[] statuses) {
        this.seconds = seconds;
        this.statuses = statuses;
    }

    public static AskedTimes of(List<AskedBefore> all) {
        var seconds = new int[all.size() * EACH];
        var statuses = new byte[all.size()];
        for (int i = 0; i < statuses.length; i++) {
            AskedBefore one = all.get(i);
            seconds[i * EACH + ASKED] = Seconds.of(one.at().getEpochSecond());
            seconds[i * EACH + ANSWERED] =
                    one.answeredAt() == null ? NEVER : Seconds.of(one.answeredAt().getEpochSecond());
            statuses[i] = (byte) one.status().ordinal();
        }
        return new AskedTimes(seconds, statuses);
    }

    /** What {@link #toInts} and {@link #toBytes} gave; both are the caller's no longer. */
    public static AskedTimes of(int[] ints, byte[] bytes) {
        if (ints.length != bytes.length * EACH) {
            throw new IllegalArgumentException("Each has " + EACH + " numbers.");
        }
        return new AskedTimes(ints, bytes);
    }

    /** To be stored; {@value #EACH} for each. */
    public int[] toInts() {
        return seconds.clone();
    }

    /** To be stored; one for each, of the same meaning as long as {@link ProposalStatus} keeps its order. */
    public byte[] toBytes() {
        return statuses.clone();
    }

    int size() {
        return statuses.length;
    }

    /** When they were asked, in seconds since 1970. */
    long asked(int index) {
        return Seconds.epoch(seconds[index * EACH + ASKED]);
    }

    /** When they answered, or {@link #NOT_ANSWERED}. */
    long answered(int index) {
        int at = seconds[index * EACH + ANSWERED];
        return at == NEVER ? NOT_ANSWERED : Seconds.epoch(at);
    }

    ProposalStatus status(int index) {
        return STATUSES[statuses[index]];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AskedTimes times
                && Arrays.equals(seconds, times.seconds)
                && Arrays.equals(statuses, times.statuses);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(seconds) + Arrays.hashCode(statuses);
    }

    @Override
    public String toString() {
        return "AskedTimes" + Arrays.toString(seconds) + Arrays.toString(statuses);
    }
}
