package io.holdfast.notification.mail;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.holdfast.defaults.Amounts;
import io.holdfast.defaults.OneLine;
import io.holdfast.defaults.calendar.CalendarBooking;
import io.holdfast.defaults.calendar.CalendarEntries;
import io.holdfast.defaults.calendar.Party;
import io.holdfast.defaults.calendar.PublicLinks;
import io.holdfast.notification.BookingFacts;
import io.holdfast.notification.Kind;
import io.holdfast.notification.Money;
import io.holdfast.notification.Notification;
import io.holdfast.notification.NotificationSettings;
import io.holdfast.notification.Recipient;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Writes the mail of a notification: headers, HTML and text, and the calendar entry where there is one. */
@Component
class MailWriter {

    private final JavaMailSender sender;
    private final Templates templates = new Templates();
    private final CalendarEntries calendar;
    private final PublicLinks links;
    private final InternetAddress from;
    private final NotificationSettings settings;
    private final Clock clock;

    MailWriter(JavaMailSender sender, NotificationSettings settings, Clock clock) throws AddressException {
        this.sender = sender;
        this.settings = settings;
        this.clock = clock;
        this.from = new InternetAddress(settings.from(), true);
        this.links = new PublicLinks(settings.publicUrl());
        this.calendar = new CalendarEntries(Party.of(settings.from()), settings.host(), links);
    }

    /** @throws UndeliverableMail when there is no address that a mail could go to */
    MimeMessage write(Notification notification) throws UndeliverableMail, MessagingException {
        InternetAddress to = addressOf(notification);
        Locale locale = Texts.localeFor(notification.reader().language());
        Instant now = clock.instant();
        Map<String, Object> values = values(notification, locale);
        String subject = Texts.text(
                locale,
                key(notification, "subject"),
                notification.booking().number(),
                notification.booking().offering(),
                notification.booking().client(),
                new Times(notification.reader().zone(), locale).day(notification.booking().start()));

        MimeMessage message = sender.createMimeMessage();
        var mail = new MimeMessageHelper(
                message, MimeMessageHelper.MULTIPART_MODE_MIXED, StandardCharsets.UTF_8.name());
        mail.setFrom(from);
        mail.setTo(to);
        mail.setSubject(OneLine.of(subject));
        mail.setSentDate(Date.from(now));
        mail.setText(templates.text(locale, values), templates.html(locale, values));
        if (notification.withCalendar()) {
            attachEntry(mail, notification, to.getAddress(), now);
        }
        // Nobody's holiday notice should answer a machine (RFC 3834).
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("Message-ID", messageId(notification.id()));
        return message;
    }

    private void attachEntry(MimeMessageHelper mail, Notification notification, String email, Instant now)
            throws MessagingException {
        CalendarBooking booking = calendarBooking(notification);
        var attendee = new Party(email, notification.reader().name());
        boolean stands = stands(notification.kind());
        byte[] entry = stands ? calendar.request(booking, attendee, now) : calendar.cancel(booking, attendee, now);
        String type = "text/calendar; method=" + (stands ? "REQUEST" : "CANCEL") + "; charset=UTF-8";
        mail.addAttachment("booking.ics", new ByteArrayResource(entry), type);
    }

    private static CalendarBooking calendarBooking(Notification notification) {
        BookingFacts booking = notification.booking();
        return new CalendarBooking(
                notification.bookingId(),
                booking.number(),
                notification.revision(),
                booking.offering(),
                notification.recipient() == Recipient.CLIENT ? booking.professional() : booking.client(),
                booking.start(),
                booking.end(),
                booking.place(),
                booking.meetingUrl());
    }

    /** Whether the reader is to keep the time free. */
    private static boolean stands(Kind kind) {
        return switch (kind) {
            case AWAITING_CONFIRMATION, CONFIRMED, NEW_BOOKING, RESCHEDULED -> true;
            case REASSIGNED, DECLINED, UNANSWERED, CANCELLED -> false;
        };
    }

    private static String calendarHint(Kind kind) {
        return switch (kind) {
            case AWAITING_CONFIRMATION, CONFIRMED, NEW_BOOKING -> "calendar.add";
            case RESCHEDULED -> "calendar.move";
            case REASSIGNED, DECLINED, UNANSWERED, CANCELLED -> "calendar.remove";
        };
    }

    /** The same for every try, so that whoever receives a second copy knows it for one. */
    private String messageId(String notificationId) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(notificationId.getBytes(StandardCharsets.UTF_8));
            return "<" + HexFormat.of().formatHex(hash) + "@" + settings.host() + ">";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static InternetAddress addressOf(Notification notification) throws UndeliverableMail {
        String email = notification.reader().email();
        if (email == null) {
            throw new UndeliverableMail("There is no address", null);
        }
        try {
            // Only the bare address: a list, a group or a display name in it would reach somebody else.
            var address = new InternetAddress(email, true);
            if (!email.equals(address.getAddress())) {
                throw new UndeliverableMail("This is not one bare address", null);
            }
            address.setPersonal(OneLine.of(notification.reader().name()), StandardCharsets.UTF_8.name());
            return address;
        } catch (AddressException e) {
            throw new UndeliverableMail("The address is malformed", e);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("Every JDK has UTF-8", e);
        }
    }

