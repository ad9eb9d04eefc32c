package io.holdfast.availability.application;

import java.time.Clock;
import java.time.Instant;

import io.holdfast.availability.domain.BookingRevision;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.availability.domain.Tombstones;
import org.springframework.stereotype.Component;

/**
 * Tells late messages from new ones: of a booking that has nothing on its day, is this the beginning, or does it come after
 * the booking's end? The day itself knows only who has not ended.
 */
@Component
class LateMessages {

    private final Tombstones tombstones;
    private final Clock clock;

    LateMessages(Tombstones tombstones, Clock clock) {
        this.tombstones = tombstones;
        this.clock = clock;
    }

    /**
     * To be asked while the day is being decided on, see {@link Tombstones}.
     *
     * @param saidAt when the message was said, by the clock of who says it
     */
    Lateness judge(TenantId tenant, BookingRevision booking, Instant saidAt) {
        if (isTooOld(saidAt)) {
            return Lateness.TOO_OLD;
        }
        return tombstones.has(tenant, booking) ? Lateness.AFTER_END : Lateness.IN_TIME;
    }

    /** Remembers a booking's end, unless that is so long ago that whatever comes late is refused for its age. */
    void ended(TenantId tenant, BookingRevision booking, Instant saidAt) {
        if (!isTooOld(saidAt)) {
            tombstones.put(tenant, booking);
        }
    }

    private boolean isTooOld(Instant saidAt) {
        return clock.instant().isAfter(saidAt.plus(Tombstones.LONGEST_DELAY));
    }

    /** How a message comes. */
    enum Lateness {
        IN_TIME,
        AFTER_END,
        /** From a time of which nobody knows what ended. */
        TOO_OLD
    }
}
