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
import java.util.Locale;
import java.util.Map;

import io.holdfast.notification.BookingFacts;
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
import org.springframework.web.util.UriUtils;

/** Writes the mail of a notification: headers, HTML and text, and the calendar entry where there is one. */
@Component
class MailWriter {

    private final JavaMailSender sender;
    private final Templates templates = new Templates();
    private final BookingCalendar calendar;
    private final InternetAddress from;
    private final NotificationSettings settings;
    private final Clock clock;

    MailWriter(JavaMailSender sender, NotificationSettings settings, Clock clock) throws AddressException {
        this.sender = sender;
        this.settings = settings;
        this.clock = clock;
        this.from = new InternetAddress(settings.from(), true);
        this.calendar = new BookingCalendar(from, settings.host());
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
        mail.setText(
                templates.text(notification.kind(), locale, values),
                templates.html(notification.kind(), locale, values));
        if (notification.withCalendar()) {
            byte[] entry = calendar.write(notification, to.getAddress(), link(notification), locale, now);
            String type = "text/calendar; method=" + BookingCalendar.methodFor(notification.kind()) + "; charset=UTF-8";
            mail.addAttachment("booking.ics", new ByteArrayResource(entry), type);
        }
        // Nobody's holiday notice should answer a machine (RFC 3834).
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("Message-ID", messageId(notification.id()));
        return message;
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
            throw new UndeliverableMail("The address is malformed: " + e.getMessage(), e);
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
        values.put("when", new Times(notification.reader().zone(), locale).range(booking.start(), booking.end()));
        values.put("link", link(notification));
        values.put("withCalendar", notification.withCalendar());
        putIfThere(values, "professional", booking.professional());
        putIfThere(values, "recipient", booking.recipient());
        if (notification.recipient() != Recipient.CLIENT) {
            values.put("client", OneLine.of(booking.client()));
        }
        BookingFacts.Previous previous = booking.previous();
        if (previous != null) {
            values.put("previously", previously(previous, new Times(notification.reader().zone(), locale), locale));
        }
        Money price = booking.price();
        if (price != null) {
            values.put("price", price.amount() == 0 ? Texts.text(locale, "price.free") : Prices.format(price, locale));
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
        if (cancellation.refund().amount() == 0) {
            // All of what was paid, and that is nothing: nobody is to think that money of theirs was kept.
            return Texts.text(locale, cancellation.refundPercentage() == 100 ? "refund.unpaid" : "refund.none");
        }
        return Texts.text(
                locale,
                "refund.amount",
                Prices.format(cancellation.refund(), locale),
                cancellation.refundPercentage());
    }

    private String link(Notification notification) {
        String base = settings.publicUrl().toString().replaceFirst("/+$", "");
        return base + "/bookings/" + UriUtils.encodePathSegment(notification.bookingId(), StandardCharsets.UTF_8);
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
