package io.holdfast.availability.domain;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a day in wall times, its end excluded. It lies within the day, so a reservation does too; 24:00 is the end
 * of the day.
 *
 * @param startMinute minutes on the clock since 00:00, 0 to 1439
 * @param endMinute   the same, after the start and at most 1440
 */
public record Hours(int startMinute, int endMinute) {

    public static final int WHOLE_DAY = 24 * 60;
    private static final Pattern WALL_TIME = Pattern.compile("([01]\\d|2[0-4]):([0-5]\\d)");

    /** @throws IllegalArgumentException when it does not end after it starts, or leaves the day */
    public Hours {
        if (startMinute < 0 || startMinute >= endMinute || endMinute > WHOLE_DAY) {
            throw new IllegalArgumentException(
                    "Hours end after they start, within a day: " + text(startMinute) + " to " + text(endMinute));
        }
    }

    public Hours(LocalTime start, LocalTime end) {
        this(start.toSecondOfDay() / 60, end.toSecondOfDay() / 60);
    }

    /**
     * Of wall times such as 09:00 and 24:00.
     *
     * @throws DateTimeException when one of them is no wall time
     */
    public static Hours of(String start, String end) {
        return new Hours(minuteOf(start), minuteOf(end));
    }

    /**
     * The minute of the day that a wall time such as 09:00 says; 24:00 is 1440.
     *
     * @throws DateTimeException when it is no wall time
     */
    public static int minuteOf(String wallTime) {
        Matcher parts = WALL_TIME.matcher(wallTime);
        if (parts.matches()) {
            int minute = Integer.parseInt(parts.group(1)) * 60 + Integer.parseInt(parts.group(2));
            if (minute <= WHOLE_DAY) {
                return minute;
            }
        }
        throw new DateTimeException("Not a wall time: " + wallTime);
    }

    /** The start as a wall time such as 09:00. */
    public String startText() {
        return text(startMinute);
    }

    /** The end as a wall time such as 17:00 or 24:00. */
    public String endText() {
        return text(endMinute);
    }

    public boolean overlaps(Hours other) {
        return startMinute < other.endMinute && other.startMinute < endMinute;
    }

    boolean touches(Hours other) {
        return startMinute <= other.endMinute && other.startMinute <= endMinute;
    }

    Hours joinedWith(Hours other) {
        return new Hours(Math.min(startMinute, other.startMinute), Math.max(endMinute, other.endMinute));
    }

    private static String text(int minute) {
        return String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
    }
}
