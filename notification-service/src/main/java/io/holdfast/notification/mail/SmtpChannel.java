package io.holdfast.notification.mail;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.holdfast.notification.Channel;
import io.holdfast.notification.ChannelSender;
import io.holdfast.notification.Message;
import io.holdfast.notification.TenantId;
import io.holdfast.notification.outside.OutsideCalls;
import io.holdfast.notification.outside.Undeliverable;
import io.holdfast.notification.suppressions.SuppressedAddresses;
import io.holdfast.notification.suppressions.SuppressionCause;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.StreamProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/** Sends by SMTP. There is no retry here: a mail that failed is still in the store, which tries again later. */
@Component
class SmtpChannel implements ChannelSender, DisposableBean {

    private static final Pattern CODE = Pattern.compile("^[245]\\d\\d\\b");

    private final MailWriter writer;
    private final SuppressedAddresses suppressions;
    private final SmtpConnections connections;
    private final OutsideCalls calls;

    @Autowired
    SmtpChannel(
            MailWriter writer,
            SuppressedAddresses suppressions,
            JavaMailSenderImpl sender,
            CircuitBreakerRegistry breakers) {
        this(writer, suppressions, sender, new OutsideCalls("smtp", breakers, threads()));
    }

    SmtpChannel(MailWriter writer, SuppressedAddresses suppressions, JavaMailSenderImpl sender, OutsideCalls calls) {
        this.writer = writer;
        this.suppressions = suppressions;
        rememberStreams();
        SmtpSockets.provideFor(sender.getSession());
        this.connections = new SmtpConnections(sender, SmtpConnections.KEPT);
        this.calls = calls;
    }

    /**
     * Platform threads: on a virtual one the JDK's BufferedOutputStream begins small and grows by what is written, and
     * Jakarta Mail writes byte by byte: each byte copied all before it, megabytes a mail.
     */
    static ExecutorService threads() {
        return Executors.newFixedThreadPool(
                OutsideCalls.AT_ONCE, Thread.ofPlatform().name("smtp-", 0).daemon().factory());
    }

    /** Jakarta Mail looks through the class path's jars for its streams, a dozen times a mail, unless it is told what it found. */
    private static void rememberStreams() {
        String provider = StreamProvider.class.getName();
        if (System.getProperty(provider) == null) {
            System.setProperty(provider, StreamProvider.provider().getClass().getName());
        }
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public boolean isOpen() {
        return calls.isOpen();
    }

    @Override
    public Outcome send(Message message) {
        return send(message.id(), message.addressee().address(), message.about().tenantId(), () -> writer.write(message));
    }

    /** Hands over what somebody writes, if the address takes mail of this tenant. */
    Outcome send(String id, @Nullable String address, TenantId tenant, Callable<MimeMessage> writing) {
        return calls.outcomeOf(
                id,
                () -> {
                    requireNotSuppressed(address, tenant);
                    return writing.call();
                },
                this::handOver,
                SmtpChannel::reasonOf);
    }

    private void requireNotSuppressed(@Nullable String address, TenantId tenant) throws Undeliverable {
        Optional<SuppressionCause> suppressed =
                address == null ? Optional.empty() : suppressions.causeFor(tenant, address);
        if (suppressed.isPresent()) {
            throw new Undeliverable("The address gets no mail: " + suppressed.get(), null);
        }
    }

    private Outcome handOver(MimeMessage mail) throws Undeliverable, MessagingException {
        try {
            connections.send(mail);
            return new Outcome.Delivered();
        } catch (SendFailedException e) {
            // Jakarta Mail lists an address as invalid when the server answered it with a permanent 5xx, not for 4xx or 552.
            if (e.getInvalidAddresses() != null && e.getInvalidAddresses().length > 0) {
                throw new Undeliverable(reasonOf(e), e);
            }
            throw e;
        }
    }

    /**
     * The kind of failure and the server's code, such as {@code SMTPAddressFailedException 550}. Nothing else of what the
     * server said: it likes to repeat the addresses.
     */
    private static String reasonOf(Exception failure) {
        Exception told = failure;
        // The server's own answer is in the innermost one.
        while (told instanceof MessagingException outer && outer.getNextException() != null) {
            told = outer.getNextException();
        }
        Matcher code = CODE.matcher(String.valueOf(told.getMessage()));
        return told.getClass().getSimpleName() + (code.find() ? " " + code.group() : "");
    }

    @Override
    public void destroy() {
        calls.close();
        connections.close();
    }
}
