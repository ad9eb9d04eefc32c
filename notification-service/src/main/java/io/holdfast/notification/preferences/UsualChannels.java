package io.holdfast.notification.preferences;

import java.util.Set;

import io.holdfast.notification.Channel;
import io.holdfast.notification.Recipient;

/** What people get messages by who never said otherwise. */
public interface UsualChannels {

    /** The channels by which any kind of a group goes to such recipients. */
    Set<Channel> of(MessageGroup group, Recipient recipient);

    /** The channels that are configured. */
    Set<Channel> on();
}
