package io.holdfast.notification.mail;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.holdfast.embedded.InMemoryMailStore;
import io.holdfast.embedded.MailSink;
import io.holdfast.notification.ChannelSender.Outcome;
import io.holdfast.notification.Message;
import io.holdfast.notification.NotificationKind;
import io.holdfast.notification.Recipient;
import io.holdfast.notification.Samples;
import io.holdfast.notification.outside.OutsideCalls;
import io.holdfast.notification.preferences.UnsubscribeLinks;
import io.holdfast.testsupport.scenario.Eventually;
import jakarta.mail.internet.AddressException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Conversations with real SMTP servers, good and bad ones. */
class SmtpChannelTest {

    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

    private final JavaMailSenderImpl sender = new JavaMailSenderImpl();
    private SmtpChannel channel;

    @AfterEach
    void stop() {
        if (channel != null) {
            channel.destroy();
        }
    }

    /**
     * What all threads allocate, server included, in the best of five rounds: others may be at work in this JVM. On
     * virtual threads it was 4.8 MB a mail, because the JDK's buffered stream grew by the byte.
     */
    @Test
    void aMailCostsAFewTimesItsSizeInMemory() throws Exception {
        var store = new InMemoryMailStore();
        try (MailSink sink = MailSink.start(0, store, CLOCK)) {
            talkTo(sink.port(), Duration.ofSeconds(20));
            send(30);

            long each = Long.MAX_VALUE;
            for (int round = 0; round < 5; round++) {
                long before = allocated();
                send(10);
                each = Math.min(each, (allocated() - before) / 10);
            }

            assertThat(store.deliveries()).isEqualTo(80);
            assertThat(each).isLessThan(3_000_000);
        }
    }

    @ParameterizedTest
    @CsvSource({"MAIL,451", "MAIL,553", "RCPT,450", "RCPT,550", "DATA,452", "DATA,554"})
    void aReasonIsAKindOfFailureAndACodeAndNeverTheServersWords(String command, int code) {
        SMTPServer server = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .messageHandlerFactory(context -> new Talkative(command, code))
                .build();
        server.start();
        try {
            talkTo(server.getPortAllocated(), Duration.ofSeconds(20));

            String reason = switch (channel.send(mail(0))) {
                case Outcome.Undeliverable(String why) -> why;
                case Outcome.TryLater(String why) -> why;
                case Outcome.Delivered() -> "it was delivered";
                case Outcome.NotTried() -> "it was not tried";
            };

            assertThat(reason).matches("SMTP\\w+Exception " + code);
        } finally {
            server.stop();
        }
    }

    @Test
    void aServerThatIsAwayIsNoSecondConversation() throws IOException {
        int nobody;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        talkTo(nobody, Duration.ofSeconds(20));

        assertThat(channel.send(mail(0))).isInstanceOf(Outcome.TryLater.class)
                .extracting(Outcome.TryLater.class::cast)
                .extracting(Outcome.TryLater::reason)
                .isEqualTo("ConnectException");
    }

    /** The claim on the mail ends soon after, and then somebody else sends it. */
    @Test
    void aConversationThatIsGivenUpHangsUp() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Integer> lastByte = CompletableFuture.supplyAsync(() -> greetAndSayNoMore(server));
            talkTo(server.getLocalPort(), Duration.ofMillis(300));

            assertThat(channel.send(mail(0))).isEqualTo(new Outcome.TryLater("TimeoutException"));

