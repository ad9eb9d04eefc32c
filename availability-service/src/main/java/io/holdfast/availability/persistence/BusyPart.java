package io.holdfast.availability.persistence;

import java.time.Instant;

import io.holdfast.availability.domain.BusyTime;
import io.holdfast.availability.domain.Slot;

/** A busy time within a document. */
record BusyPart(String calendarId, Instant start, Instant end) {

    static BusyPart of(BusyTime busy) {
        return new BusyPart(busy.calendar(), busy.slot().start(), busy.slot().end());
    }

    BusyTime toDomain() {
        return new BusyTime(calendarId, new Slot(start, end));
    }
}
