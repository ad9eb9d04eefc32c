package io.holdfast.notification;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

/**
 * Decides by which channels somebody hears of something, and from when on: what the operator configured for the kind, as
 * far as there is an adapter. What a person wants overrules it here.
 */
@Component
class DeliveryPlan {

    private final ChannelMatrix matrix;
    private final Set<Channel> available;

    DeliveryPlan(NotificationSettings settings, List<ChannelSender> senders) {
        this.matrix = new ChannelMatrix(settings.channels());
        this.available = senders.stream().map(ChannelSender::channel).collect(Collectors.toUnmodifiableSet());
    }

    /** One delivery for each channel; none when they are not to hear of it. */
    List<Delivery> deliveries(
            NotificationKind kind, Recipient recipient, Person person, BookingRevision booking, Instant now) {
        return matrix.of(kind, recipient).stream()
                .filter(available::contains)
                .sorted()
                // Who has no number or no account is not told on that channel, which is no failure; everybody has an address.
                .filter(channel -> channel == Channel.EMAIL || person.on(channel).address() != null)
                .map(channel -> Delivery.of(recipient, channel, person, now))
                .toList();
    }
}
