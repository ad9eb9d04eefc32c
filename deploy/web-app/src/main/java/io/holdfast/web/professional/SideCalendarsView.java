package io.holdfast.web.professional;

import java.util.List;

import io.holdfast.web.business.Badge;
import io.holdfast.web.page.Form;
import org.jspecify.annotations.Nullable;

/**
 * Other calendars of a professional.
 *
 * @param key of the request that adds one: a second click is the same one
 */
public record SideCalendarsView(List<Calendar> calendars, String zone, List<Kind> kinds, String key, Form form) {

    /**
     * @param read      when it was read last, in words
     * @param trouble   since when it cannot be read and what counts meanwhile; null while it can
     * @param cause     the same as the API says it, in English
     * @param conflicts bookings in the time of which it has something
     */
    public record Calendar(
            String id,
            String name,
            String where,
            Badge badge,
            String read,
            @Nullable String trouble,
            @Nullable String cause,
            List<ScheduleView.Obstacle> conflicts) {}

    public record Kind(String id, String text) {}
}
