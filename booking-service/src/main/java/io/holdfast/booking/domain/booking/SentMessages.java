package io.holdfast.booking.domain.booking;

import java.time.Instant;
import java.util.List;

import io.holdfast.booking.domain.TenantId;
import org.jspecify.annotations.Nullable;

/** A projection of what notification-service says it has sent about bookings. */
public interface SentMessages {

    /** The most that are kept of a booking; the oldest make room. */
    int MOST = 200;

    /** In the order in which they were settled. */
    List<SentMessage> of(TenantId tenant, BookingId booking);

    /**
     * Keeps what is not known yet.
     *
     * @param refusedAt since when the booking is nobody's record, with which this goes, too; null while it is kept
     */
    void project(TenantId tenant, BookingId booking, List<SentMessage> messages, @Nullable Instant refusedAt);
}
