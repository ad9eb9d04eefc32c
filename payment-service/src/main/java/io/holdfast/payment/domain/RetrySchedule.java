package io.holdfast.payment.domain;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * {@code payment.*}: when provider calls are made, retried and polled again.
 *
 * @param longestPause       the longest pause after a call failed; each is twice the last, the first one second. A poll waits
 *                           this long at once; what may have been done all the same waits at least 10 s
 * @param captureAfter       how long an authorised payment is left to the provider's automatic capture before we ask for it
 * @param firstPoll          when an order's payments are first polled, after the order was made; each pause is twice the last
 * @param longestPollPause   the longest of those pauses
 * @param pollAfterCapture   when a paid order is polled once more for a second capture, after the first; at the latest when
 *                           the hold ends
 * @param lateAuthorization  how long after the hold a bank may still say yes, and so how long we keep polling
 * @param firstRefundPoll    when a refund that was taken is first polled; each pause is twice the last
 * @param longestRefundPause the longest of those pauses
 * @param refundRetry        the pause before a failed refund is asked for again; twice as long each time
 * @param refundTries        how often a refund is asked for before somebody must look, at least once
 */
public record RetrySchedule(
        Duration longestPause,
        Duration captureAfter,
        Duration firstPoll,
        Duration longestPollPause,
        Duration pollAfterCapture,
        Duration lateAuthorization,
        Duration firstRefundPoll,
        Duration longestRefundPause,
        Duration refundRetry,
        int refundTries) {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    /** Longer than a request can linger on its way; only then does looking for what it made tell the truth. */
    private static final Duration PAUSE_IN_DOUBT = Duration.ofSeconds(10);

    /** @throws IllegalArgumentException that names the setting which is missing, or which would call the provider all the time */
    public RetrySchedule {
        atLeast(Duration.ofSeconds(1), longestPause, "longest-pause");
        atLeast(Duration.ZERO, captureAfter, "capture-after");
        atLeast(Duration.ofSeconds(1), firstPoll, "first-poll");
        atLeast(Duration.ofSeconds(1), longestPollPause, "longest-poll-pause");
        atLeast(Duration.ZERO, pollAfterCapture, "poll-after-capture");
        atLeast(Duration.ZERO, lateAuthorization, "late-authorization");
        atLeast(Duration.ofMillis(100), firstRefundPoll, "first-refund-poll");
        atLeast(Duration.ofSeconds(1), longestRefundPause, "longest-refund-pause");
        atLeast(Duration.ZERO, refundRetry, "refund-retry");
        if (refundTries < 1 || refundTries > 100) {
            throw new IllegalArgumentException("payment.refund-tries must be 1 to 100, not " + refundTries);
        }
    }

    /** From the moment at which a call came to be needed to its first try. */
    Duration before(ProviderCall call) {
        return switch (call) {
            case ProviderCall.CreateOrder it -> Duration.ZERO;
            case ProviderCall.CapturePayment it -> captureAfter;
            case ProviderCall.RequestRefund it -> it.refund().attempt() == 1
                    ? Duration.ZERO
                    : doubled(refundRetry, it.refund().attempt() - 2, longestRefundPause);
            // A webhook usually tells before that.
            case ProviderCall.PollRefund it -> firstRefundPoll;
            case ProviderCall.PollPayments it -> firstPoll;
        };
    }

    /** After a poll of an order of which nothing has paid the booking yet. */
    Duration betweenPolls(int tries) {
        return doubled(firstPoll, tries, longestPollPause);
    }

    /** After a poll of a refund that is not settled. */
    Duration betweenRefundPolls(int tries) {
        return doubled(firstRefundPoll, tries, longestRefundPause);
    }

    /** After a call failed. */
    Duration afterFailure(ProviderCall call, int tries, boolean inDoubt) {
        if (call.isPoll()) {
            return longestPause;
        }
        Duration pause = doubled(FIRST_PAUSE, tries - 1, longestPause);
        return inDoubt && pause.compareTo(PAUSE_IN_DOUBT) < 0 ? PAUSE_IN_DOUBT : pause;
    }

    private static Duration doubled(Duration first, int times, Duration longest) {
        Duration pause = first.multipliedBy(1L << Math.clamp(times, 0, 20));
        return pause.compareTo(longest) > 0 ? longest : pause;
    }

    private static void atLeast(Duration least, @Nullable Duration value, String setting) {
        if (value == null || value.compareTo(least) < 0) {
            throw new IllegalArgumentException("payment.%s must be %s or longer, not %s".formatted(setting, least, value));
        }
    }
}
