package io.holdfast.notification;

import java.time.Instant;

/**
 * What an event says of a booking, and whom it concerns.
 *
 * @param at when it happened
 */
public record BookingNews(BookingRevision booking, Addressee client, String professionalId, Instant at) {}
