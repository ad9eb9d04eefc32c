package io.holdfast.availability.application;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.holdfast.availability.domain.BusyCalendar;
import io.holdfast.availability.domain.BusyWindow;
import io.holdfast.availability.domain.Slot;
import org.jspecify.annotations.Nullable;

/** Professionals' other calendars, wherever they are kept. */
public interface OutsideCalendars {

    /**
     * What a calendar says of when its professional is busy. Does not throw.
     *
     * @param known what it said last of the same dates, if it may answer that nothing has changed since
     * @param own   the bookings that are on the professional's days here: what is of them in it counts only once
     */
    Reading read(
            BusyCalendar calendar, Optional<BusyCalendar.LastRead> known, BusyWindow window, Set<String> own);

    /** What came of it. */
    sealed interface Reading {

        /**
         * @param busy         in the window, in order and apart from each other
         * @param namesEvents  whether our own bookings were known in it, and left out
         * @param etag         as its server names this version; null where it does not
         * @param lastModified the same by time
         */
        record Read(List<Slot> busy, boolean namesEvents, @Nullable String etag, @Nullable String lastModified)
                implements Reading {
            public Read {
                busy = List.copyOf(busy);
            }
        }

        /** It says what it said. */
        record Unchanged() implements Reading {}

        /** @param error a sentence for its professional, without anything secret */
        record Failed(String error) implements Reading {}
    }
}
