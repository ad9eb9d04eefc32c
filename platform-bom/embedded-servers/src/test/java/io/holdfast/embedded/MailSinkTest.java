package io.holdfast.embedded;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;
import org.subethamail.smtp.client.SMTPException;
import org.subethamail.smtp.client.SmartClient;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MailSinkTest {
    private static final Instant NOW = Instant.parse("2026-12-01T09:30:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String MAIL = "Subject: Confirmed\r\nMessage-Id:\r\n <b-1:1:CONFIRMED@holdfast>\r\n\r\nHello, Zoë\r\n";

    private final InMemoryMailStore mailbox = new InMemoryMailStore();

    @Test
    void mailIsStoredAsItCameWithItsEnvelope() throws Exception {
        try (MailSink sink = MailSink.start(0, mailbox, CLOCK)) {
            send(sink, MAIL, "client@example.com", "admin@example.com");
        }

        assertThat(mailbox.mailsTo("Client@example.com")).singleElement().satisfies(mail -> {
            assertThat(mail.from()).isEqualTo("holdfast@example.com");
            assertThat(mail.recipients()).containsExactly("client@example.com", "admin@example.com");
            assertThat(mail.messageId()).isEqualTo("<b-1:1:CONFIRMED@holdfast>");
            assertThat(mail.receivedAt()).isEqualTo(NOW);
            assertThat(mail.text()).isEqualTo(MAIL);
        });
    }

    @Test
    void aMailDeliveredTwiceIsOneCopyForEachRecipient() throws Exception {
        try (MailSink sink = MailSink.start(0, mailbox, CLOCK)) {
            send(sink, MAIL, "client@example.com");
            send(sink, MAIL, "client@example.com", "admin@example.com");
        }

        assertThat(mailbox.mails()).hasSize(2);
        assertThat(mailbox.mailsTo("client@example.com")).hasSize(1);
        assertThat(mailbox.deliveries()).isEqualTo(3);
    }

    @Test
    void mailsWithoutAMessageIdAreNeverTakenForDuplicates() throws Exception {
        try (MailSink sink = MailSink.start(0, mailbox, CLOCK)) {
            send(sink, "Subject: Hi\r\n\r\nMessage-ID: <not-a-header@holdfast>\r\n", "client@example.com");
            send(sink, "Subject: Hi\r\n\r\nMessage-ID: <not-a-header@holdfast>\r\n", "client@example.com");
        }

        assertThat(mailbox.mailsTo("client@example.com")).hasSize(2);
    }

    @Test
    void senderIsToldToTryAgainWhenTheStoreFails() throws Exception {
        MailStore failing = mail -> {
            throw new IOException("disk full");
        };
        try (MailSink sink = MailSink.start(0, failing, CLOCK)) {
            assertThatThrownBy(() -> send(sink, MAIL, "client@example.com"))
                    .isInstanceOfSatisfying(SMTPException.class,
                            refused -> assertThat(refused.getResponse().getCode()).isEqualTo(451));
        }
    }

    private static void send(MailSink sink, String mail, String... recipients) throws IOException {
        SmartClient client = SmartClient.createAndConnect("127.0.0.1", sink.port(), "localhost");
        try {
            client.from("holdfast@example.com");
            for (String recipient : recipients) {
                client.to(recipient);
            }
            client.dataStart();
            client.dataWrite(mail.getBytes(UTF_8));
            client.dataEnd();
        } finally {
            client.quit();
        }
    }
}
