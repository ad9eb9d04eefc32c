package io.holdfast.defaults.web;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A span of time in a query: instants, or local dates, of which the last one belongs to the span.
 *
 * @param from inclusive, null for the beginning of time
 * @param to   exclusive, null for its end
 */
public record TimeRange(@Nullable Instant from, @Nullable Instant to) {

    /**
     * @param zone where the dates are; null for UTC
     * @throws Problem when one cannot be read
     */
    public static TimeRange of(
            String fromName, @Nullable String from, String toName, @Nullable String to, @Nullable String zone) {
        ZoneId where = zone(zone);
        return new TimeRange(
                from == null ? null : read(fromName, from, where, 0), to == null ? null : read(toName, to, where, 1));
    }

    private static Instant read(String name, String value, ZoneId zone, int daysOn) {
        Optional<Instant> read = Times.looksLikeDate(value)
                ? Times.date(value).map(date -> date.plusDays(daysOn).atStartOfDay(zone).toInstant())
                : Times.instant(value);
        return read.orElseThrow(() -> Problem.invalid(
                name, "is neither an instant such as 2026-12-01T09:30:00Z nor a date such as 2026-12-01"));
    }

    private static ZoneId zone(@Nullable String zone) {
        if (zone == null) {
            return ZoneOffset.UTC;
        }
        return IanaZones.find(zone)
                .orElseThrow(() -> Problem.invalid("zone", "is not a time zone such as Asia/Kolkata"));
    }
}
