package io.holdfast.matching.domain.match;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** One request while candidates are gone through: what is the same for all of them is found out once. Not thread-safe. */
final class Inquiry {

    private static final int MINUTES_OF_A_DAY = 24 * 60;
    private static final long SECONDS_OF_AN_HOUR = 3_600;
    private static final long SECONDS_OF_A_DAY = 24 * SECONDS_OF_AN_HOUR;

    private final MatchRequest request;
    private final Instant now;
    private final @Nullable String city;
    private final Map<ZoneId, Local> zones = new HashMap<>();

    Inquiry(MatchRequest request, Instant now) {
        this.request = request;
        this.now = now;
        this.city = request.place() == null ? null : Place.comparable(request.place().city());
    }

    MatchRequest request() {
        return request;
    }

    Instant now() {
        return now;
    }

    /** Comparable; null where nobody comes to anybody. */
    @Nullable String city() {
        return city;
    }

    Local in(ZoneId zone) {
        return zones.computeIfAbsent(zone, this::local);
    }

    /**
     * The request and this moment in a zone.
     *
     * @param first       minute of the date at which it starts, 0–1,439
     * @param last        at which it ends; 1,440 at midnight
     * @param endsThatDay whether it does not go on after midnight
     * @param dayFrom     where the date begins, in seconds; likewise the next three
     * @param offset      of the zone now, in seconds
     */
    record Local(
            LocalDate date,
            int first,
            int last,
            boolean endsThatDay,
            long dayFrom,
            long dayTo,
            long weekFrom,
            long weekTo,
            long offset) {

        /** Today's offset counts for all of the past: an hour beside, for a while after a change of the clocks. */
        long hourOf(long second) {
            return Math.floorMod(second + offset, SECONDS_OF_A_DAY) / SECONDS_OF_AN_HOUR;
        }
    }

    private Local local(ZoneId zone) {
        ZonedDateTime from = request.start().atZone(zone);
        ZonedDateTime to = request.end().atZone(zone);
        LocalDate date = from.toLocalDate();
        LocalDate monday = date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        boolean sameDay = to.toLocalDate().equals(date);
        boolean midnight = to.toLocalDate().equals(date.plusDays(1)) && minuteOf(to) == 0;
        return new Local(
                date,
                minuteOf(from),
                sameDay ? minuteOf(to) : MINUTES_OF_A_DAY,
                sameDay || midnight,
                startOf(date, zone),
                startOf(date.plusDays(1), zone),
                startOf(monday, zone),
                startOf(monday.plusDays(7), zone),
                zone.getRules().getOffset(now).getTotalSeconds());
    }

    private static long startOf(LocalDate date, ZoneId zone) {
        return date.atStartOfDay(zone).toEpochSecond();
    }

    private static int minuteOf(ZonedDateTime time) {
        return time.getHour() * 60 + time.getMinute();
    }
}