            assertThat(lastByte.get(2, TimeUnit.MINUTES)).isEqualTo(-1);
        }
    }

    @Test
    void aConnectionIsKeptForTheNextMail() {
        Set<SocketAddress> connections = ConcurrentHashMap.newKeySet();
        SMTPServer server = accepting(0, connections);
        try {
            talkTo(server.getPortAllocated(), Duration.ofSeconds(20));
            send(20);
            assertThat(connections).hasSize(1);
        } finally {
            server.stop();
        }
    }

    @Test
    void aConnectionThatTheServerGaveUpIsNoLostMail() {
        Set<SocketAddress> connections = ConcurrentHashMap.newKeySet();
        SMTPServer server = accepting(0, connections);
        int port = server.getPortAllocated();
        talkTo(port, Duration.ofSeconds(20));
        send(1);
        server.stop();
        server = accepting(port, connections);
        try {
            send(1);
            assertThat(connections).hasSize(2);
        } finally {
            server.stop();
        }
    }

    @Test
    void whoMovesToAnotherServerTalksToThatOne() {
        Set<SocketAddress> before = ConcurrentHashMap.newKeySet();
        Set<SocketAddress> after = ConcurrentHashMap.newKeySet();
        SMTPServer first = accepting(0, before);
        SMTPServer second = accepting(0, after);
        try {
            talkTo(first.getPortAllocated(), Duration.ofMinutes(2));
            send(1);
            sender.setPort(second.getPortAllocated());
            send(1);
            assertThat(before).hasSize(1);
            assertThat(after).hasSize(1);
        } finally {
            first.stop();
            second.stop();
        }
    }

    @Test
    void aConnectionThatNobodyNeedsIsNotKeptForEver() throws Exception {
        Set<SocketAddress> connections = ConcurrentHashMap.newKeySet();
        SMTPServer server = accepting(0, connections);
        sender.setHost("127.0.0.1");
        sender.setPort(server.getPortAllocated());
        try (var kept = new SmtpConnections(sender, Duration.ofMillis(20))) {
            kept.send(writer(sender).write(mail(1)));
            Eventually.see("it hung up", kept::idle, idle -> idle == 0);
            kept.send(writer(sender).write(mail(2)));
            assertThat(connections).hasSize(2);
        } finally {
            server.stop();
        }
    }

    private static SMTPServer accepting(int port, Set<SocketAddress> connections) {
        SMTPServer server = SMTPServer.port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .messageHandlerFactory(context -> {
                    connections.add(context.getRemoteAddress());
                    return new Talkative("nothing", 0);
                })
                .build();
        server.start();
        return server;
    }

    private static int greetAndSayNoMore(ServerSocket server) {
        try (Socket connection = server.accept()) {
            connection.getOutputStream().write("220 hello\r\n".getBytes(StandardCharsets.US_ASCII));
            InputStream in = connection.getInputStream();
            int read;
            do {
                read = in.read();
            } while (read >= 0);
            return read;
        } catch (IOException e) {
            // Reset instead of closed: hung up all the same.
            return -1;
        }
    }

    private void talkTo(int port, Duration patience) {
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        var calls = new OutsideCalls("smtp", CircuitBreakerRegistry.ofDefaults(), SmtpChannel.threads(), patience);
        channel = new SmtpChannel(writer(sender), (tenant, address) -> Optional.empty(), sender, calls);
    }

    private void send(int mails) {
        for (int i = 0; i < mails; i++) {
            assertThat(channel.send(mail(i))).isEqualTo(new Outcome.Delivered());
        }
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
    }

    private static Message mail(int number) {
        return Samples.message(Samples.mail(
                Samples.booking("b-" + number, 1, Samples.standing()), NotificationKind.CONFIRMED, Samples.ASHA, Recipient.CLIENT));
    }

    private static MailWriter writer(JavaMailSenderImpl sender) {
        try {
            return new MailWriter(
                    sender, Samples.settings(), Samples.businesses(), new MessageLinks(Samples.settings()),
                    new UnsubscribeLinks(Samples.settings()), CLOCK);
        } catch (AddressException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Refuses one command and repeats whom it was about. */
    private record Talkative(String command, int code) implements MessageHandler {

        @Override
        public void from(String from) throws RejectException {
            refuse("MAIL", from);
        }

        @Override
        public void recipient(String recipient) throws RejectException {
            refuse("RCPT", recipient);
        }

        @Override
        public String data(InputStream data) throws RejectException, IOException {
            data.readAllBytes();
            refuse("DATA", "asha@example.com");
            return null;
        }

        @Override
        public void done() {}

        private void refuse(String what, String address) throws RejectException {
            if (what.equals(command)) {
                throw new RejectException(code, "5.1.1 <" + address + "> (Asha Rao) is not welcome");
            }
        }
    }
}
