package io.holdfast.payment.application;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** Signed webhooks that nothing could be done with when they came. */
public interface UnmatchedWebhooks {

    Optional<UnmatchedWebhook> find(String id);

    /** Keeps it, unless it is kept already. */
    void keep(UnmatchedWebhook webhook);

    /** Replaces what is kept. */
    void update(UnmatchedWebhook webhook);

    /** It found its payment. */
    void remove(String id);

    /**
     * @param id        made from the event and what it is about, so that a repetition is the same one
     * @param eventId   what the provider calls this sending; not signed, so it only helps people to find it there
     * @param body      as it was signed; null once it is given up, because it may name the payer
     * @param nextTryAt null once it is given up
     */
    record UnmatchedWebhook(
            String id,
            String event,
            String entityId,
            @Nullable String eventId,
            byte @Nullable [] body,
            Instant receivedAt,
            int tries,
            @Nullable Instant nextTryAt) {

        static final Duration GIVE_UP_AFTER = Duration.ofHours(24);
        static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
        private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

        boolean isDue(Instant now) {
            return nextTryAt != null && !nextTryAt.isAfter(now);
        }

        /** Tried once more in vain. */
        UnmatchedWebhook retryLater(Instant now) {
            boolean givenUp = !now.isBefore(receivedAt.plus(GIVE_UP_AFTER));
            Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(tries, 20));
            Instant next = now.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
            return new UnmatchedWebhook(
                    id, event, entityId, eventId, givenUp ? null : body, receivedAt, tries + 1, givenUp ? null : next);
        }
    }
}
