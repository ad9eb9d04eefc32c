package io.holdfast.defaults.calendar;

import java.time.Instant;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.holdfast.defaults.OneLine;
import org.jspecify.annotations.Nullable;

/**
 * What a calendar is to know of a booking.
 *
 * @param revision   1, and one more with each rescheduling
 * @param with       the other party's name, as the entry's reader knows them; null when nobody is found yet
 * @param start      UTC
 * @param end        UTC
 * @param place      where they meet, in one line; null when that is not at the client's
 * @param meetingUrl null when they do not meet online
 */
public record CalendarBooking(
        String bookingId,
        String number,
        int revision,
        String offering,
        @Nullable String with,
        Instant start,
        Instant end,
        @Nullable String place,
        @Nullable String meetingUrl) {

    /** An address in one line, for {@code place} and wherever else it is read. */
    public static String placeOf(
            String street, @Nullable String building, @Nullable String apartment, String city) {
        return Stream.of(street, building, apartment, city)
                .filter(Objects::nonNull)
                .map(OneLine::ofLong)
                .collect(Collectors.joining(", "));
    }
}
