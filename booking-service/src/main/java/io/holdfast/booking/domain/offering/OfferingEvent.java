package io.holdfast.booking.domain.offering;

import io.holdfast.booking.domain.OfferingId;

/** What happened to an offering. */
public sealed interface OfferingEvent {

    /** It can be booked as described. */
    record Published(Offering offering) implements OfferingEvent {}

    /** It can no longer be booked. */
    record Retired(OfferingId id) implements OfferingEvent {}
}
