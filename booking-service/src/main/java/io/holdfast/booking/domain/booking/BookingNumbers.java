package io.holdfast.booking.domain.booking;

import io.holdfast.booking.domain.TenantId;

/** Gives out booking numbers. */
public interface BookingNumbers {

    /** A number that nobody has, greater than those given before in the same tenant and year. */
    BookingNumber next(TenantId tenant, int year);
}
