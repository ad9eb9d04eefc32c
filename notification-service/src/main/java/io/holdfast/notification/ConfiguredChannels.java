package io.holdfast.notification;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

import io.holdfast.notification.preferences.MessageGroup;
import io.holdfast.notification.preferences.UsualChannels;
import io.holdfast.notification.push.PushSettings;
import io.holdfast.notification.sms.SmsSettings;
import org.springframework.stereotype.Component;

/** The channels as the operator configured them. */
@Component
class ConfiguredChannels implements UsualChannels {

    private final ChannelMatrix matrix;
    private final Set<Channel> on;

    ConfiguredChannels(NotificationSettings settings, SmsSettings sms, PushSettings push) {
        this.matrix = new ChannelMatrix(settings.channels());
        Set<Channel> configured = EnumSet.of(Channel.EMAIL);
        if (sms.isOn()) {
            configured.add(Channel.SMS);
        }
        if (push.isOn()) {
            configured.add(Channel.PUSH);
        }
        // In the order of the channels, as people are shown them.
        this.on = Collections.unmodifiableSet(configured);
    }

    Set<Channel> of(NotificationKind kind, Recipient recipient) {
        return matrix.of(kind, recipient);
    }

    @Override
    public Set<Channel> of(MessageGroup group, Recipient recipient) {
        return matrix.of(group, recipient);
    }

    @Override
    public Set<Channel> on() {
        return on;
    }
}
