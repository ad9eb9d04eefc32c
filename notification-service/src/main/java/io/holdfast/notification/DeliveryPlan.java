package io.holdfast.notification;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.holdfast.notification.preferences.ChannelChoice;
import io.holdfast.notification.preferences.MessageGroup;
import io.holdfast.notification.preferences.PersonKey;
import io.holdfast.notification.preferences.PersonPreferences;
import io.holdfast.notification.preferences.Preferences;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Decides by which channels somebody hears of something, and from when on: what the operator configured for the kind,
 * overruled by what the person wants. What they do not want is skipped and said so.
 */
@Component
class DeliveryPlan {

    private static final Logger log = LoggerFactory.getLogger(DeliveryPlan.class);

    private final ConfiguredChannels channels;
    private final Preferences preferences;
    private final boolean sandbox;

    DeliveryPlan(NotificationSettings settings, ConfiguredChannels channels, Preferences preferences) {
        this.channels = channels;
        this.preferences = preferences;
        this.sandbox = settings.sandbox();
    }

    /** One delivery for each channel; none when they are not to hear of it. */
    List<Delivery> deliveries(
            NotificationKind kind, Recipient recipient, Person person, BookingRevision booking, Instant now) {
        Set<Channel> byKind = channels.of(kind, recipient);
        MessageGroup group = MessageGroup.of(kind);
        var message = new ChannelChoice.Message(
                group,
                byKind,
                channels.of(group, recipient),
                MessageGroup.isUrgent(kind),
                // What is said of a booking that has begun does not become useless by that.
                Optional.of(booking.facts().appointment().start()).filter(now::isBefore).orElse(null));
        return ChannelChoice.of(message, preferencesOf(recipient, person, booking), channels.on(), now).stream()
                // Who has no number or no account is not told on that channel, which is no failure; everybody has an address.
                .filter(choice -> choice.channel() == Channel.EMAIL || person.on(choice.channel()).address() != null)
                .map(choice -> delivery(kind, recipient, person, choice, now))
                .toList();
    }

    private Delivery delivery(
            NotificationKind kind, Recipient recipient, Person person, ChannelChoice choice, Instant now) {
        Delivery planned = Delivery.of(recipient, choice.channel(), person, choice.at());
        if (choice.skippedFor() != null) {
            return planned.skipped(choice.skippedFor(), now);
        }
        if (sandbox) {
            log.info("Sandbox: {} to the {} by {} is not sent", kind, recipient, choice.channel());
            return planned.skipped("sandbox", now);
        }
        return planned;
    }

    private PersonPreferences preferencesOf(Recipient recipient, Person person, BookingRevision booking) {
        Optional<PersonKey> key = switch (recipient) {
            case CLIENT -> PersonKey.of(booking.tenantId(), person.subject(), person.email());
            case PROFESSIONAL -> Optional.of(PersonKey.signedIn(booking.tenantId(), booking.professional()));
            case ADMIN -> Optional.empty();
        };
        return key.map(preferences::find).orElse(PersonPreferences.NONE);
    }
}
