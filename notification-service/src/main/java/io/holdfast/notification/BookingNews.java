package io.holdfast.notification;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What is to be told of a booking.
 *
 * @param at          when it happened
 * @param occasion    tells several of one kind and revision apart; null where there is one alone
 * @param usefulUntil after that nobody needs it any more; null when it is never too late
 */
public record BookingNews(
        BookingRevision booking, Instant at, @Nullable String occasion, @Nullable Instant usefulUntil) {

    public BookingNews(BookingRevision booking, Instant at) {
        this(booking, at, null, null);
    }

    public BookingNews on(String itsOccasion) {
        return new BookingNews(booking, at, itsOccasion, usefulUntil);
    }

    public BookingNews usefulUntil(Instant end) {
        return new BookingNews(booking, at, occasion, end);
    }
}
