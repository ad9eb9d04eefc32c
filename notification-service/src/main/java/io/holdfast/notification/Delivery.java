package io.holdfast.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The state machine of handing a notification over, at growing intervals for a day.
 *
 * @param attempts   how often it was handed to the channel
 * @param dueAt      while pending: to be sent from then on; while it is sent: the end of the claim; null once settled
 * @param triedSince the first attempt; giving up is measured from here
 * @param failure    what the last attempt ran into
 */
public record Delivery(
        DeliveryStatus status,
        int attempts,
        @Nullable Instant dueAt,
        @Nullable Instant triedSince,
        @Nullable Instant settledAt,
        @Nullable String failure) {

    /** Longer than the longest conversation with the SMTP server, so that a claim ends only when its holder is gone. */
    static final Duration CLAIM = Duration.ofSeconds(30);

    private static final Duration LONGEST_TRIED = Duration.ofHours(24);
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15));

    static Delivery pending(Instant now) {
        return new Delivery(DeliveryStatus.PENDING, 0, now, null, null, null);
    }

    boolean isDue(Instant now) {
        return dueAt != null && !dueAt.isAfter(now);
    }

    boolean isSettled() {
        return status == DeliveryStatus.SENT || status == DeliveryStatus.FAILED;
    }

    /** Whether this is still the attempt that {@code claimed} began; its claim may have ended and another begun. */
    boolean isAttempt(Delivery claimed) {
        return status == DeliveryStatus.SENDING && attempts == claimed.attempts;
    }

    boolean isWorthAnotherTry(Instant now) {
        return triedSince == null || now.isBefore(triedSince.plus(LONGEST_TRIED));
    }

    Delivery claimed(Instant now) {
        Instant since = triedSince == null ? now : triedSince;
        return new Delivery(DeliveryStatus.SENDING, attempts + 1, now.plus(CLAIM), since, null, failure);
    }

    /** Back in the queue with a growing pause, after the channel failed. */
    Delivery failedFor(String reason, Instant now) {
        Duration pause = PAUSES.get(Math.clamp(attempts - 1L, 0, PAUSES.size() - 1));
        return new Delivery(DeliveryStatus.PENDING, attempts, now.plus(pause), triedSince, null, reason);
    }

    /** Back in the queue without having been tried. */
    Delivery untried(Instant then) {
        Instant since = attempts == 1 ? null : triedSince;
        return new Delivery(DeliveryStatus.PENDING, attempts - 1, then, since, null, failure);
    }

    /** Left alone until {@code then}. */
    Delivery postponed(Instant then) {
        return new Delivery(DeliveryStatus.PENDING, attempts, then, triedSince, null, failure);
    }

    Delivery sent(Instant now) {
        return new Delivery(DeliveryStatus.SENT, attempts, null, triedSince, now, null);
    }

    Delivery givenUp(String reason, Instant now) {
        return new Delivery(DeliveryStatus.FAILED, attempts, null, triedSince, now, reason);
    }
}
