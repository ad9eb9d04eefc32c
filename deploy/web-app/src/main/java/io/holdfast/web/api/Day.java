package io.holdfast.web.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One date's slots.
 *
 * @param zone     IANA, in which date and times are meant
 * @param duration in minutes
 */
public record Day(LocalDate date, String zone, int duration, List<Price> prices, List<Slot> slots) {

    public record Price(int duration, Money price) {}

    /**
     * @param time   the start's wall time in the day's zone
     * @param reason why it cannot be had: {@code BOOKED, HELD, BREAK, TOO_SOON, TOO_FAR, FULL, CLOSED}; null when it can
     */
    public record Slot(Instant start, Instant end, String time, boolean available, @Nullable String reason) {}
}
