package io.holdfast.notification.sms;

import java.util.Objects;
import java.util.concurrent.Executors;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.holdfast.notification.Channel;
import io.holdfast.notification.ChannelSender;
import io.holdfast.notification.Delivery;
import io.holdfast.notification.Message;
import io.holdfast.notification.mail.ShortWords;
import io.holdfast.notification.outside.OutsideCalls;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Sends text messages. */
@Component
class SmsChannel implements ChannelSender, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(SmsChannel.class);

    private final @Nullable TwilioMessages messages;
    private final ShortWords words;
    private final OutsideCalls calls;

    SmsChannel(SmsSettings settings, ShortWords words, CircuitBreakerRegistry breakers) {
        this.calls = new OutsideCalls("sms", breakers, Executors.newVirtualThreadPerTaskExecutor());
        this.messages = settings.isOn() ? new TwilioMessages(settings) : null;
        this.words = words;
        if (messages == null) {
            log.info("Text messages are off: HOLDFAST_SMS_ACCOUNT_SID, _AUTH_TOKEN and _FROM are not set");
        }
    }

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public boolean isOpen() {
        return calls.isOpen();
    }

    @Override
    public Outcome send(Message message) {
        TwilioMessages provider = messages;
        String to = message.addressee().address();
        if (provider == null || to == null) {
            return new Outcome.Undeliverable(to == null ? "No number is known" : "Text messages are off");
        }
        return calls.outcomeOf(
                message.id(),
                () -> words.of(message).inOneText(),
                text -> {
                    if (!wasSentBefore(provider, message.delivery(), to, text)) {
                        provider.create(to, text);
                    }
                    return new Outcome.Delivered();
                },
                // Which connection failed says the class; its words may name the number.
                failure -> failure.getClass().getSimpleName());
    }

    /** Of a try before this one nobody may know what became: the process died, or the answer did not come. */
    private static boolean wasSentBefore(TwilioMessages provider, Delivery delivery, String to, String text) throws Exception {
        return delivery.attempts() > 1 && provider.wasCreated(to, text, Objects.requireNonNull(delivery.triedSince()));
    }

    @Override
    public void destroy() {
        calls.close();
    }
}
