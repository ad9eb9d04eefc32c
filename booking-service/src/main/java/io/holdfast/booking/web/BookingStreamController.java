package io.holdfast.booking.web;

import io.holdfast.booking.application.BookingAccess;
import io.holdfast.booking.application.BookingAccess.Visitor;
import io.holdfast.booking.domain.Booking;
import io.holdfast.booking.domain.BookingId;
import io.holdfast.booking.domain.Bookings;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.streams.LiveStreams;
import io.holdfast.defaults.streams.LiveStreams.View;
import io.holdfast.defaults.streams.LiveStreams.Watched;
import io.holdfast.defaults.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** A booking as it changes, as server-sent events, for as long as the visitor may see it. */
@RestController
@RequestMapping("/api/v1/bookings/{id}/stream")
class BookingStreamController extends RefusalsAsProblems {

    private final BookingAccess access;
    private final Bookings bookings;
    private final LiveStreams streams;

    BookingStreamController(BookingAccess access, Bookings bookings, LiveStreams streams) {
        this.access = access;
        this.bookings = bookings;
        this.streams = streams;
    }

    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter stream(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = BookingsController.MANAGE_TOKEN, required = false) @Nullable String token) {
        var visitor = new Visitor(caller, token);
        Booking booking = access.open(visitor, new BookingId(id));
        TenantId tenant = booking.terms().tenant();
        return streams.open(
                new Watched<>(booking.id(), booking.id().value(), () -> look(tenant, booking.id())),
                // It may have another professional meanwhile.
                new View<>(
                        "booking",
                        seen -> BookingJson.of(seen.booking()),
                        seen -> access.sees(visitor, seen.booking()),
                        token == null ? null : booking.id().value()));
    }

    private Seen look(TenantId tenant, BookingId id) {
        return bookings.find(tenant, id).map(Seen::new).orElseThrow(() -> Problem.notFound("booking"));
    }

    /** A booking as somebody saw it; the same while its state is. */
    private record Seen(Booking booking) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Seen seen && seen.booking.state().equals(booking.state());
        }

        @Override
        public int hashCode() {
            return booking.state().hashCode();
        }
    }
}
