package io.holdfast.notification.push;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.holdfast.notification.Channel;
import io.holdfast.notification.ChannelSender;
import io.holdfast.notification.Message;
import io.holdfast.notification.mail.ShortWords;
import io.holdfast.notification.mail.ShortWords.Words;
import io.holdfast.notification.outside.OutsideCalls;
import io.holdfast.notification.outside.OutsideFailure;
import io.holdfast.notification.outside.Undeliverable;
import io.holdfast.notification.preferences.MessageGroup;
import io.holdfast.notification.preferences.PersonKey;
import io.holdfast.notification.preferences.Preferences;
import io.holdfast.notification.preferences.PushSubscription;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends to all browsers of a person. It is sent when one of them has it: who got it on the phone does not need it again
 * because an old computer's push service was away.
 */
@Component
class PushChannel implements ChannelSender, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(PushChannel.class);
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final int TOPIC = 32;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final @Nullable WebPush services;
    private final PushServices allowed;
    private final Preferences preferences;
    private final ShortWords words;
    private final Clock clock;
    private final OutsideCalls calls;

    PushChannel(
            PushSettings settings,
            PushServices allowed,
            Preferences preferences,
            ShortWords words,
            CircuitBreakerRegistry breakers,
            Clock clock) {
        this.calls = new OutsideCalls("push", breakers, Executors.newVirtualThreadPerTaskExecutor());
        this.services = settings.isOn() ? new WebPush(VapidKeys.of(settings), settings.subject()) : null;
        this.allowed = allowed;
        this.preferences = preferences;
        this.words = words;
        this.clock = clock;
        if (services == null) {
            log.info("Push messages are off: HOLDFAST_VAPID_PUBLIC_KEY and HOLDFAST_VAPID_PRIVATE_KEY are not set");
        }
    }

    @Override
    public Channel channel() {
        return Channel.PUSH;
    }

    @Override
    public boolean isOpen() {
        return calls.isOpen();
    }

    @Override
    public Outcome send(Message message) {
        WebPush push = services;
        Optional<PersonKey> reader = message.reader();
        if (push == null || reader.isEmpty()) {
            return new Outcome.Undeliverable(push == null ? "Push messages are off" : "No account is known");
        }
        return calls.outcomeOf(
                message.id(),
                () -> new Prepared(browserMessage(message), preferences.find(reader.get()).subscriptions()),
                prepared -> sendToAll(push, reader.get(), prepared),
                // Which connection failed says the class; its words may name the endpoint.
                failure -> failure.getClass().getSimpleName());
    }

    private record Prepared(BrowserMessage message, List<PushSubscription> browsers) {}

    private Outcome sendToAll(WebPush push, PersonKey reader, Prepared prepared)
            throws OutsideFailure, Undeliverable, IOException, InterruptedException {
        boolean taken = false;
        Exception failure = null;
        for (PushSubscription browser : prepared.browsers()) {
            try {
                // The list of services may be shorter than it was when this one subscribed.
                if (!allowed.isEndpoint(browser.endpoint()) || push.send(browser, prepared.message()) == WebPush.Answer.GONE) {
                    preferences.forget(reader, browser.endpoint());
                } else {
                    taken = true;
                }
            } catch (OutsideFailure | IOException e) {
                failure = e;
            }
        }
        if (taken) {
            return new Outcome.Delivered();
        }
        switch (failure) {
            case null -> throw new Undeliverable("No browser is subscribed", null);
            case OutsideFailure refused -> throw refused;
            default -> throw new IOException(failure);
        }
    }

    private BrowserMessage browserMessage(Message message) {
        Words said = words.of(message);
        String tag = DigestUtils.sha256Hex(message.id()).substring(0, TOPIC);
        var fields = new LinkedHashMap<String, String>();
        fields.put("title", said.title());
        fields.put("body", said.text());
        fields.put("url", said.link());
        // A second copy takes the place of the first.
        fields.put("tag", tag);
        fields.put("lang", said.locale().toLanguageTag());
        fields.put("dir", said.rightToLeft() ? "rtl" : "ltr");
        return new BrowserMessage(JSON.writeValueAsString(fields), tag, ttl(message), MessageGroup.isUrgent(message.kind()));
    }

    /** Until the booking begins; what is said of one that began may wait a day. */
    private Duration ttl(Message message) {
        Duration left = Duration.between(clock.instant(), message.facts().appointment().start());
        return left.isNegative() ? LONGEST : left.compareTo(SHORTEST) < 0 ? SHORTEST : left.compareTo(LONGEST) > 0 ? LONGEST : left;
    }

    @Override
    public void destroy() {
        calls.close();
    }
}
