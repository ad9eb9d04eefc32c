package io.holdfast.availability.domain;

import org.jspecify.annotations.Nullable;

/**
 * A booking that stands in the way.
 *
 * @param number null where no message ever said it
 */
public record Conflict(String bookingId, @Nullable String number, Slot slot) {}
