package io.holdfast.web.booking;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Days and times to move a booking to.
 *
 * @param when   it is now
 * @param until  says up to when it can be moved
 * @param people whose times can be looked at; empty where there is no choice
 */
public record RescheduleView(
        String id,
        String number,
        String what,
        String professional,
        String when,
        String until,
        List<Person> people,
        DayChoice choice) {

    /** @param address null for whose times are shown */
    public record Person(String name, @Nullable String address) {}
}
