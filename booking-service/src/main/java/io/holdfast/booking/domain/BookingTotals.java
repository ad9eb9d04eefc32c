package io.holdfast.booking.domain;

import java.util.List;
import java.util.Map;

/**
 * A tenant's bookings in numbers.
 *
 * @param byStatus how many are in which status; statuses without any are left out
 * @param revenue  what was captured and not given back, per currency in alphabetical order
 */
public record BookingTotals(Map<BookingStatus, Long> byStatus, List<Money> revenue) {

    public BookingTotals {
        byStatus = Map.copyOf(byStatus);
        revenue = List.copyOf(revenue);
    }

    public long total() {
        return byStatus.values().stream().mapToLong(Long::longValue).sum();
    }
}
