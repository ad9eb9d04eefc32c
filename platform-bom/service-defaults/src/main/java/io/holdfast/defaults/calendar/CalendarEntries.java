package io.holdfast.defaults.calendar;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import io.holdfast.defaults.OneLine;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.parameter.Cn;
import net.fortuna.ical4j.model.parameter.PartStat;
import net.fortuna.ical4j.model.parameter.Role;
import net.fortuna.ical4j.model.parameter.Rsvp;
import net.fortuna.ical4j.model.property.Attendee;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.Location;
import net.fortuna.ical4j.model.property.Method;
import net.fortuna.ical4j.model.property.Organizer;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Status;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.XProperty;
import net.fortuna.ical4j.model.property.immutable.ImmutableCalScale;
import net.fortuna.ical4j.model.property.immutable.ImmutableMethod;
import net.fortuna.ical4j.model.property.immutable.ImmutableStatus;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;
import org.jspecify.annotations.Nullable;

/**
 * Bookings as iCalendar objects (RFC 5545, 5546). Mails, downloads and feeds write them here, so that a calendar program
 * knows them for one entry, whichever it got last. All times are UTC: no time zone definitions, no guessing.
 *
 * <p>An entry's SEQUENCE is the booking's revision, and one more when it is cancelled: the revision does not change then,
 * but calendar programs want a number above what they have. So it never goes back on the way of a booking.
 */
public final class CalendarEntries {

    /** What becomes of the time in somebody's calendar. */
    public enum Standing {
        TENTATIVE,
        CONFIRMED,
        CANCELLED
    }

    private static final Duration REFRESHED = Duration.ofMinutes(15);

    private final Party organizer;
    private final String host;
    private final PublicLinks links;

    /**
     * @param organizer who invites to all bookings, whoever they are with
     * @param host      right-hand side of the UIDs; changing it makes every entry another one
     */
    public CalendarEntries(Party organizer, String host, PublicLinks links) {
        this.organizer = organizer;
        this.host = host;
        this.links = links;
    }

    /** Puts the booking into the attendee's calendar, or moves it there. */
    public byte[] request(CalendarBooking booking, Party attendee, Instant now) {
        return write(booking, Standing.CONFIRMED, ImmutableMethod.REQUEST, attendee, now);
    }

    /** Takes the booking out of the attendee's calendar. */
    public byte[] cancel(CalendarBooking booking, Party attendee, Instant now) {
        return write(booking, Standing.CANCELLED, ImmutableMethod.CANCEL, attendee, now);
    }

    /** The booking for somebody who fetches it. */
    public byte[] publish(CalendarBooking booking, Standing standing, Instant now) {
        return write(booking, standing, ImmutableMethod.PUBLISH, null, now);
    }

    /**
     * Bookings as one calendar, for programs that fetch it again and again: the same bytes as long as nothing of it changes.
     *
     * @param name    what the calendar is called
     * @param entries in no order
     */
    public byte[] feed(String name, List<Entry> entries) {
        Calendar calendar = calendar(ImmutableMethod.PUBLISH);
        calendar.add(new XProperty("X-WR-CALNAME", OneLine.of(name)));
        calendar.add(new XProperty("X-PUBLISHED-TTL", REFRESHED.toString()));
        entries.stream()
                .sorted(Comparator.comparing((Entry entry) -> entry.booking().start())
                        .thenComparing(entry -> entry.booking().bookingId()))
                .forEach(entry -> calendar.add(event(entry.booking(), entry.standing(), entry.changedAt())));
        return ContentLines.fold(calendar.toString());
    }

    /** @param changedAt when it last changed */
    public record Entry(CalendarBooking booking, Standing standing, Instant changedAt) {}

    private static Calendar calendar(Method method) {
        var calendar = new Calendar();
        calendar.add(new ProdId("-//Holdfast//Bookings//EN"));
        calendar.add(ImmutableVersion.VERSION_2_0);
        calendar.add(ImmutableCalScale.GREGORIAN);
        calendar.add(method);
        return calendar;
    }

    private byte[] write(
            CalendarBooking booking, Standing standing, Method method, @Nullable Party attendee, Instant now) {
        Calendar calendar = calendar(method);
        VEvent event = event(booking, standing, now);
        if (attendee != null) {
            event.add(attendee(attendee));
        }
        calendar.add(event);
        return ContentLines.fold(calendar.toString());
    }

    private VEvent event(CalendarBooking booking, Standing standing, Instant now) {
        var event = new VEvent(false);
        event.add(new DtStamp(now));
        event.add(new Uid(booking.bookingId() + "@" + host));
        event.add(new Sequence(standing == Standing.CANCELLED ? booking.revision() + 1 : booking.revision()));
        event.add(new DtStart<>(booking.start()));
        event.add(new DtEnd<>(booking.end()));
        event.add(new Summary(summary(booking)));
        event.add(new Description(description(booking)));
        String location = booking.place() == null ? booking.meetingUrl() : booking.place();
        if (location != null) {
            event.add(new Location(OneLine.ofLong(location)));
        }
        event.add(status(standing));
        event.add(organizer());
        return event;
    }

    private static String summary(CalendarBooking booking) {
        String with = booking.with();
        return with == null
                ? OneLine.of(booking.offering())
                : OneLine.of(booking.offering()) + ": " + OneLine.of(with);
    }

    /** No words but the booking's own, because its reader's language is not always known here. */
    private String description(CalendarBooking booking) {
        String text = booking.number() + "\n" + links.booking(booking.bookingId());
        String meetingUrl = booking.meetingUrl();
        return meetingUrl == null ? text : text + "\n" + OneLine.ofLong(meetingUrl);
    }

    private static Status status(Standing standing) {
        return switch (standing) {
            case TENTATIVE -> ImmutableStatus.VEVENT_TENTATIVE;
            case CONFIRMED -> ImmutableStatus.VEVENT_CONFIRMED;
            case CANCELLED -> ImmutableStatus.VEVENT_CANCELLED;
        };
    }

    private Organizer organizer() {
        var property = new Organizer(mailto(organizer.email()));
        String name = organizer.name();
        if (name != null) {
            property.add(new Cn(parameter(name)));
        }
        return property;
    }

    private static Attendee attendee(Party party) {
        var property = new Attendee(mailto(party.email()));
        String name = party.name();
        if (name != null) {
            property.add(new Cn(parameter(name)));
        }
        property.add(Role.REQ_PARTICIPANT);
        property.add(PartStat.ACCEPTED);
        // Nobody reads an answer: whoever cannot come cancels the booking.
        property.add(Rsvp.FALSE);
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
