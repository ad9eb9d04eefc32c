package io.holdfast.notification.saga;

import io.holdfast.defaults.calendar.CalendarBooking;
import org.jspecify.annotations.Nullable;

/** Where the professional comes to. */
record Address(String street, String city, @Nullable String building, @Nullable String apartment) {

    static @Nullable String lineOf(@Nullable Address address) {
        return address == null
                ? null
                : CalendarBooking.placeOf(address.street, address.building, address.apartment, address.city);
    }
}
