package io.holdfast.razorpay.simulator;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A webhook: one sending of an event, waiting in its order's document until it was answered with 2xx.
 *
 * @param number position among the order's webhooks, counted from 0; never changes
 * @param eventId shared by all sendings of the same event
 * @param body exactly the bytes that are signed; null once they are no longer needed
 * @param oldSecret whether it is signed as before the rotation
 * @param queuedAt real time, as are {@code dueAt} and {@code deliveredAt}
 */
record Webhook(
        int number,
        String eventId,
        String event,
        String entityId,
        @Nullable String body,
        Status status,
        int attempts,
        boolean oldSecret,
        Instant queuedAt,
        Instant dueAt,
        @Nullable Instant deliveredAt) {

    enum Status {
        PENDING, DELIVERED, ABANDONED,
        /** It never left. */
        LOST
    }

    static Webhook queued(int number, String eventId, String event, String entityId, String body, boolean oldSecret,
            Instant now, Instant dueAt) {
        return new Webhook(number, eventId, event, entityId, body, Status.PENDING, 0, oldSecret, now, dueAt, null);
    }

    static Webhook lost(int number, String eventId, String event, String entityId, Instant now) {
        return new Webhook(number, eventId, event, entityId, null, Status.LOST, 0, false, now, now, null);
    }

    Webhook delivered(Instant now) {
        return new Webhook(number, eventId, event, entityId, null, Status.DELIVERED, attempts + 1, oldSecret, queuedAt,
            dueAt, now);
    }

    Webhook failed(Instant nextTry) {
        return new Webhook(number, eventId, event, entityId, body, Status.PENDING, attempts + 1, oldSecret, queuedAt,
            nextTry, null);
    }

    Webhook abandoned() {
        return new Webhook(number, eventId, event, entityId, null, Status.ABANDONED, attempts + 1, oldSecret, queuedAt,
            dueAt, null);
    }
}
