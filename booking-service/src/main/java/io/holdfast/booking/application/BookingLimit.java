package io.holdfast.booking.application;

import java.time.Duration;
import java.util.Optional;

import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.BookingId;

/** How often one client may book. */
public interface BookingLimit {

    /**
     * Counts a new booking, unless that is one too many. A booking that was counted before is not counted again.
     *
     * @return how long until one may be made, empty when this one may
     */
    Optional<Duration> admit(TenantId tenant, String clientKey, BookingId id);

    /** The same for whoever has this phone number, which several clients may share. */
    Optional<Duration> admitPhone(TenantId tenant, String phone, BookingId id);
}
