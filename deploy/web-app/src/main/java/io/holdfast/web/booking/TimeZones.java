package io.holdfast.web.booking;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;

import io.holdfast.defaults.web.IanaZones;
import io.holdfast.web.booking.DayChoice.Zone;
import io.holdfast.web.page.Page;
import org.jspecify.annotations.Nullable;

/** The zones to choose from: the reader's own and the professional's first, then one for each time on earth where many live. */
final class TimeZones {

    private static final List<String> USUAL = List.of(
            "Pacific/Honolulu", "America/Los_Angeles", "America/Denver", "America/Chicago", "America/New_York", "America/Halifax",
            "America/Sao_Paulo", "Atlantic/Azores", "UTC", "Europe/London", "Europe/Paris", "Africa/Lagos", "Africa/Cairo",
            "Africa/Johannesburg", "Africa/Nairobi", "Asia/Jerusalem", "Europe/Istanbul", "Europe/Moscow", "Asia/Dubai", "Asia/Tehran",
            "Asia/Karachi", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Dhaka", "Asia/Bangkok", "Asia/Singapore", "Asia/Shanghai", "Asia/Tokyo",
            "Australia/Sydney", "Pacific/Auckland");

    private TimeZones() {}

    /** What was asked for, where it is a zone; else the browser's; else the professional's. */
    static ZoneId chosen(Page page, @Nullable String asked, ZoneId professionals) {
        return IanaZones.find(asked).orElseGet(() -> Objects.requireNonNullElse(page.browserZone(), professionals));
    }

    static List<Zone> all(Page page, ZoneId chosen, ZoneId professionals, Instant at) {
        var first = new LinkedHashSet<ZoneId>();
        if (page.browserZone() != null) {
            first.add(page.browserZone());
        }
        first.add(professionals);
        first.add(chosen);
        var zones = new ArrayList<Zone>();
        first.forEach(zone -> zones.add(zone(page, zone, chosen, at)));
        USUAL.stream()
                .map(ZoneId::of)
                .filter(zone -> !first.contains(zone))
                .sorted(Comparator.comparing(zone -> zone.getRules().getOffset(at).getTotalSeconds()))
                .forEach(zone -> zones.add(zone(page, zone, chosen, at)));
        return zones;
    }

    private static Zone zone(Page page, ZoneId zone, ZoneId chosen, Instant at) {
        ZoneOffset offset = zone.getRules().getOffset(at);
        String name = page.times(zone).zoneName(at);
        // What is called by its distance from UTC alone says it once.
        String hours = offset.equals(ZoneOffset.UTC) ? "UTC" : "UTC" + offset.getId();
        String label = zone.normalized() instanceof ZoneOffset ? name : name + " (" + hours + ")";
        return new Zone(zone.getId(), label, zone.equals(chosen));
    }
}
