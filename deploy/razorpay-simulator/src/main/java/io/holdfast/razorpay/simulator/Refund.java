package io.holdfast.razorpay.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Money on its way back.
 *
 * @param idempotencyKey the merchant's {@code X-Refund-Idempotency}, unique within its payment
 * @param requestHash of the body that came with the key, so that another body under the same key is told apart
 * @param willFail whether the bank will refuse it
 * @param settlesAt real time at which a pending refund reaches the payer
 */
record Refund(
        String id,
        String paymentId,
        long amount,
        Status status,
        String speed,
        @Nullable String receipt,
        List<Note> notes,
        @Nullable String idempotencyKey,
        String requestHash,
        Boolean willFail,
        Instant settlesAt,
        long createdAt) {

    enum Status {
        PENDING, PROCESSED, FAILED;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Refund {
        // Absent in what was stored before refunds could fail.
        willFail = willFail != null && willFail;
    }

    Refund settle() {
        return with(Status.PROCESSED);
    }

    Refund fail() {
        return with(Status.FAILED);
    }

    private Refund with(Status newStatus) {
        return new Refund(id, paymentId, amount, newStatus, speed, receipt, notes, idempotencyKey, requestHash, willFail,
            settlesAt, createdAt);
    }
}
