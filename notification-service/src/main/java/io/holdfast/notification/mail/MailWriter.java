package io.holdfast.notification.mail;

import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.holdfast.defaults.Languages;
import io.holdfast.defaults.OneLine;
import io.holdfast.defaults.calendar.CalendarBooking;
import io.holdfast.defaults.calendar.CalendarEntries;
import io.holdfast.defaults.calendar.Party;
import io.holdfast.defaults.calendar.PublicLinks;
import io.holdfast.notification.BookingFacts;
import io.holdfast.notification.Businesses;
import io.holdfast.notification.Businesses.Business;
import io.holdfast.notification.Message;
import io.holdfast.notification.NotificationKind.CalendarChange;
import io.holdfast.notification.NotificationSettings;
import io.holdfast.notification.Recipient;
import io.holdfast.notification.outside.Undeliverable;
import io.holdfast.notification.preferences.MessageGroup;
import io.holdfast.notification.preferences.UnsubscribeLinks;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Writes the mail of a notification: headers, HTML and text, and the calendar entry where there is one. */
@Component
class MailWriter {

    private final JavaMailSender sender;
    private final Templates templates = new Templates();
    private final CalendarEntries calendar;
    private final Businesses businesses;
    private final MessageLinks links;
    private final InternetAddress from;
    private final NotificationSettings settings;
    private final Clock clock;
    private final UnsubscribeLinks unsubscribing;

    MailWriter(
            JavaMailSender sender,
            NotificationSettings settings,
            Businesses businesses,
            MessageLinks links,
            UnsubscribeLinks unsubscribing,
            Clock clock)
            throws AddressException {
        this.unsubscribing = unsubscribing;
        this.sender = sender;
        this.settings = settings;
        this.clock = clock;
        this.from = new InternetAddress(settings.from(), true);
        this.businesses = businesses;
        this.links = links;
        this.calendar = new CalendarEntries(
                Party.of(settings.from()), settings.host(), new PublicLinks(settings.publicUrl()));
    }

    /**
     * What a mail says.
     *
     * @param locale the language it is in
     * @param entry  null where it carries none
     */
    record Content(Locale locale, String subject, String text, String html, @Nullable Entry entry) {}

    /** An iCalendar object and its METHOD, which mail programs read outside of it. */
    record Entry(byte[] content, String method) {}

    /** @throws Undeliverable when there is no address that a mail could go to */
    MimeMessage write(Message message) throws Undeliverable, MessagingException {
        InternetAddress to = addressOf(message);
        Instant now = clock.instant();
        Content content = render(message, now);

        MimeMessage mime = sender.createMimeMessage();
        var mail = new MimeMessageHelper(
                mime, MimeMessageHelper.MULTIPART_MODE_MIXED, StandardCharsets.UTF_8.name());
        Business business = businesses.of(message.about().tenantId());
        mail.setFrom(named(from.getAddress(), business.name()));
        mail.setReplyTo(named(business.answersTo(), business.name()));
        mail.setTo(to);
        mail.setSubject(content.subject());
        mail.setSentDate(Date.from(now));
        mail.setText(content.text(), content.html());
        Entry entry = content.entry();
        if (entry != null) {
            CalendarParts.add(mail, entry);
        }
        // Nobody's holiday notice should answer a machine (RFC 3834).
        mime.setHeader("Auto-Submitted", "auto-generated");
        mime.setHeader("Message-ID", messageId(message.id()));
        Optional<URI> unsubscribe = unsubscribeLink(message);
        if (unsubscribe.isPresent()) {
            mime.setHeader("List-Unsubscribe", "<" + unsubscribe.get() + ">");
            mime.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        return mime;
    }

    /** Empty for what nobody can do without. */
    private Optional<URI> unsubscribeLink(Message message) {
        return message.reader().flatMap(reader -> unsubscribing.link(reader, MessageGroup.of(message.kind())));
    }

    /** The words of a mail, without its headers: for its sending, and to be looked at. */
    Content render(Message message, Instant now) {
        Locale locale = Languages.orEnglish(message.addressee().language());
        Business business = businesses.of(message.about().tenantId());
        Map<String, Object> values = new TemplateValues(
                        message, locale, links.of(message), business, settings.refundWithin(), now)
                .all();
        unsubscribeLink(message).ifPresent(link -> values.put("unsubscribe", link.toString()));
        return new Content(
                locale,
                TemplateValues.subject(message, locale),
                templates.text(locale, values),
                templates.html(locale, values),
                message.withCalendar() ? entry(message, now) : null);
    }

    private Entry entry(Message message, Instant now) {
        CalendarBooking booking = calendarBooking(message);
        String email = Objects.requireNonNull(message.addressee().address(), "a mail has an address");
        var attendee = new Party(email, message.addressee().name());
        return message.kind().calendarChange() == CalendarChange.REMOVE
                ? new Entry(calendar.cancel(booking, attendee, now), "CANCEL")
                : new Entry(calendar.request(booking, attendee, now), "REQUEST");
    }

    private static CalendarBooking calendarBooking(Message message) {
        BookingFacts.Appointment appointment = message.facts().appointment();
        return new CalendarBooking(
                message.about().bookingId(),
                Objects.requireNonNull(appointment.number(), "what is in a calendar is booked"),
                message.about().revision(),
                appointment.offering(),
                Objects.requireNonNullElse(
                        message.recipient() == Recipient.CLIENT ? appointment.professional() : appointment.client(),
                        // Who had it has given it back, and it is called off: calendars go by its identity.
                        appointment.offering()),
                appointment.start(),
                appointment.end(),
                appointment.place(),
                appointment.meetingUrl());
    }

    /** The same for every try, so that whoever receives a second copy knows it for one. */
    private String messageId(String id) {
        return "<" + DigestUtils.sha256Hex(id) + "@" + settings.host() + ">";
    }

    private static InternetAddress addressOf(Message message) throws Undeliverable {
        String email = message.addressee().address();
        if (email == null) {
            throw new Undeliverable("There is no address", null);
        }
        try {
            // Only the bare address: a list, a group or a display name in it would reach somebody else.
            var address = new InternetAddress(email, true);
            if (!email.equals(address.getAddress())) {
                throw new Undeliverable("This is not one bare address", null);
            }
            return named(address.getAddress(), message.addressee().name());
        } catch (AddressException e) {
            throw new Undeliverable("The address is malformed", e);
        }
    }

    static InternetAddress named(String email, String name) {
        try {
            return new InternetAddress(email, OneLine.of(name), StandardCharsets.UTF_8.name());
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("Every JDK has UTF-8", e);
        }
    }
}
