package io.holdfast.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * An SMTP server on loopback that takes every mail and delivers none. It says 250 after DATA only when its
 * {@link MailStore} has the mail.
 */
public final class MailSink implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MailSink.class);
    private static final int STORE_FAILED = 451;
    // A header may be folded: its value can stand on the next line, which then begins with white space.
    private static final Pattern MESSAGE_ID = Pattern.compile("(?im)^Message-ID:\\s*(<[^>\\r\\n]+>)");

    private final SMTPServer server;

    private MailSink(SMTPServer server) {
        this.server = server;
    }

    /** Starts a sink; port 0 means any free one. */
    public static MailSink start(int port, MailStore store, Clock clock) {
        SMTPServer server = SMTPServer.port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("localhost")
                .softwareName("Holdfast mail sink")
                .insertReceivedHeaders(false)
                .messageHandlerFactory(context -> new Delivery(store, clock))
                .build();
        server.start();
        return new MailSink(server);
    }

    public int port() {
        return server.getPortAllocated();
    }

    @Override
    public void close() {
        server.stop();
    }

    private static final class Delivery implements MessageHandler {
        private final MailStore store;
        private final Clock clock;
        private final List<String> recipients = new ArrayList<>();
        private String sender = "";

        Delivery(MailStore store, Clock clock) {
            this.store = store;
            this.clock = clock;
        }

        @Override
        public void from(String from) {
            sender = from;
        }

        @Override
        public void recipient(String recipient) {
            recipients.add(recipient);
        }

        @Override
        public String data(InputStream data) throws RejectException, IOException {
            byte[] raw = data.readAllBytes();
            ReceivedMail mail = new ReceivedMail(sender, recipients, raw, clock.instant(), messageId(raw));
            try {
                store.store(mail);
            } catch (IOException | RuntimeException e) {
                log.warn("Mail {} could not be stored; its sender is asked to try again", mail.messageId(), e);
                throw new RejectException(STORE_FAILED, "The mail could not be stored, try again later");
            }
            return "Stored";
        }

        @Override
        public void done() {
            recipients.clear();
        }

        private static String messageId(byte[] raw) {
            String text = new String(raw, UTF_8);
            int body = text.indexOf("\r\n\r\n");
            Matcher matcher = MESSAGE_ID.matcher(body < 0 ? text : text.substring(0, body));
            return matcher.find() ? matcher.group(1) : "<" + UUID.randomUUID() + "@mail-sink.invalid>";
        }
    }
}
