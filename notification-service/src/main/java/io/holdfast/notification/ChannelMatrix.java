package io.holdfast.notification;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.holdfast.notification.preferences.MessageGroup;

/**
 * Which kind goes to whom by which channels, as the operator wants it: {@code notification.channels.<kind>.<recipient>}, a list
 * of channels. An empty one is nobody's.
 */
record ChannelMatrix(Map<NotificationKind, Map<Recipient, Set<Channel>>> channels) {

    /** @throws IllegalArgumentException when a kind is missing, or has a reader for whom there are no words */
    ChannelMatrix {
        channels = Map.copyOf(channels);
        for (NotificationKind kind : NotificationKind.values()) {
            Map<Recipient, Set<Channel>> readers = channels.get(kind);
            if (readers == null || !readers.keySet().equals(kind.readers())) {
                throw new IllegalArgumentException("notification.channels says of %s how it reaches %s; it must say it of %s"
                        .formatted(kind, readers == null ? "nobody" : readers.keySet(), kind.readers()));
            }
        }
    }

    /** The channels of any kind of a group. */
    Set<Channel> of(MessageGroup group, Recipient recipient) {
        return Stream.of(NotificationKind.values())
                .filter(kind -> MessageGroup.of(kind) == group)
                .flatMap(kind -> of(kind, recipient).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    Set<Channel> of(NotificationKind kind, Recipient recipient) {
        return channels.getOrDefault(kind, Map.of()).getOrDefault(recipient, Set.of());
    }
}
