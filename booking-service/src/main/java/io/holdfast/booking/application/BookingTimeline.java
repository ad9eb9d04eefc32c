package io.holdfast.booking.application;

import java.time.Clock;
import java.util.List;

import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingId;
import io.holdfast.booking.domain.booking.Bookings;
import io.holdfast.booking.domain.booking.SentMessage;
import io.holdfast.booking.domain.booking.SentMessages;
import io.holdfast.booking.domain.booking.Timeline;
import org.springframework.stereotype.Component;

/** Reads a booking's timeline, and keeps for it what notification-service has sent. */
@Component
public class BookingTimeline {

    private final Bookings bookings;
    private final SentMessages messages;
    private final BookingSettings settings;
    private final Clock clock;

    BookingTimeline(Bookings bookings, SentMessages messages, BookingSettings settings, Clock clock) {
        this.bookings = bookings;
        this.messages = messages;
        this.settings = settings;
        this.clock = clock;
    }

    /** All of it; {@link Timeline.Entry#forClients} says what of it clients see. */
    public List<Timeline.Entry> of(Booking booking) {
        return Timeline.of(
                booking, messages.of(booking.terms().tenant(), booking.id()), settings.archiveAfter(), clock.instant());
    }

    /** Messages about a booking were sent, or were not. */
    public void messagesSettled(TenantId tenant, BookingId id, List<SentMessage> settled) {
        // One that was refused may be forgotten by now, and with it what was said of it.
        bookings.find(tenant, id).ifPresent(booking -> messages.project(
                tenant, id, settled, booking.wasRefused() ? booking.state().lastChange().at() : null));
    }
}
