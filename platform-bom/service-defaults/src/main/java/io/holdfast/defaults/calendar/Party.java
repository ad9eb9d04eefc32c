package io.holdfast.defaults.calendar;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** A calendar user (RFC 5545): an entry's organizer or attendee, with a mail address. */
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
