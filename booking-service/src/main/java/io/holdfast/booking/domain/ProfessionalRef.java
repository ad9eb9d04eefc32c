package io.holdfast.booking.domain;

/** A professional under the name they had when they were booked. */
public record ProfessionalRef(ProfessionalId id, String displayName) {}
