package io.holdfast.notification.mail;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.holdfast.notification.outside.OutsideCalls;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Connections to the mail server, which are kept for the mails that follow soon: greetings, TLS and signing in cost both sides
 * more than a mail does. Bounded by how many conversations there are at once; one that nobody needs hangs up in good time,
 * before the server does.
 */
final class SmtpConnections implements AutoCloseable {

    static final Duration KEPT = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(SmtpConnections.class);

    private final JavaMailSenderImpl server;
    private final Duration kept;
    // All are guarded by this.
    private final Deque<Idle> idle = new ArrayDeque<>();
    private boolean looking;
    private boolean closed;

    /** @param server where it leads to; somebody may have moved to another one meanwhile */
    private record Line(Transport connection, String server) {}

    private record Idle(Line line, long since) {}

    /** @param server where it is and who we are there */
    SmtpConnections(JavaMailSenderImpl server, Duration kept) {
        this.server = server;
        this.kept = kept;
    }

    /** Hands a mail over; when it throws, nobody knows more than what it says. */
    void send(MimeMessage mail) throws MessagingException {
        finish(mail);
        Line line = take();
        boolean usable = false;
        try {
            Address[] recipients = mail.getAllRecipients();
            line.connection().sendMessage(mail, recipients == null ? new Address[0] : recipients);
            usable = true;
        } finally {
            if (!usable || !isKept(line)) {
                hangUp(line.connection());
            }
        }
    }

    /** Its identity is ours, and Jakarta Mail gives it another one. */
    private static void finish(MimeMessage mail) throws MessagingException {
        if (mail.getSentDate() == null) {
            mail.setSentDate(new Date());
        }
        String id = mail.getMessageID();
        mail.saveChanges();
        if (id != null) {
            mail.setHeader("Message-ID", id);
        }
    }

    private Line take() throws MessagingException {
        String here = server.getHost() + ":" + server.getPort();
        Line line = poll();
        while (line != null) {
            // Asks the server, which may have hung up.
            if (line.server().equals(here) && line.connection().isConnected()) {
                return line;
            }
            hangUp(line.connection());
            line = poll();
        }
        return new Line(connect(), here);
    }

    private Transport connect() throws MessagingException {
        Session session = server.getSession();
        Transport connection = session.getTransport(Objects.requireNonNullElse(server.getProtocol(), "smtp"));
        try {
            connection.connect(server.getHost(), server.getPort(), orNull(server.getUsername()), orNull(server.getPassword()));
            return connection;
        } catch (MessagingException | RuntimeException e) {
            hangUp(connection);
            throw e;
        }
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private synchronized @Nullable Line poll() {
        Idle latest = idle.pollFirst();
        return latest == null ? null : latest.line();
    }

    private synchronized boolean isKept(Line line) {
        if (closed || idle.size() >= OutsideCalls.AT_ONCE) {
            return false;
        }
        idle.addFirst(new Idle(line, System.nanoTime()));
        if (!looking) {
            looking = true;
            lookLater();
        }
        return true;
    }

    private void lookLater() {
        CompletableFuture.delayedExecutor(
                        kept.toMillis(), TimeUnit.MILLISECONDS, look -> Thread.ofVirtual().name("smtp-idle").start(look))
                .execute(this::hangUpIdle);
    }

    private void hangUpIdle() {
        unused().forEach(SmtpConnections::hangUp);
    }

    private synchronized List<Transport> unused() {
        List<Transport> unused = new ArrayList<>();
        // The longest unused ones are last.
        for (Iterator<Idle> each = idle.descendingIterator(); each.hasNext(); ) {
            Idle next = each.next();
            if (!closed && System.nanoTime() - next.since() < kept.toNanos()) {
                break;
            }
            unused.add(next.line().connection());
            each.remove();
        }
        looking = !idle.isEmpty();
        if (looking) {
            lookLater();
        }
        return unused;
    }

    private static void hangUp(Transport connection) {
        try {
            connection.close();
        } catch (MessagingException e) {
            log.debug("Hung up without a goodbye", e);
        }
    }

    /** How many are kept. */
    synchronized int idle() {
        return idle.size();
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        hangUpIdle();
    }
}
