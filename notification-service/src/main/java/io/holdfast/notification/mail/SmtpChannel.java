package io.holdfast.notification.mail;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.holdfast.notification.Channel;
import io.holdfast.notification.ChannelSender;
import io.holdfast.notification.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/** Sends by SMTP. There is no retry here: a mail that failed is still in the store, which tries again later. */
@Component
class SmtpChannel implements ChannelSender, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(SmtpChannel.class);
    private static final Pattern CODE = Pattern.compile("^[245]\\d\\d\\b");

    private final MailWriter writer;
    private final JavaMailSenderImpl sender;
    private final CircuitBreaker breaker;
    private final Bulkhead places;
    private final TimeLimiter timeLimit;
    // Platform threads: on a virtual one the JDK's BufferedOutputStream begins small and grows by what is written, and
    // Jakarta Mail writes byte by byte: each byte copied all before it, megabytes a mail.
    private final ExecutorService threads = Executors.newFixedThreadPool(
            SmtpResilience.CONVERSATIONS, Thread.ofPlatform().name("smtp-", 0).daemon().factory());

    SmtpChannel(
            MailWriter writer, JavaMailSenderImpl sender, CircuitBreaker breaker, Bulkhead places, TimeLimiter timeLimit) {
        this.writer = writer;
        this.sender = sender;
        SmtpSockets.provideFor(sender.getSession());
        this.breaker = breaker;
        this.places = places;
        this.timeLimit = timeLimit;
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public boolean isOpen() {
        // Asking for a permission is what lets the breaker find that its pause is over.
        if (!breaker.tryAcquirePermission()) {
            return false;
        }
        breaker.releasePermission();
        return true;
    }

    @Override
    public Outcome send(Message message) {
        try {
            MimeMessage mail = writer.write(message);
            return places.executeCallable(() -> breaker.executeCallable(() ->
                    timeLimit.executeFutureSupplier(() -> threads.submit(() -> handOver(mail)))));
        } catch (UndeliverableMail e) {
            return new Outcome.Undeliverable(e.reason());
        } catch (BulkheadFullException | CallNotPermittedException e) {
            log.debug("{} was not tried", message.id(), e);
            return new Outcome.NotTried();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.TryLater("Stopped while sending");
        } catch (MailException | MessagingException e) {
            return new Outcome.TryLater(reasonOf(e));
        } catch (Exception e) {
            // A template that cannot be rendered also ends here: a corrected version may come before the time is up.
            log.debug("{} was not sent", message.id(), e);
            return new Outcome.TryLater(reasonOf(e));
        }
    }

    private Outcome handOver(MimeMessage mail) throws UndeliverableMail {
        try {
            sender.send(mail);
            return new Outcome.Delivered();
        } catch (MailSendException e) {
            SendFailedException refused = refusedAddress(e);
            if (refused != null) {
                throw new UndeliverableMail(reasonOf(refused), e);
            }
            throw e;
        }
    }

    /** Jakarta Mail lists an address as invalid when the server answered it with a permanent 5xx, not for 4xx or 552. */
    private static @Nullable SendFailedException refusedAddress(MailSendException failure) {
        return Stream.of(failure.getMessageExceptions())
                .filter(SendFailedException.class::isInstance)
                .map(SendFailedException.class::cast)
                .filter(refused -> refused.getInvalidAddresses() != null && refused.getInvalidAddresses().length > 0)
                .findFirst()
                .orElse(null);
    }

    /**
     * The kind of failure and the server's code, such as {@code SMTPAddressFailedException 550}. Nothing else of what the
     * server said: it likes to repeat the addresses.
     */
    private static String reasonOf(Exception failure) {
        Exception told = failure;
        if (failure instanceof MailSendException sending && sending.getMessageExceptions().length > 0) {
            told = sending.getMessageExceptions()[0];
        }
        // The server's own answer is in the innermost one.
        while (told instanceof MessagingException outer && outer.getNextException() != null) {
            told = outer.getNextException();
        }
        Matcher code = CODE.matcher(String.valueOf(told.getMessage()));
        return told.getClass().getSimpleName() + (code.find() ? " " + code.group() : "");
    }

    @Override
    public void destroy() {
        threads.shutdown();
    }
}
