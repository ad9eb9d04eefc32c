package io.holdfast.booking.domain;

/** An offering under the name it had when it was booked. */
public record OfferingRef(OfferingId id, String name) {}
