package io.holdfast.availability.calendars;

import org.jspecify.annotations.Nullable;

/**
 * How a calendar is reached. All of it is secret: whoever has an address may be able to read.
 *
 * @param calendarId of what it opens, so that it opens nothing else
 * @param address    of an ICS file or a CalDAV collection; of a Google calendar its id, such as {@code asha@example.com}
 * @param user       at a CalDAV server; null where a token is enough
 * @param secret     password or token of the CalDAV user, or Google's refresh token; null where none is needed
 */
public record CalendarAccess(String calendarId, String address, @Nullable String user, @Nullable String secret) {

    /** Without anything of it. */
    @Override
    public String toString() {
        return "CalendarAccess[" + calendarId + "]";
    }
}
