package io.holdfast.availability.web;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.holdfast.availability.domain.Block;
import io.holdfast.availability.domain.Conflict;
import org.jspecify.annotations.Nullable;

/** What stands in the way of a change, for the professional whose calendar it is: a booking or a block. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConflictResponse(
        @Nullable String bookingId,
        @Nullable String number,
        @Nullable String blockId,
        @Nullable String note,
        Instant start,
        Instant end) {

    static List<ConflictResponse> of(List<Conflict> bookings, List<Block> blocks) {
        return Stream.concat(
                        bookings.stream().map(c -> new ConflictResponse(
                                c.bookingId(), c.number(), null, null, c.slot().start(), c.slot().end())),
                        blocks.stream().map(b -> new ConflictResponse(
                                null, null, b.id(), b.note(), b.slot().start(), b.slot().end())))
                .toList();
    }
}
