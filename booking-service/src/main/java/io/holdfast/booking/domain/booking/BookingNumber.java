package io.holdfast.booking.domain.booking;

import java.util.Locale;

/** What people quote: {@code HF-2026-000001}. Increasing and unique within a tenant; gaps are allowed. */
public record BookingNumber(String value) {

    /** @param count 1, 2, 3… within the tenant, prefix and year */
    public static BookingNumber of(String prefix, int year, long count) {
        return new BookingNumber(String.format(Locale.ROOT, "%s-%04d-%06d", prefix, year, count));
    }

    @Override
    public String toString() {
        return value;
    }
}
