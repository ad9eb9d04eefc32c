package io.holdfast.notification;

import java.time.Instant;

/**
 * What an event says of a booking.
 *
 * @param at when it happened
 */
public record BookingNews(BookingRevision booking, Instant at) {}
