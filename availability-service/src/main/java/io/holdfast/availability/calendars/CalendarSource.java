package io.holdfast.availability.calendars;

import java.io.IOException;
import java.util.Optional;

import io.holdfast.availability.application.OutsideCalendars.Reading;
import io.holdfast.availability.domain.BusyCalendar.LastRead;
import io.holdfast.availability.domain.BusyWindow;

/** One way of reading calendars. */
interface CalendarSource {

    /**
     * @param known what it said last, if it may answer that nothing has changed since
     * @throws IOException where its server cannot be reached
     */
    Reading read(CalendarAccess access, Optional<LastRead> known, BusyWindow window, OwnBookings own)
            throws IOException, Unreadable;
}
