package io.holdfast.booking.domain;

import org.jspecify.annotations.Nullable;

/**
 * The policies that apply to a booking, frozen on it when it is requested.
 *
 * @param rescheduleNoticeHours how long before its start a booking can be moved at the latest; admins override it
 * @param correctionDays        how long attendance can be corrected after it was first recorded
 * @param waits                 how long it waits for other services
 * @param reminders             when people are reminded of it; none for what was booked before anybody was
 * @param match                 how long somebody who provides it is looked for; counts in mode MATCH
 */
public record Policies(
        ConfirmationPolicy confirmation,
        CancellationPolicy cancellation,
        int rescheduleNoticeHours,
        int correctionDays,
        WaitPolicy waits,
        ReminderPolicy reminders,
        MatchPolicy match) {

    public Policies(
            ConfirmationPolicy confirmation,
            CancellationPolicy cancellation,
            int rescheduleNoticeHours,
            int correctionDays,
            WaitPolicy waits,
            @Nullable ReminderPolicy reminders,
            @Nullable MatchPolicy match) {
        this.confirmation = confirmation;
        this.cancellation = cancellation;
        this.rescheduleNoticeHours = rescheduleNoticeHours;
        this.correctionDays = correctionDays;
        this.waits = waits;
        this.reminders = reminders == null ? ReminderPolicy.NONE : reminders;
        // Stored before anybody was looked for.
        this.match = match == null ? MatchPolicy.DEFAULT : match;
    }

    /** The platform's own. */
    public static Policies usual(Confirmation confirmation) {
        return new Policies(ConfirmationPolicy.of(confirmation), CancellationPolicy.DEFAULT, 24, 7, WaitPolicy.DEFAULT,
                ReminderPolicy.DEFAULT, MatchPolicy.DEFAULT);
    }
}
