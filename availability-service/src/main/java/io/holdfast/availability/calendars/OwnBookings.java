package io.holdfast.availability.calendars;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.commons.codec.digest.DigestUtils;

/**
 * Bookings that are on the professional's days here. They come back in their other calendars: by our mails and feeds, and as the
 * conferences that booking-service makes at Google.
 *
 * @param host right-hand side of our entries' UIDs
 */
record OwnBookings(Set<String> ids, String host) {

    private static final int GOOGLE_ID_LENGTH = 40;

    /** By which they are known in calendars. */
    Set<String> uids() {
        return ids.stream()
                .flatMap(id -> Stream.of(
                        id + "@" + host,
                        // As booking-service's GoogleMeetings names its events.
                        "hf" + DigestUtils.sha256Hex(id).substring(0, GOOGLE_ID_LENGTH) + "@google.com"))
                .collect(Collectors.toSet());
    }
}
