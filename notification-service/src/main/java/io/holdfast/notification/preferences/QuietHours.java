package io.holdfast.notification.preferences;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * When somebody does not want to be disturbed, each day.
 *
 * @param from wall time, included
 * @param to   wall time, excluded; on the next day when it is before {@code from}
 */
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {

    public QuietHours {
        if (from.equals(to)) {
            throw new IllegalArgumentException("Quiet hours that begin when they end are none");
        }
    }

    /** When the quiet hours end that {@code now} is in; empty when it is in none. */
    public Optional<Instant> endAt(Instant now) {
        ZonedDateTime local = now.atZone(zone);
        LocalTime time = local.toLocalTime();
        boolean overMidnight = from.isAfter(to);
        boolean evening = !time.isBefore(from);
        boolean morning = time.isBefore(to);
        if (overMidnight ? !evening && !morning : !evening || !morning) {
            return Optional.empty();
        }
        LocalDate endsOn = overMidnight && evening ? local.toLocalDate().plusDays(1) : local.toLocalDate();
        Instant end = endsOn.atTime(to).atZone(zone).toInstant();
        // Where clocks go back, the end comes twice; the first one counts.
        return end.isAfter(now) ? Optional.of(end) : Optional.empty();
    }
}
