package io.holdfast.notification;

import java.time.Instant;

/**
 * Something that happened to a booking of which this service knows the rest.
 *
 * @param at when it happened
 */
public record BookingMoment(String bookingId, int revision, Instant at) {}
