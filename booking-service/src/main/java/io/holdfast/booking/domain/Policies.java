package io.holdfast.booking.domain;

/**
 * The policies that apply to a booking, frozen on it when it is requested.
 *
 * @param rescheduleNoticeHours how long before its start a booking can be moved at the latest; admins override it
 * @param correctionDays        how long attendance can be corrected after it was first recorded
 * @param waits                 how long it waits for other services
 */
public record Policies(
        ConfirmationPolicy confirmation,
        CancellationPolicy cancellation,
        int rescheduleNoticeHours,
        int correctionDays,
        WaitPolicy waits) {

    /** The platform's own. */
    public static Policies usual(Confirmation confirmation) {
        return new Policies(ConfirmationPolicy.of(confirmation), CancellationPolicy.DEFAULT, 24, 7, WaitPolicy.DEFAULT);
    }
}
