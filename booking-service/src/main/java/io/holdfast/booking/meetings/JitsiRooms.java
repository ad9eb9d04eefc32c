package io.holdfast.booking.meetings;

import java.math.BigInteger;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Optional;

import io.holdfast.booking.application.MeetingRooms;
import io.holdfast.booking.domain.booking.BookingId;

/**
 * Private rooms on a Jitsi server. Such a room is there for whoever knows its name, so nobody has to be asked, and the
 * name is the key: 160 random bits.
 */
final class JitsiRooms implements MeetingRooms {

    private static final int BYTES = 20;
    private static final int RADIX = 32;

    private final SecureRandom random = new SecureRandom();
    private final URI server;

    JitsiRooms(URI server) {
        this.server = server;
    }

    @Override
    public Optional<String> ready(BookingId id) {
        return Optional.of(instead(id));
    }

    @Override
    public String arrange(Appointment appointment) {
        return instead(appointment.id());
    }

    @Override
    public void remove(BookingId id) {
        // A room that nobody enters is not there.
    }

    @Override
    public String instead(BookingId id) {
        byte[] name = new byte[BYTES];
        random.nextBytes(name);
        return server + "/holdfast-" + new BigInteger(1, name).toString(RADIX);
    }
}
