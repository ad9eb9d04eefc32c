package io.holdfast.notification;

import java.time.Duration;
import java.util.Set;

import static io.holdfast.notification.Recipient.ADMIN;
import static io.holdfast.notification.Recipient.CLIENT;
import static io.holdfast.notification.Recipient.PROFESSIONAL;

/** What a notification says. Its texts are named for it and for who reads them. */
public enum NotificationKind {
    // ---- before it stands
    /** The hold is running and nobody has paid. */
    PAYMENT_DUE(CalendarChange.NONE, CLIENT),
    /** A payment failed, and there is still time to try again. One for each that failed. */
    PAYMENT_FAILED(CalendarChange.NONE, CLIENT),
    /** Nobody paid before the hold ended. */
    EXPIRED(CalendarChange.NONE, CLIENT),
    /** The professional has to accept, and until when. Nothing stands yet, so no calendar gets it. */
    AWAITING_CONFIRMATION(CalendarChange.NONE, CLIENT, PROFESSIONAL),
    /** Half of the time to answer is over. */
    ANSWER_REMINDER(CalendarChange.NONE, PROFESSIONAL),
    /** The professional or an admin did not accept. Nobody had been told that it stands, so no calendar has it. */
    DECLINED(CalendarChange.NONE, CLIENT, PROFESSIONAL),
    /** Nobody answered in time. */
    UNANSWERED(CalendarChange.NONE, CLIENT, PROFESSIONAL),

    /** The platform looks for a professional, and until when. */
    SEARCHING(CalendarChange.NONE, CLIENT),
    /** Asks a professional to take a booking. One for each who is asked; nobody is told whose it is before. */
    PROPOSAL(CalendarChange.NONE, PROFESSIONAL),
    /** Nobody waits for that professional's answer any more, or they accepted in vain. Not for what they did themselves. */
    PROPOSAL_WITHDRAWN(CalendarChange.NONE, PROFESSIONAL),

    /** They are on a waitlist, and where. */
    WAITLIST_JOINED(CalendarChange.NONE, CLIENT),
    /** A time has come free and is kept for them while they are asked. About the booking that may come of it. */
    WAITLIST_OFFER(CalendarChange.NONE, CLIENT),
    /** The time that was offered is not theirs: they did not answer, or it could not be booked. */
    WAITLIST_MISSED(CalendarChange.NONE, CLIENT),

    // ---- while it stands
    /** The booking stands: to the professional and the admin, somebody booked. */
    CONFIRMED(CalendarChange.ADD, CLIENT, PROFESSIONAL, ADMIN),
    /** The booking stands at another time. About the new revision. */
    RESCHEDULED(CalendarChange.MOVE, CLIENT, PROFESSIONAL),
    /** A reschedule gave the booking to this professional. */
    NEW_BOOKING(CalendarChange.ADD, PROFESSIONAL),
    /**
     * To the professional from whom a reschedule took the booking: for them it is cancelled. About the revision that
     * was theirs, since that is the one their calendar has.
     */
    REASSIGNED(CalendarChange.REMOVE, PROFESSIONAL),
    /** The client had something wrong about it. One for each correction. */
    CORRECTED(CalendarChange.UPDATE, CLIENT, PROFESSIONAL),
    /** Another calendar of the professional has something in its time; the booking stays. */
    CALENDAR_CONFLICT(CalendarChange.NONE, PROFESSIONAL),
    /** Two hours or more before the start. */
    REMINDER(CalendarChange.NONE, CLIENT, PROFESSIONAL),
    /** Less than two hours before. */
    REMINDER_SOON(CalendarChange.NONE, CLIENT, PROFESSIONAL),
    /** A quarter of an hour before, or less. */
    REMINDER_NOW(CalendarChange.NONE, CLIENT, PROFESSIONAL),
    /** It begins, and here is the link to the meeting. */
    STARTING(CalendarChange.NONE, CLIENT),

    // ---- when it is over
    /**
     * To everybody who had been told that the booking stands, to a professional who had been asked to accept it, and to
     * the client in any case.
     */
    CANCELLED(CalendarChange.REMOVE, CLIENT, PROFESSIONAL, ADMIN),
    /** Money has gone back. One for each refund. */
    REFUNDED(CalendarChange.NONE, CLIENT),
    /** Money could not go back yet. One for each payment. */
    REFUND_FAILED(CalendarChange.NONE, CLIENT, ADMIN),
    /** The end was reached; asks for a review where there is none. */
    THANK_YOU(CalendarChange.NONE, CLIENT),
    /** There is no review yet. One for each round. */
    REVIEW_REMINDER(CalendarChange.NONE, CLIENT);

    private static final Duration SOON = Duration.ofHours(2);
    private static final Duration NOW = Duration.ofMinutes(15);

    private final CalendarChange calendarChange;
    private final Set<Recipient> readers;

    NotificationKind(CalendarChange calendarChange, Recipient... readers) {
        this.calendarChange = calendarChange;
        this.readers = Set.of(readers);
    }

    /** The reminder that is right so long before the start. */
    static NotificationKind reminder(Duration lead) {
        if (lead.compareTo(NOW) <= 0) {
            return REMINDER_NOW;
        }
        return lead.compareTo(SOON) < 0 ? REMINDER_SOON : REMINDER;
    }

    /** Who may have to read it. */
    public Set<Recipient> readers() {
        return readers;
    }

    /** What its calendar entry does, where it carries one. */
    public CalendarChange calendarChange() {
        return calendarChange;
    }

    /** Whether a booking stands with it, and reminders repeat what it said. */
    boolean tellsThatItStands() {
        return this == CONFIRMED || this == RESCHEDULED;
    }

    /** Whether it repeats what stands, and is nonsense once that does not stand any more. */
    boolean remindsOfWhatStands() {
        return switch (this) {
            case CALENDAR_CONFLICT, REMINDER, REMINDER_SOON, REMINDER_NOW, STARTING -> true;
            default -> false;
        };
    }

    /** What an entry does to the addressee's calendar. */
    public enum CalendarChange {
        NONE,
        ADD,
        MOVE,
        UPDATE,
        REMOVE
    }
}
