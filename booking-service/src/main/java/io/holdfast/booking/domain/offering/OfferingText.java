package io.holdfast.booking.domain.offering;

/** An offering in the words of one language; the description may be empty. */
public record OfferingText(String name, String description) {}