    private Map<String, Object> values(Notification notification, Locale locale) {
        BookingFacts booking = notification.booking();
        var values = new HashMap<String, Object>();
        values.put("language", locale.toLanguageTag());
        values.put("direction", isRightToLeft(locale) ? "rtl" : "ltr");
        values.put("title", Texts.text(locale, key(notification, "title")));
        values.put("intro", Texts.text(locale, key(notification, "intro")));
        values.put("reader", OneLine.of(notification.reader().name()));
        values.put("number", booking.number());
        values.put("offering", OneLine.of(booking.offering()));
        var times = new Times(notification.reader().zone(), locale);
        values.put("when", times.range(booking.start(), booking.end()));
        values.put("link", links.booking(notification.bookingId()));
        values.put("linkText", Texts.text(locale, isAnswerWanted(notification) ? "link.answer" : "link"));
        if (notification.withCalendar()) {
            values.put("calendar", Texts.text(locale, calendarHint(notification.kind())));
        }
        Instant answerBy = booking.answerBy();
        if (answerBy != null) {
            values.put("answerBy", times.moment(answerBy));
        }
        putIfThere(values, "place", booking.place());
        BookingFacts.Visit visit = booking.visit();
        if (visit != null) {
            putVisit(values, visit);
        }
        putIfThere(values, "professional", booking.professional());
        putIfThere(values, "recipient", booking.recipient());
        if (notification.recipient() != Recipient.CLIENT) {
            values.put("client", OneLine.of(booking.client()));
        }
        BookingFacts.Previous previous = booking.previous();
        if (previous != null) {
            values.put("previously", previously(previous, times, locale));
        }
        Money price = booking.price();
        if (price != null) {
            values.put("price", price.amount() == 0
                    ? Texts.text(locale, "price.free")
                    : Amounts.format(price.amount(), price.currency(), locale));
        }
        BookingFacts.Cancellation cancellation = booking.cancellation();
        if (cancellation == null) {
            putIfThere(values, "meetingUrl", booking.meetingUrl());
        } else {
            values.put("reason", OneLine.ofLong(cancellation.reason()));
            values.put("refund", refund(cancellation, locale));
        }
        return values;
    }

    private static String previously(BookingFacts.Previous previous, Times times, Locale locale) {
        String time = times.range(previous.start(), previous.end());
        String professional = previous.professional();
        return professional == null
                ? time
                : Texts.text(locale, "previously.with", time, OneLine.of(professional));
    }

    private static String refund(BookingFacts.Cancellation cancellation, Locale locale) {
        boolean someWentBackBefore = cancellation.isLessThanItsPercentage();
        if (cancellation.refund().amount() == 0) {
            if (someWentBackBefore) {
                return Texts.text(locale, "refund.before");
            }
            // All of what was paid, and that is nothing: nobody is to think that money of theirs was kept.
            return Texts.text(locale, cancellation.refundPercentage() == 100 ? "refund.unpaid" : "refund.none");
        }
        return Texts.text(
                locale,
                someWentBackBefore ? "refund.rest" : "refund.amount",
                Amounts.format(cancellation.refund().amount(), cancellation.refund().currency(), locale),
                cancellation.refundPercentage());
    }

    private static boolean isAnswerWanted(Notification notification) {
        return notification.kind() == Kind.AWAITING_CONFIRMATION && notification.recipient() == Recipient.PROFESSIONAL;
    }

    private static void putVisit(Map<String, Object> values, BookingFacts.Visit visit) {
        putIfThere(values, "clientPhone", visit.clientPhone());
        putIfThere(values, "recipientPhone", visit.recipientPhone());
        String notes = visit.notes();
        putIfAny(values, "notes", notes == null ? List.of() : OneLine.each(notes));
        putIfAny(values, "answers", visit.answers().stream()
                .map(answer -> OneLine.of(answer.question()) + ": " + OneLine.ofLong(answer.answer()))
                .toList());
    }

    private static void putIfAny(Map<String, Object> values, String name, List<String> lines) {
        if (!lines.isEmpty()) {
            values.put(name, lines);
        }
    }

    private static String key(Notification notification, String part) {
        return notification.kind() + "." + notification.recipient() + "." + part;
    }

    private static boolean isRightToLeft(Locale locale) {
        return switch (locale.getLanguage()) {
            case "he", "ar", "fa", "ur" -> true;
            default -> false;
        };
    }

    private static void putIfThere(Map<String, Object> values, String name, @Nullable String value) {
        if (value != null) {
            values.put(name, OneLine.ofLong(value));
        }
    }
}
