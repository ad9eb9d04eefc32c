package io.holdfast.booking.domain.offering;

import io.holdfast.booking.domain.CancellationPolicy;
import io.holdfast.booking.domain.ConfirmationPolicy;
import io.holdfast.booking.domain.Policies;
import org.jspecify.annotations.Nullable;

/**
 * Where an offering's policies differ from the platform's; null where they do not.
 *
 * @param fullRefundHours       see {@link CancellationPolicy}
 * @param laterRefundPercent    see {@link CancellationPolicy}
 * @param rescheduleNoticeHours see {@link Policies}
 * @param answerWithinHours     see {@link ConfirmationPolicy}
 * @param answerBeforeStartHours see {@link ConfirmationPolicy}
 */
public record OfferingPolicies(
        @Nullable Integer fullRefundHours,
        @Nullable Integer laterRefundPercent,
        @Nullable Integer rescheduleNoticeHours,
        @Nullable Integer answerWithinHours,
        @Nullable Integer answerBeforeStartHours) {

    public static final OfferingPolicies USUAL = new OfferingPolicies(null, null, null, null, null);

    /** @param usual what applies where this offering says nothing */
    public Policies over(Policies usual) {
        return new Policies(
                new ConfirmationPolicy(
                        usual.confirmation().confirmation(),
                        or(answerWithinHours, usual.confirmation().answerWithinHours()),
                        or(answerBeforeStartHours, usual.confirmation().hoursBeforeStart())),
                new CancellationPolicy(
                        or(fullRefundHours, usual.cancellation().fullRefundHours()),
                        or(laterRefundPercent, usual.cancellation().laterRefundPercent())),
                or(rescheduleNoticeHours, usual.rescheduleNoticeHours()),
                usual.correctionDays(),
                usual.waits());
    }

    private static int or(@Nullable Integer own, int usual) {
        return own == null ? usual : own;
    }
}
