package io.holdfast.availability.domain;

/** A request that could not be met, remembered beside the day so that refusals do not make the day grow. */
public record Rejection(BookingRevision booking, ProfessionalId professional, Slot slot, Refusal reason) {}
