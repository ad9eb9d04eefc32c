package io.holdfast.booking.web;

import java.util.List;
import java.util.Set;

import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingStatus;
import io.holdfast.booking.domain.booking.Reschedule;
import io.holdfast.booking.domain.booking.StatusChange;
import io.holdfast.booking.domain.payment.RefundChoice;
import io.holdfast.defaults.audit.Overrides;

/** What an admin's command went over, for the audit log. */
final class AdminOverrides {

    private static final Set<BookingStatus> ATTENDANCE = Set.of(BookingStatus.COMPLETED, BookingStatus.NO_SHOW);

    private AdminOverrides() {}

    /** Moved when it was too late for anybody else. */
    static void noteMove(Reschedule move) {
        if (move.noticeOverridden()) {
            Overrides.note("reschedule-notice");
        }
    }

    /** Gives back something else than the policy says. */
    static void noteRefund(RefundChoice choice) {
        if (choice.percentage() != null) {
            Overrides.note("cancellation-refund");
        }
    }

    /** Recorded otherwise than it was before. */
    static Booking noteCorrection(Booking booking) {
        List<StatusChange> history = booking.state().history();
        if (history.size() > 1
                && history.subList(history.size() - 2, history.size()).stream()
                        .map(StatusChange::status)
                        .allMatch(ATTENDANCE::contains)) {
            Overrides.note("attendance-correction");
        }
        return booking;
    }
}
