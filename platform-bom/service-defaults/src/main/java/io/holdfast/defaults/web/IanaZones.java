package io.holdfast.defaults.web;

import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The time zones that callers may name. Libraries register zones of their own with the JVM ({@code ical4j~…}), whose
 * rules can turn null; no IANA zone has such a name.
 */
public final class IanaZones {

    private static final int LONGEST = 64;
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*");

    private IanaZones() {}

    /** The zone of that name; empty for none, and for offsets such as {@code +05:30}, which know no daylight saving. */
    public static Optional<ZoneId> find(@Nullable String name) {
        return name != null && name.length() <= LONGEST && NAME.matcher(name).matches() && ZoneId.getAvailableZoneIds().contains(name)
                ? Optional.of(ZoneId.of(name))
                : Optional.empty();
    }
}
