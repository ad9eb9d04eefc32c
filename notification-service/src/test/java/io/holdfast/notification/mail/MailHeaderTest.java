package io.holdfast.notification.mail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

import io.holdfast.notification.BookingFacts;
import io.holdfast.notification.Message;
import io.holdfast.notification.NotificationKind;
import io.holdfast.notification.Person;
import io.holdfast.notification.Recipient;
import io.holdfast.notification.Samples;
import io.holdfast.notification.preferences.UnsubscribeLinks;
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
                .flatMap(kind -> kind.readers().stream().map(reader -> Arguments.of(kind, reader)));
    }

    @ParameterizedTest
    @MethodSource("mails")
    void noHeaderCanHoldALineBreak(NotificationKind kind, Recipient recipient) throws Exception {
        MimeMessage written = writer.write(message(kind, recipient));

        assertThat(written.getSubject()).doesNotContainPattern("[\\p{Cc}\\p{Zl}\\p{Zp}]").contains("Eve Bcc: a@x.example");
        MimeMessage received = sentAndReceived(written);
        assertThat(received.getSubject()).isEqualTo(written.getSubject());
        assertThat(received.getHeader("Bcc")).isNull();
        assertThat(received.getAllRecipients()).hasSize(1);
        assertThat(Collections.list(received.getAllHeaders()))
                .extracting(header -> header.getName())
                .containsExactlyInAnyOrder(
                        "Date", "From", "To", "Message-ID", "Subject", "MIME-Version", "Content-Type", "Auto-Submitted", "Reply-To");
    }

    private static MimeMessage sentAndReceived(MimeMessage mail) throws Exception {
        mail.saveChanges();
        var bytes = new ByteArrayOutputStream();
        mail.writeTo(bytes);
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes.toByteArray()));
    }

    private static Message message(NotificationKind kind, Recipient recipient) {
        Instant end = NOON.plusSeconds(3_600);
        var visit = new BookingFacts.Visit(HOSTILE, HOSTILE, HOSTILE, List.of(new BookingFacts.Answer(HOSTILE, HOSTILE)));
        var facts = new BookingFacts(
                new BookingFacts.Appointment(HOSTILE, HOSTILE, HOSTILE, HOSTILE, NOON, end, HOSTILE, HOSTILE),
                new BookingFacts.Terms(
                        Samples.PRICE, HOSTILE, visit, Map.of("en", HOSTILE), new BookingFacts.CancellationPolicy(NOON, 50)),
                NOON,
                new BookingFacts.Previous(1, HOSTILE, NOON, end),
                new BookingFacts.Cancellation(
                        BookingFacts.By.PROFESSIONAL, HOSTILE, Samples.PRICE, new BookingFacts.Share(100, Samples.PRICE), true),
                new BookingFacts.Correction(1, true, List.of(HOSTILE, "client.phone")),
                new BookingFacts.Payment(Samples.PRICE, NOON, HOSTILE),
                new BookingFacts.ReviewRequest(true),
                new BookingFacts.Proposal(HOSTILE, Samples.PRICE, null, true),
                new BookingFacts.Waitlist(HOSTILE, 1, false, true, BookingFacts.Missed.TAKEN));
        Person eve = Samples.person(HOSTILE, "asha@example.com");
        return Samples.message(Samples.mail(Samples.booking("b-1", 2, facts), kind, eve, recipient));
    }

    private static MailWriter writer() {
        try {
            return new MailWriter(
                    new JavaMailSenderImpl(), Samples.settings(), Samples.businesses(), new MessageLinks(Samples.settings()),
                    new UnsubscribeLinks(Samples.settings()),
                    Clock.fixed(NOON, ZoneOffset.UTC));
        } catch (jakarta.mail.internet.AddressException e) {
            throw new IllegalStateException(e);
        }
    }
}
