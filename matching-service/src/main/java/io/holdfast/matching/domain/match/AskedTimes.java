package io.holdfast.matching.domain.match;

import java.util.Arrays;
import java.util.List;

/** A professional's latest proposals, the oldest first, as numbers, for the reason of {@link OccupiedTimes}. */
public final class AskedTimes {

    public static final AskedTimes NONE = new AskedTimes(new long[0], new ProposalStatus[0]);
    /** In place of when they answered. */
    public static final long NOT_ANSWERED = Long.MIN_VALUE;

    private static final int ASKED = 0;
    private static final int ANSWERED = 1;
    private static final int EACH = 2;

    private final long[] seconds;
    private final ProposalStatus[] statuses;

    private AskedTimes(long[] seconds, ProposalStatus[] statuses) {
        this.seconds = seconds;
        this.statuses = statuses;
    }

    public static AskedTimes of(List<AskedBefore> all) {
        var seconds = new long[all.size() * EACH];
        var statuses = new ProposalStatus[all.size()];
        for (int i = 0; i < statuses.length; i++) {
            AskedBefore one = all.get(i);
            seconds[i * EACH + ASKED] = one.at().getEpochSecond();
            seconds[i * EACH + ANSWERED] = one.answeredAt() == null ? NOT_ANSWERED : one.answeredAt().getEpochSecond();
            statuses[i] = one.status();
        }
        return new AskedTimes(seconds, statuses);
    }

    /**
     * Both arrays are the caller's no longer.
     *
     * @param askedAnswered two numbers each, as they are read below
     */
    public static AskedTimes ofSeconds(long[] askedAnswered, ProposalStatus[] statuses) {
        if (askedAnswered.length != statuses.length * EACH) {
            throw new IllegalArgumentException("Each has " + EACH + " numbers.");
        }
        return new AskedTimes(askedAnswered, statuses);
    }

    public int size() {
        return statuses.length;
    }

    /** When they were asked, in seconds since 1970. */
    public long asked(int index) {
        return seconds[index * EACH + ASKED];
    }

    /** When they answered, or {@link #NOT_ANSWERED}. */
    public long answered(int index) {
        return seconds[index * EACH + ANSWERED];
    }

    public ProposalStatus status(int index) {
        return statuses[index];
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
