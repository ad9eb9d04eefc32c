package io.holdfast.booking.web;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import io.holdfast.booking.domain.Booking;
import io.holdfast.booking.domain.BookingState;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.Location;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Status;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.immutable.ImmutableCalScale;
import net.fortuna.ical4j.model.property.immutable.ImmutableMethod;
import net.fortuna.ical4j.model.property.immutable.ImmutableStatus;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;

/**
 * The booking as an iCalendar object (RFC 5545) for somebody who fetches it: the same UID as in the mails, so that a
 * calendar program knows it for the same entry, and times in UTC, so that it has no zone to guess.
 */
final class BookingCalendar {

    private final String host;

    BookingCalendar(String host) {
        this.host = host;
    }

    byte[] write(Booking booking, Instant now) {
        var calendar = new Calendar();
        calendar.add(new ProdId("-//Holdfast//Bookings//EN"));
        calendar.add(ImmutableVersion.VERSION_2_0);
        calendar.add(ImmutableCalScale.GREGORIAN);
        calendar.add(ImmutableMethod.PUBLISH);
        calendar.add(event(booking, now));
        return calendar.toString().getBytes(StandardCharsets.UTF_8);
    }

    private VEvent event(Booking booking, Instant now) {
        BookingState state = booking.state();
        var event = new VEvent(false);
        event.add(new DtStamp(now));
        event.add(new Uid(booking.id() + "@" + host));
        event.add(new Sequence(state.revision()));
        event.add(new DtStart<>(state.slot().start()));
        event.add(new DtEnd<>(state.slot().end()));
        event.add(new Summary(oneLine(booking.terms().offering().name() + " – "
                + state.slot().professional().displayName())));
        String url = state.meeting().url();
        event.add(new Description(booking.terms().number().value() + (url == null ? "" : "\n" + url)));
        if (url != null) {
            event.add(new Location(url));
        }
        event.add(status(booking));
        return event;
    }

    private static Status status(Booking booking) {
        return switch (booking.status()) {
            case REQUESTED, PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION -> ImmutableStatus.VEVENT_TENTATIVE;
            case CONFIRMED, IN_PROGRESS, COMPLETED, NO_SHOW -> ImmutableStatus.VEVENT_CONFIRMED;
            case REJECTED, EXPIRED, DECLINED, CANCELLED -> ImmutableStatus.VEVENT_CANCELLED;
        };
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
