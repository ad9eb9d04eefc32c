package io.holdfast.notification.preferences;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import io.holdfast.notification.NotificationKind;

/** What people choose channels for: kinds of messages that they want or do not want together. */
public enum MessageGroup {
    /** What became of a booking and of its money. */
    ESSENTIAL,
    /** That it is soon. */
    REMINDERS,
    /** Thanks, and whether they would write a review. */
    REVIEWS;

    /** What a kind belongs to. */
    public static MessageGroup of(NotificationKind kind) {
        return switch (kind) {
            case PAYMENT_DUE, PAYMENT_FAILED, EXPIRED, AWAITING_CONFIRMATION, ANSWER_REMINDER, DECLINED, UNANSWERED, SEARCHING,
                    PROPOSAL, PROPOSAL_WITHDRAWN, WAITLIST_JOINED, WAITLIST_OFFER, WAITLIST_MISSED, CONFIRMED, RESCHEDULED,
                    NEW_BOOKING, REASSIGNED, CORRECTED, CALENDAR_CONFLICT, CANCELLED, REFUNDED, REFUND_FAILED -> ESSENTIAL;
            case REMINDER, REMINDER_SOON, REMINDER_NOW, STARTING -> REMINDERS;
            case THANK_YOU, REVIEW_REMINDER -> REVIEWS;
        };
    }

    /** Whether a kind is of no use unless it is heard of soon, and so goes out in quiet hours, too. */
    public static boolean isUrgent(NotificationKind kind) {
        return switch (kind) {
            case PAYMENT_DUE, PAYMENT_FAILED, PROPOSAL, PROPOSAL_WITHDRAWN, WAITLIST_OFFER, REMINDER_SOON, REMINDER_NOW,
                    STARTING -> true;
            case EXPIRED, AWAITING_CONFIRMATION, ANSWER_REMINDER, DECLINED, UNANSWERED, SEARCHING, WAITLIST_JOINED,
                    WAITLIST_MISSED, CONFIRMED, RESCHEDULED, NEW_BOOKING, REASSIGNED, CORRECTED, CALENDAR_CONFLICT, REMINDER,
                    CANCELLED, REFUNDED, REFUND_FAILED, THANK_YOU, REVIEW_REMINDER -> false;
        };
    }

    /** As callers write it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<MessageGroup> of(String key) {
        return Stream.of(values()).filter(group -> group.key().equals(key)).findAny();
    }

    /** Whether somebody may do without mails of it. */
    public boolean isOptional() {
        return this != ESSENTIAL;
    }
}
