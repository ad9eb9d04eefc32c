package io.holdfast.payment.domain;

import java.time.Duration;

/**
 * How patient we are with the provider, the banks and the payer.
 *
 * @param longestPause       the longest pause after something could not be done; each is twice the last, the first one second.
 *                           Looking again waits this long at once; what may have been done all the same waits at least 10 s
 * @param captureAfter       how long an authorised payment is left to the provider's automatic capture before we ask for it
 * @param firstLook          when an order's payments are first asked for, after the order was made; each pause is twice the last
 * @param longestLookPause   the longest of those pauses
 * @param lookAfterCapture   when a paid order is looked at once more for a second capture, after the first; at the latest when
 *                           the hold ends
 * @param lateAuthorization  how long after the hold a bank may still say yes, and so how long we keep looking
 * @param firstRefundLook    when a refund that was taken is first asked for; each pause is twice the last
 * @param longestRefundPause the longest of those pauses
 * @param refundRetry        the pause before a failed refund is asked for again; twice as long each time
 * @param refundTries        how often a refund is asked for before somebody must look, at least once
 */
public record Pace(
        Duration longestPause,
        Duration captureAfter,
        Duration firstLook,
        Duration longestLookPause,
        Duration lookAfterCapture,
        Duration lateAuthorization,
        Duration firstRefundLook,
        Duration longestRefundPause,
        Duration refundRetry,
        int refundTries) {

    /** Razorpay asks the banks for up to five days. */
    public static final Pace USUAL = new Pace(
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofMinutes(2),
            Duration.ofHours(24),
            Duration.ofDays(1),
            Duration.ofDays(5),
            Duration.ofSeconds(5),
            Duration.ofHours(1),
            Duration.ofMinutes(1),
            5);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    /** Longer than a request can linger on its way; only then does looking for what it made tell the truth. */
    private static final Duration PAUSE_IN_DOUBT = Duration.ofSeconds(10);

    public Pace {
        if (refundTries < 1) {
            throw new IllegalArgumentException("A refund is asked for at least once");
        }
    }

    /** From the moment at which something came to be wanted to its first try. */
    Duration before(Work work) {
        return switch (work) {
            case Work.CreateOrder it -> Duration.ZERO;
            case Work.CapturePayment it -> captureAfter;
            case Work.AskForRefund it -> it.refund().attempt() == 1
                    ? Duration.ZERO
                    : doubled(refundRetry, it.refund().attempt() - 2, longestRefundPause);
            // A webhook usually tells before that.
            case Work.FollowRefund it -> firstRefundLook;
            case Work.LookForPayments it -> firstLook;
        };
    }

    /** After an order was looked at of which nothing has paid the booking yet. */
    Duration betweenLooks(int tries) {
        return doubled(firstLook, tries, longestLookPause);
    }

    /** After a refund was looked at that is not settled. */
    Duration betweenLooksAtRefund(int tries) {
        return doubled(firstRefundLook, tries, longestRefundPause);
    }

    /** After it could not be done. */
    Duration afterFailure(Work work, int tries, boolean inDoubt) {
        if (work instanceof Work.LookForPayments || work instanceof Work.FollowRefund) {
            return longestPause;
        }
        Duration pause = doubled(FIRST_PAUSE, tries - 1, longestPause);
        return inDoubt && pause.compareTo(PAUSE_IN_DOUBT) < 0 ? PAUSE_IN_DOUBT : pause;
    }

    private static Duration doubled(Duration first, int times, Duration longest) {
        Duration pause = first.multipliedBy(1L << Math.clamp(times, 0, 20));
        return pause.compareTo(longest) > 0 ? longest : pause;
    }
}
