package io.holdfast.booking.web;

import io.holdfast.booking.application.BookingAccess;
import io.holdfast.booking.application.BookingAccess.Visitor;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.BookingId;
import io.holdfast.booking.domain.booking.Bookings;
import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.defaults.streams.LiveStreams;
import io.holdfast.defaults.streams.LiveStreams.View;
import io.holdfast.defaults.streams.LiveStreams.Watched;
import io.holdfast.defaults.web.Outcomes;
import io.holdfast.defaults.web.Problem;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** A booking as it changes, as server-sent events, for as long as the visitor may see it. */
@RestController
@RequestMapping("/api/v1/bookings/{id}/stream")
@OpenToAll
class BookingStreamController extends BookingEndpoint {

    private final BookingAccess access;
    private final Bookings bookings;
    private final LiveStreams streams;

    BookingStreamController(BookingAccess access, Bookings bookings, LiveStreams streams) {
        this.access = access;
        this.bookings = bookings;
        this.streams = streams;
    }

    /** Server-sent events: {@code booking} at once and at each change. */
    @Outcomes(problems = "too-many-streams")
    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter stream(Target target) {
        Visitor visitor = target.visitor();
        BookingId id = access.open(visitor, target.booking()).id();
        var tenant = new TenantId(visitor.caller().tenantId());
        return streams.open(
                new Watched<>(id, id.value(), () -> bookings.find(tenant, id).orElseThrow(() -> Problem.notFound("booking"))),
                // It may have another professional meanwhile.
                new View<>(
                        "booking",
                        BookingResponse::of,
                        booking -> access.sees(visitor, booking),
                        visitor.manageToken() == null ? null : id.value()));
    }
}
