package io.holdfast.web.client;

import org.jspecify.annotations.Nullable;

/**
 * A booking among others.
 *
 * @param hours such as {@code 10:00–11:00}
 * @param zone  in which they are meant, as it is called
 * @param held  says until when it waits to be paid; null where it does not
 */
public record BookingCard(BookingView booking, String day, String hours, String zone, @Nullable String held) {}
