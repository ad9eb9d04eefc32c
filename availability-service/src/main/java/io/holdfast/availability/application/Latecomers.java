package io.holdfast.availability.application;

import java.time.Clock;
import java.time.Instant;

import io.holdfast.availability.domain.BookingRevision;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.availability.domain.Tombstones;
import org.springframework.stereotype.Component;

/**
 * Tells a message of a booking that has nothing on its day apart: is it new, or does it come after the booking's end?
 * The day itself knows only who has not ended.
 */
@Component
class Latecomers {

    private final Tombstones tombstones;
    private final Clock clock;

    Latecomers(Tombstones tombstones, Clock clock) {
        this.tombstones = tombstones;
        this.clock = clock;
    }

    /**
     * To be asked while the day is being decided on, see {@link Tombstones}.
     *
     * @param saidAt when the message was said, by the clock of who says it
     */
    Standing standing(TenantId tenant, BookingRevision booking, Instant saidAt) {
        if (isForgotten(saidAt)) {
            return Standing.FORGOTTEN;
        }
        return tombstones.has(tenant, booking) ? Standing.ENDED : Standing.NEW;
    }

    /** Remembers a booking's end, unless that is so long ago that whatever comes late is refused for its age. */
    void ended(TenantId tenant, BookingRevision booking, Instant saidAt) {
        if (!isForgotten(saidAt)) {
            tombstones.put(tenant, booking);
        }
    }

    private boolean isForgotten(Instant saidAt) {
        return clock.instant().isAfter(saidAt.plus(Tombstones.LONGEST_DELAY));
    }

    /** What a message is about. */
    enum Standing {
        NEW,
        ENDED,
        /** From a time of which nobody knows what ended. */
        FORGOTTEN
    }
}
