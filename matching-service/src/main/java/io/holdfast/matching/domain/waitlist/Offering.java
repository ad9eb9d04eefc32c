package io.holdfast.matching.domain.waitlist;

import java.util.List;

/**
 * What can be waited for: a copy of what booking-service says of an offering.
 *
 * @param direct        whether clients choose professional and start, so that there are slots to wait for
 * @param durations     minutes
 * @param noticeMinutes how long before its start a slot can be had at the latest
 * @param daysAhead     how far ahead one can be had
 * @param retired       whether it cannot be booked any more
 */
public record Offering(
        String id, String name, boolean direct, List<Integer> durations, int noticeMinutes, int daysAhead, boolean retired) {

    private static final int USUAL_MINUTES = 60;

    public Offering {
        durations = List.copyOf(durations);
        if (durations.isEmpty()) {
            throw new IllegalArgumentException("An offering lasts some time.");
        }
    }

    /** Minutes; what a booking lasts that names no length. */
    public int usualDuration() {
        return durations.contains(USUAL_MINUTES) ? USUAL_MINUTES : durations.getFirst();
    }

    public Offering retire() {
        return new Offering(id, name, direct, durations, noticeMinutes, daysAhead, true);
    }
}
