package io.holdfast.booking.imports;

import java.util.List;

import io.holdfast.booking.application.BookingDraft;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingId;
import io.holdfast.booking.domain.imports.ProfessionalRow;
import io.holdfast.booking.domain.imports.RowStatus;
import io.holdfast.booking.domain.imports.RowViolation;
import org.jspecify.annotations.Nullable;

/** What a row means. */
sealed interface Reading {

    /** It cannot be imported. */
    record Refused(List<RowViolation> violations) implements Reading {}

    /** A booking that is past or called off. */
    record LeftOut() implements Reading {}

    /** What this service writes by itself, as often as it likes. */
    record Writable(RowStatus status, Runnable write) implements Reading {}

    /** What others say whether it can be imported. */
    record OthersToSay(ProfessionalRow row) implements Reading {}

    /**
     * A booking.
     *
     * @param there null for one that is to be requested
     */
    record Bookable(RowStatus status, BookingId id, BookingDraft draft, @Nullable Booking there) implements Reading {}

    /** A booking with somebody of this import who is not known here yet. */
    record TooEarly() implements Reading {}
}
