package io.holdfast.availability.calendars;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

import io.holdfast.defaults.web.IanaZones;
import org.jspecify.annotations.Nullable;

/**
 * What the names of time zones in a file mean: IANA's, those of Windows, as Outlook writes them, and paths that end in one of IANA's. Of
 * one that only the file itself defines its offsets are known: what begins in it is busy in each of them.
 */
final class CalendarZones {

    private static final Map<String, String> WINDOWS = windows();
    private static final Set<String> UTC = Set.of("UTC", "GMT", "Z", "ETC/UTC", "ETC/GMT", "COORDINATED UNIVERSAL TIME");

    private final Map<String, List<ZoneId>> defined = new HashMap<>();

    /** @param parts of a file, its definitions of time zones among them */
    CalendarZones(List<CalendarPart> parts) {
        for (CalendarPart part : parts) {
            if (part.name().equals("VTIMEZONE")) {
                part.first("TZID").ifPresent(id -> define(id.value(), part));
            }
        }
    }

    private void define(String id, CalendarPart definition) {
        List<ZoneId> meant = definition.first("X-LIC-LOCATION")
                .flatMap(location -> known(location.value()))
                .map(List::of)
                .orElseGet(() -> definition.all("TZOFFSETTO")
                        .flatMap(offset -> offset(offset.value()).stream())
                        .distinct()
                        .map(ZoneId.class::cast)
                        .toList());
        if (!meant.isEmpty()) {
            defined.putIfAbsent(id, meant);
        }
    }

    /** @throws Unreadable when nobody knows it */
    List<ZoneId> of(String name) throws Unreadable {
        Optional<ZoneId> known = known(name);
        List<ZoneId> meant = known.isPresent() ? List.of(known.get()) : defined.get(name);
        if (meant == null) {
            throw new Unreadable("An event is in a time zone that is not known.");
        }
        return meant;
    }

    /** One that is known by its name alone. */
    static Optional<ZoneId> known(@Nullable String name) {
        if (name == null) {
            return Optional.empty();
        }
        if (UTC.contains(name.strip().toUpperCase(Locale.ROOT))) {
            return Optional.of(ZoneOffset.UTC);
        }
        return IanaZones.find(name)
                .or(() -> IanaZones.find(WINDOWS.get(name)))
                .or(() -> atEndOf(name));
    }

    /** Such as {@code /freeassociation.sourceforge.net/Tzfile/Europe/Berlin}. */
    private static Optional<ZoneId> atEndOf(String path) {
        for (int slash = path.indexOf('/'); slash >= 0 && slash < path.length() - 1; slash = path.indexOf('/', slash + 1)) {
            String end = path.substring(slash + 1);
            Optional<ZoneId> zone = end.contains("/") ? IanaZones.find(end) : Optional.empty();
            if (zone.isPresent()) {
                return zone;
            }
        }
        return Optional.empty();
    }

    private static Optional<ZoneOffset> offset(String text) {
        try {
            return Optional.of(ZoneOffset.of(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> windows() {
        var zones = new Properties();
        try (InputStream file = Objects.requireNonNull(CalendarZones.class.getResourceAsStream("windows-zones.properties"))) {
            zones.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var byName = new HashMap<String, String>();
        zones.forEach((name, zone) -> byName.put(String.valueOf(name).replace('_', ' '), String.valueOf(zone)));
        return Map.copyOf(byName);
    }
}
