package io.holdfast.availability.persistence;

import java.time.Instant;

import io.holdfast.availability.domain.Conflict;
import io.holdfast.availability.domain.Slot;
import org.jspecify.annotations.Nullable;

/** A booking in the way, within a document. */
record ConflictPart(String bookingId, @Nullable String number, Instant start, Instant end) {

    static ConflictPart of(Conflict conflict) {
        return new ConflictPart(
                conflict.bookingId(), conflict.number(), conflict.slot().start(), conflict.slot().end());
    }

    Conflict toDomain() {
        return new Conflict(bookingId, number, new Slot(start, end));
    }
}
