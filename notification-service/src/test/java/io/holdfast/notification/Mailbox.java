package io.holdfast.notification;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Semaphore;

import io.holdfast.embedded.FreePorts;
import io.holdfast.embedded.InMemoryMailStore;
import io.holdfast.embedded.MailSink;
import io.holdfast.embedded.ReceivedMail;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Calendar;

/** An SMTP server that can go away and come back on the same port, and what it received. */
final class Mailbox implements AutoCloseable {

    final InMemoryMailStore store = new InMemoryMailStore();
    final int port = FreePorts.next();
    private static final int ENOUGH = 1_000_000;
    private final Semaphore turns = new Semaphore(ENOUGH);
    private final Clock clock;
    private volatile boolean storing = true;
    private MailSink sink;

    Mailbox(Clock clock) {
        this.clock = clock;
        open();
    }

    void open() {
        if (sink == null) {
            sink = MailSink.start(port, mail -> {
                if (!storing) {
                    throw new IOException("full");
                }
                awaitTurn();
                store.store(mail);
            }, clock);
        }
    }

    /** From now on it takes so many mails and lets the next ones wait. */
    void waitAfter(int mails) {
        turns.drainPermits();
        turns.release(mails);
    }

    void goOn() {
        turns.release(ENOUGH);
    }

    private void awaitTurn() throws IOException {
        try {
            turns.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("closing", e);
        }
    }

    /** From now on it answers 451 instead of taking mail. */
    void refuseForNow() {
        storing = false;
    }

    void accept() {
        storing = true;
    }

    @Override
    public void close() {
        if (sink != null) {
            sink.close();
            sink = null;
        }
    }

    Mail onlyMailTo(String address) {
        List<ReceivedMail> mails = store.mailsTo(address);
        if (mails.size() != 1) {
            throw new AssertionError(address + " has " + mails.size() + " mails");
        }
        return Mail.parse(mails.getFirst());
    }

    /** A mail taken apart. */
    record Mail(MimeMessage message, String messageId, String text, String html, List<Part> invitations, List<Part> attachments) {

        static Mail parse(ReceivedMail received) {
            try {
                var message = new MimeMessage(
                        Session.getInstance(new Properties()), new ByteArrayInputStream(received.raw()));
                var texts = new ArrayList<String>();
                var htmls = new ArrayList<String>();
                var invitations = new ArrayList<Part>();
                var attachments = new ArrayList<Part>();
                collect(message, texts, htmls, invitations, attachments);
                return new Mail(
                        message,
                        received.messageId(),
                        String.join("", texts).replace("\r\n", "\n"),
                        String.join("", htmls),
                        invitations,
                        attachments);
            } catch (MessagingException | IOException e) {
                throw new AssertionError("This is no mail: " + received.text(), e);
            }
        }

        String subject() {
            try {
                return message.getSubject();
            } catch (MessagingException e) {
                throw new AssertionError("This has no subject: " + messageId, e);
            }
        }

        String calendarText() throws MessagingException, IOException {
            return new String(attachments.getFirst().getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }

        Calendar calendar() throws MessagingException, IOException, ParserException {
            return new CalendarBuilder().build(new StringReader(calendarText()));
        }

        private static void collect(
                Part part, List<String> texts, List<String> htmls, List<Part> invitations, List<Part> attachments)
                throws MessagingException, IOException {
            if (part.getContent() instanceof Multipart parts) {
                for (int i = 0; i < parts.getCount(); i++) {
                    collect(parts.getBodyPart(i), texts, htmls, invitations, attachments);
                }
            } else if (part.getFileName() != null) {
                attachments.add(part);
            } else if (part.isMimeType("text/calendar")) {
                invitations.add(part);
            } else if (part.isMimeType("text/html")) {
                htmls.add((String) part.getContent());
            } else {
                texts.add((String) part.getContent());
            }
        }
    }
}
