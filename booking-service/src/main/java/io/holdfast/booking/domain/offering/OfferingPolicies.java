package io.holdfast.booking.domain.offering;

import java.time.Duration;
import java.util.List;

import io.holdfast.booking.domain.CancellationPolicy;
import io.holdfast.booking.domain.ConfirmationPolicy;
import io.holdfast.booking.domain.Policies;
import io.holdfast.booking.domain.ReminderPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Where an offering's policies differ from the platform's; null where they do not.
 *
 * @param fullRefundHours       see {@link CancellationPolicy}
 * @param laterRefundPercent    see {@link CancellationPolicy}
 * @param rescheduleNoticeHours see {@link Policies}
 * @param answerWithinHours     see {@link ConfirmationPolicy}
 * @param answerBeforeStartHours see {@link ConfirmationPolicy}
 * @param reminders             before the start, see {@link ReminderPolicy}; empty for none
 * @param reviewReminders       after completion, likewise
 */
public record OfferingPolicies(
        @Nullable Integer fullRefundHours,
        @Nullable Integer laterRefundPercent,
        @Nullable Integer rescheduleNoticeHours,
        @Nullable Integer answerWithinHours,
        @Nullable Integer answerBeforeStartHours,
        @Nullable List<Duration> reminders,
        @Nullable List<Duration> reviewReminders) {

    public static final OfferingPolicies USUAL = new OfferingPolicies(null, null, null, null, null, null, null);

    public OfferingPolicies {
        reminders = reminders == null ? null : List.copyOf(reminders);
        reviewReminders = reviewReminders == null ? null : List.copyOf(reviewReminders);
    }

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
                usual.waits(),
                new ReminderPolicy(
                        or(reminders, usual.reminders().beforeStart()), or(reviewReminders, usual.reminders().forReview())),
                usual.match());
    }

    /** What of it is another than what would apply anyway: who writes back what they read has not chosen it. */
    public OfferingPolicies unlike(Policies usual) {
        return new OfferingPolicies(
                unlike(fullRefundHours, usual.cancellation().fullRefundHours()),
                unlike(laterRefundPercent, usual.cancellation().laterRefundPercent()),
                unlike(rescheduleNoticeHours, usual.rescheduleNoticeHours()),
                unlike(answerWithinHours, usual.confirmation().answerWithinHours()),
                unlike(answerBeforeStartHours, usual.confirmation().hoursBeforeStart()),
                unlike(reminders, usual.reminders().beforeStart()),
                unlike(reviewReminders, usual.reminders().forReview()));
    }

    private static <T> @Nullable T unlike(@Nullable T own, T usual) {
        return usual.equals(own) ? null : own;
    }

    private static <T> T or(@Nullable T own, T usual) {
        return own == null ? usual : own;
    }
}
