package io.holdfast.notification.mail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.MissingResourceException;
import java.util.Properties;
import java.util.stream.Stream;

import io.holdfast.notification.Addressee;
import io.holdfast.notification.BookingFacts;
import io.holdfast.notification.BookingRevision;
import io.holdfast.notification.Channel;
import io.holdfast.notification.Delivery;
import io.holdfast.notification.DeliveryStatus;
import io.holdfast.notification.Money;
import io.holdfast.notification.Notification;
import io.holdfast.notification.NotificationKind;
import io.holdfast.notification.NotificationSettings;
import io.holdfast.notification.Recipient;
import io.holdfast.notification.TenantId;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;

import static org.assertj.core.api.Assertions.assertThat;

/** Text that strangers chose, in every field of every mail, stays in the header that it was put into. */
class MailHeaderTest {

    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
    // Every line end that Unicode knows, and for each a header that it would begin.
    private static final String HOSTILE = "Eve\r\nBcc: a@x.example\nBcc: b@x.example\rBcc: c@x.example\u2028Bcc: d@x.example"
            + "\u2029Bcc: e@x.example\u0085Bcc: f@x.example\u000BBcc: g@x.example\fBcc: h@x.example\r\n\r\nbody";

    private final MailWriter writer = writer();

    static Stream<Arguments> mails() {
        return Arrays.stream(NotificationKind.values())
                .flatMap(kind -> Arrays.stream(Recipient.values()).map(recipient -> Arguments.of(kind, recipient)))
                .filter(mail -> isWritten((NotificationKind) mail.get()[0], (Recipient) mail.get()[1]));
    }

    @ParameterizedTest
    @MethodSource("mails")
    void noHeaderCanHoldALineBreak(NotificationKind kind, Recipient recipient) throws Exception {
        MimeMessage written = writer.write(notification(kind, recipient));

        assertThat(written.getSubject()).doesNotContainPattern("[\\p{Cc}\\p{Zl}\\p{Zp}]").contains("Eve Bcc: a@x.example");
        MimeMessage received = sentAndReceived(written);
        assertThat(received.getSubject()).isEqualTo(written.getSubject());
        assertThat(received.getHeader("Bcc")).isNull();
        assertThat(received.getAllRecipients()).hasSize(1);
        assertThat(Collections.list(received.getAllHeaders()))
                .extracting(header -> header.getName())
                .containsExactlyInAnyOrder(
                        "Date", "From", "To", "Message-ID", "Subject", "MIME-Version", "Content-Type", "Auto-Submitted");
    }

    @Test
    void everyKindHasSomebodyToReadIt() {
        assertThat(mails().map(mail -> mail.get()[0]).distinct()).containsExactly((Object[]) NotificationKind.values());
    }

    /** A kind has texts for exactly those whom it is written to. */
    private static boolean isWritten(NotificationKind kind, Recipient recipient) {
        try {
            Texts.text(Texts.localeFor("en"), kind + "." + recipient + ".subject");
            return true;
        } catch (MissingResourceException e) {
            return false;
        }
    }

    private static MimeMessage sentAndReceived(MimeMessage mail) throws Exception {
        mail.saveChanges();
        var bytes = new ByteArrayOutputStream();
        mail.writeTo(bytes);
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes.toByteArray()));
    }

    private static Notification notification(NotificationKind kind, Recipient recipient) {
        var money = new Money(100, Currency.getInstance("INR"));
        Instant end = NOON.plusSeconds(3_600);
        var visit = new BookingFacts.Visit(HOSTILE, HOSTILE, HOSTILE, List.of(new BookingFacts.Answer(HOSTILE, HOSTILE)));
        var facts = new BookingFacts(
                new BookingFacts.Appointment(HOSTILE, HOSTILE, HOSTILE, HOSTILE, NOON, end, HOSTILE, HOSTILE),
                new BookingFacts.Terms(money, HOSTILE, visit),
                NOON,
                new BookingFacts.Previous(1, HOSTILE, NOON, end),
                new BookingFacts.Cancellation(HOSTILE, money, new BookingFacts.Share(100, money)));
        return new Notification(
                new BookingRevision(new TenantId("demo"), "b-1", 2, facts),
                kind,
                recipient,
                Channel.EMAIL,
                new Addressee(HOSTILE, "asha@example.com", "en", "Asia/Kolkata"),
                recipient != Recipient.ADMIN,
                new Delivery(DeliveryStatus.PENDING, 0, NOON, null, null, null));
    }

    private static MailWriter writer() {
        var settings = new NotificationSettings(
                "boss@holdfast.example", ZoneOffset.UTC, "Holdfast <bookings@holdfast.example>", "holdfast",
                URI.create("http://localhost:8080"), Duration.ofSeconds(10), Duration.ofSeconds(2), 16);
        try {
            return new MailWriter(new JavaMailSenderImpl(), settings, Clock.fixed(NOON, ZoneOffset.UTC));
        } catch (jakarta.mail.internet.AddressException e) {
            throw new IllegalStateException(e);
        }
    }
}
