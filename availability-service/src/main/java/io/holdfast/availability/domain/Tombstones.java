package io.holdfast.availability.domain;

import java.time.Duration;

/**
 * The bookings that ended, as revisions: what comes late for one of them gets no slot. They lie beside the calendar days,
 * so that a day does not grow by who came and went. A tombstone is stored before the booking's reservation leaves its
 * day, and looked for after the day was loaded, so whoever holds a slot without having seen it loses the write.
 */
public interface Tombstones {

    /**
     * Older requests are refused whatever became of their booking, since tombstones are kept a few times as long and not
     * for ever. Booking-service gives a request that is not answered up much sooner.
     */
    Duration LONGEST_DELAY = Duration.ofDays(1);

    boolean has(TenantId tenant, BookingRevision booking);

    /** Does nothing where there is one. */
    void put(TenantId tenant, BookingRevision booking);
}
