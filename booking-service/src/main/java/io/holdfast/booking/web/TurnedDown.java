package io.holdfast.booking.web;

import java.util.Optional;

import io.holdfast.booking.domain.Booking;
import io.holdfast.booking.domain.BookingStatus;
import io.holdfast.defaults.web.Problem;

/** What a client is told who waits and does not get the slot. */
final class TurnedDown {

    private TurnedDown() {}

    /** The problem with a booking that ended before its client could pay or hear of a confirmation. */
    static Optional<Problem> problemOf(Booking booking) {
        boolean lostForFree = booking.status() == BookingStatus.CANCELLED
                && booking.terms().price().isFree()
                && booking.state().confirmedAt() == null;
        if (booking.status() != BookingStatus.REJECTED && !lostForFree) {
            return Optional.empty();
        }
        String reason = String.valueOf(booking.state().history().getLast().reason());
        return Optional.of(Problem.conflict(sentence(reason))
                .with("code", reason)
                .with("reason", reason)
                .with("bookingId", booking.id().value()));
    }

    /** Availability may learn new reasons before we do, so an unknown one gets a sentence too. */
    private static String sentence(String reason) {
        return switch (reason) {
            case "BOOKED" -> "That time was just taken.";
            case "HELD" -> "Somebody else is about to book that time.";
            case "FULL" -> "All places at that time are taken.";
            case "BREAK" -> "The professional has a break at that time.";
            case "TOO_SOON" -> "That time is too soon to be booked.";
            case "TOO_FAR" -> "That time is too far ahead to be booked.";
            case "CLOSED" -> "The professional does not work at that time.";
            default -> "That time cannot be booked.";
        };
    }
}
