package io.holdfast.booking.domain;

import java.time.Instant;

/** What happened to a booking. Details are the booking's own: publishing reads them from it. */
public sealed interface BookingEvent {

    record Requested() implements BookingEvent {}

    record AwaitingPayment(Instant holdUntil) implements BookingEvent {}

    /** Nothing more is owed; {@code amount} is zero when nothing was. */
    record Paid(Money amount) implements BookingEvent {}

    record AwaitingConfirmation(Instant deadline) implements BookingEvent {}

    record Confirmed(Instant at) implements BookingEvent {}

    record Rejected(String reason) implements BookingEvent {}

    /** {@code refund} is what had been paid, all of it. */
    record Declined(String reason, Money refund) implements BookingEvent {}

    record Expired() implements BookingEvent {}

    /** {@code wasConfirmed}: whether anybody had been told that the booking stands. */
    record Cancelled(Cancellation cancellation, boolean wasConfirmed) implements BookingEvent {}

    record Started(Instant at) implements BookingEvent {}

    record Completed(Instant at) implements BookingEvent {}
}
