package io.holdfast.notification;

import java.util.Set;

import static io.holdfast.notification.Recipient.ADMIN;
import static io.holdfast.notification.Recipient.CLIENT;
import static io.holdfast.notification.Recipient.PROFESSIONAL;

/** What a notification says. Its texts are named for it and for who reads them. */
public enum NotificationKind {
    /** The professional has to accept, and until when. Nothing stands yet, so no calendar gets it. */
    AWAITING_CONFIRMATION(CalendarChange.NONE, CLIENT, PROFESSIONAL),
    /** The booking stands: to the professional and the admin, somebody booked. */
    CONFIRMED(CalendarChange.ADD, CLIENT, PROFESSIONAL, ADMIN),
    /** A reschedule gave the booking to this professional. */
    NEW_BOOKING(CalendarChange.ADD, PROFESSIONAL),
    /** The booking stands at another time. About the new revision. */
    RESCHEDULED(CalendarChange.MOVE, CLIENT, PROFESSIONAL),
    /**
     * To the professional from whom a reschedule took the booking: for them it is cancelled. About the revision that
     * was theirs, since that is the one their calendar has.
     */
    REASSIGNED(CalendarChange.REMOVE, PROFESSIONAL),
    /** The professional or an admin did not accept. Nobody had been told that it stands, so no calendar has it. */
    DECLINED(CalendarChange.NONE, CLIENT, PROFESSIONAL),
    /** Nobody answered in time. */
    UNANSWERED(CalendarChange.NONE, CLIENT, PROFESSIONAL),
    /**
     * To everybody who had been told that the booking stands, to a professional who had been asked to accept it, and to
     * the client in any case.
     */
    CANCELLED(CalendarChange.REMOVE, CLIENT, PROFESSIONAL, ADMIN);

    private final CalendarChange calendarChange;
    private final Set<Recipient> readers;

    NotificationKind(CalendarChange calendarChange, Recipient... readers) {
        this.calendarChange = calendarChange;
        this.readers = Set.of(readers);
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

    /** What an entry does to the addressee's calendar. */
    public enum CalendarChange {
        NONE,
        ADD,
        MOVE,
        REMOVE
    }
}
