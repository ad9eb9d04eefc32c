package io.holdfast.notification.mail;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;

import io.holdfast.notification.BookingFacts;
import io.holdfast.notification.Kind;
import io.holdfast.notification.Notification;
import io.holdfast.notification.Reader;
import io.holdfast.notification.Recipient;
import jakarta.mail.internet.InternetAddress;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.parameter.Cn;
import net.fortuna.ical4j.model.parameter.PartStat;
import net.fortuna.ical4j.model.property.Attendee;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.Location;
import net.fortuna.ical4j.model.property.Organizer;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.immutable.ImmutableCalScale;
import net.fortuna.ical4j.model.property.immutable.ImmutableMethod;
import net.fortuna.ical4j.model.property.immutable.ImmutableStatus;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;

/**
 * The booking as an iCalendar object (RFC 5545, 5546). All times are UTC, so that no time zone definitions are needed
 * and no calendar program has to guess.
 */
final class BookingCalendar {

    /** {@code REQUEST} puts the booking into the reader's calendar or moves it there; {@code CANCEL} takes it out. */
    enum Method {
        REQUEST,
        CANCEL
    }

    private final InternetAddress organizer;
    private final String host;

    BookingCalendar(InternetAddress organizer, String host) {
        this.organizer = organizer;
        this.host = host;
    }

    static Method methodFor(Kind kind) {
        return switch (kind) {
            case CONFIRMED, NEW_BOOKING, RESCHEDULED -> Method.REQUEST;
            case REASSIGNED, DECLINED, CANCELLED -> Method.CANCEL;
        };
    }

    byte[] write(Notification notification, String email, String link, Locale locale, Instant now) {
        Method method = methodFor(notification.kind());
        var calendar = new Calendar();
        calendar.add(new ProdId("-//Holdfast//Bookings//EN"));
        calendar.add(ImmutableVersion.VERSION_2_0);
        calendar.add(ImmutableCalScale.GREGORIAN);
        calendar.add(method == Method.REQUEST ? ImmutableMethod.REQUEST : ImmutableMethod.CANCEL);
        calendar.add(event(notification, method, email, link, locale, now));
        return calendar.toString().getBytes(StandardCharsets.UTF_8);
    }

    private VEvent event(
            Notification notification, Method method, String email, String link, Locale locale, Instant now) {
        BookingFacts booking = notification.booking();
        var event = new VEvent(false);
        event.add(new DtStamp(now));
        event.add(new Uid(notification.bookingId() + "@" + host));
        event.add(new Sequence(sequence(notification.revision(), method)));
        event.add(new DtStart<>(booking.start()));
        event.add(new DtEnd<>(booking.end()));
        event.add(new Summary(summary(notification, locale)));
        event.add(new Description(description(booking, link, locale)));
        String meetingUrl = booking.meetingUrl();
        if (meetingUrl != null) {
            event.add(new Location(OneLine.ofLong(meetingUrl)));
        }
        event.add(method == Method.REQUEST ? ImmutableStatus.VEVENT_CONFIRMED : ImmutableStatus.VEVENT_CANCELLED);
        event.add(organizer());
        event.add(attendee(notification.reader(), email));
        return event;
    }

    /** A cancellation keeps the booking's revision, but calendar programs want a number above what they have. */
    private static int sequence(int revision, Method method) {
        return method == Method.REQUEST ? revision : revision + 1;
    }

    private static String summary(Notification notification, Locale locale) {
        BookingFacts booking = notification.booking();
        String other = notification.recipient() == Recipient.CLIENT ? booking.professional() : booking.client();
        return other == null
                ? OneLine.of(booking.offering())
                : Texts.text(locale, "calendar.summary", OneLine.of(booking.offering()), OneLine.of(other));
    }

    private static String description(BookingFacts booking, String link, Locale locale) {
        String text = Texts.text(locale, "label.number") + ": " + booking.number() + "\n" + link;
        String meetingUrl = booking.meetingUrl();
        return meetingUrl == null
                ? text
                : text + "\n" + Texts.text(locale, "label.meeting") + ": " + OneLine.ofLong(meetingUrl);
    }

    private Organizer organizer() {
        var property = new Organizer(mailto(organizer.getAddress()));
        String name = organizer.getPersonal();
        if (name != null) {
            property.add(new Cn(parameter(name)));
        }
        return property;
    }

    private static Attendee attendee(Reader reader, String email) {
        var property = new Attendee(mailto(email));
        property.add(new Cn(parameter(reader.name())));
        property.add(PartStat.ACCEPTED);
        return property;
    }

    /** A parameter's value cannot hold a double quote at all, however it is escaped. */
    private static String parameter(String name) {
        return OneLine.of(name).replace('"', '\'');
    }

    private static URI mailto(String email) {
        try {
            return new URI("mailto", email, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("Not an address for a calendar entry", e);
        }
    }
}
