package io.holdfast.booking.application;

import java.time.Instant;
import java.util.Optional;

import io.holdfast.booking.domain.booking.BookingId;

/** Where bookings take place by video. */
public interface MeetingRooms {

    /** A room that is there without asking anybody; empty when a provider has to be asked. */
    Optional<String> ready(BookingId id);

    /**
     * Makes the room, or moves it to where the booking is now. Done twice, it is done once.
     *
     * @return the address to join at
     * @throws Unavailable when the provider could not be asked
     */
    String arrange(Appointment appointment);

    /**
     * Removes the room, if there is one.
     *
     * @throws Unavailable when the provider could not be asked
     */
    void remove(BookingId id);

    /** A room for when the provider fails for good. */
    String instead(BookingId id);

    /** What the provider is told of a booking; neither the client's nor the professional's contact. */
    record Appointment(BookingId id, String title, Instant start, Instant end, String zone) {}

    /** The provider did not do what it was asked, and may do it later. */
    final class Unavailable extends RuntimeException {
        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }

        public Unavailable(String message) {
            super(message);
        }
    }
}
