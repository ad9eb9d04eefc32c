package io.holdfast.defaults.calendar;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Somebody with a mail address, as an entry names its organizer and its attendee. */
public record Party(String email, @Nullable String name) {

    private static final Pattern NAMED = Pattern.compile("\"?(?<name>[^\"<>]*)\"?\\s*<(?<email>[^<>]+)>");

    /** @param header as in a From header: {@code Holdfast <bookings@holdfast.example>} or an address alone */
    public static Party of(String header) {
        Matcher named = NAMED.matcher(header.strip());
        if (!named.matches()) {
            return new Party(header.strip(), null);
        }
        String name = named.group("name").strip();
        return new Party(named.group("email").strip(), name.isEmpty() ? null : name);
    }
}
