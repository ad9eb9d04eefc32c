package io.holdfast.web.page;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Zones that browsers still call by the name of a city's former spelling, which people there read as somebody else's. */
final class FormerZones {

    private static final Map<String, String> NAMES = Map.of(
            "Asia/Calcutta", "Asia/Kolkata",
            "Asia/Katmandu", "Asia/Kathmandu",
            "Asia/Rangoon", "Asia/Yangon",
            "Asia/Saigon", "Asia/Ho_Chi_Minh",
            "America/Buenos_Aires", "America/Argentina/Buenos_Aires",
            "Europe/Kiev", "Europe/Kyiv",
            "Atlantic/Faeroe", "Atlantic/Faroe",
            "Pacific/Truk", "Pacific/Chuuk");

    private FormerZones() {}

    /** The same zone by its name of today, as calendars of professionals have it. */
    static @Nullable String today(@Nullable String name) {
        return name == null ? null : NAMES.getOrDefault(name, name);
    }
}
