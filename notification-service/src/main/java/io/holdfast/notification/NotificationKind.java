package io.holdfast.notification;

/** What a notification says. */
public enum NotificationKind {
    /** To client and professional: the professional has to accept, and until when. */
    AWAITING_CONFIRMATION(CalendarChange.ADD),
    /** To the client: the booking stands. */
    CONFIRMED(CalendarChange.ADD),
    /** To professional and admin: somebody booked. Also to a professional whom a reschedule gave the booking. */
    NEW_BOOKING(CalendarChange.ADD),
    /** To client and professional: the booking stands at another time. About the new revision. */
    RESCHEDULED(CalendarChange.MOVE),
    /**
     * To the professional from whom a reschedule took the booking: for them it is cancelled. About the revision that
     * was theirs, since that is the one their calendar has.
     */
    REASSIGNED(CalendarChange.REMOVE),
    /** To client and professional: the professional or an admin did not accept. */
    DECLINED(CalendarChange.REMOVE),
    /** To client and professional: nobody answered in time. */
    UNANSWERED(CalendarChange.REMOVE),
    /**
     * To everybody who had been told that the booking stands, to a professional who had been asked to accept it, and to
     * the client in any case.
     */
    CANCELLED(CalendarChange.REMOVE);

    private final CalendarChange calendarChange;

    NotificationKind(CalendarChange calendarChange) {
        this.calendarChange = calendarChange;
    }

    /** What its calendar entry does, where it carries one. */
    public CalendarChange calendarChange() {
        return calendarChange;
    }

    /** What an entry does to the addressee's calendar. */
    public enum CalendarChange {
        ADD,
        MOVE,
        REMOVE
    }
}
