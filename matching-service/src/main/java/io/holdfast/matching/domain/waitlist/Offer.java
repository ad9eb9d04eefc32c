package io.holdfast.matching.domain.waitlist;

import java.time.Instant;

/**
 * A slot that somebody may have.
 *
 * @param bookingId of the booking that comes of it when they accept; availability-service holds the slot for it until then
 * @param gapId     of which gap it is
 * @param deadline  until when they can accept
 */
public record Offer(
        String bookingId,
        String gapId,
        String professionalId,
        String professionalName,
        Instant start,
        Instant end,
        Instant deadline) {

    boolean isOver(Instant now) {
        return !now.isBefore(deadline);
    }
}
