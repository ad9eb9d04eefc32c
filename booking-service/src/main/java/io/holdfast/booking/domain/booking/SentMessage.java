package io.holdfast.booking.domain.booking;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What became of one message to one person about a booking: in which role they are and by which channel they are reached,
 * never where.
 *
 * @param notificationId the message's, the same for all whom it went to
 * @param kind           what it says, such as {@code REMINDER}
 * @param occasion       tells several of one kind apart, such as a reminder's lead; null where there is one
 * @param recipient      the role, such as {@code CLIENT}
 * @param channel        such as {@code EMAIL}
 * @param reason         why it was not sent; null when it was
 */
public record SentMessage(
        String notificationId,
        String kind,
        @Nullable String occasion,
        String recipient,
        String channel,
        Status status,
        Instant at,
        @Nullable String reason) {

    static final String CLIENT = "CLIENT";

    /** What became of it. */
    public enum Status {
        SENT,
        FAILED,
        /** It was not to be sent: somebody wanted none, or it came too late. */
        SKIPPED
    }

    /** Whether it is about the same message to the same person by the same channel. */
    public boolean isSameAs(SentMessage other) {
        return notificationId.equals(other.notificationId)
                && recipient.equals(other.recipient)
                && channel.equals(other.channel);
    }
}
