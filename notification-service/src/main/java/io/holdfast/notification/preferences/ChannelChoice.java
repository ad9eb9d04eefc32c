package io.holdfast.notification.preferences;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.holdfast.notification.Channel;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a message on one channel.
 *
 * @param at         when it goes out, now or at the end of the quiet hours
 * @param skippedFor why it does not go out; null when it does
 */
public record ChannelChoice(Channel channel, Instant at, @Nullable String skippedFor) {

    static final String NOT_WANTED = "not wanted";
    static final String TOO_LATE_AFTER_QUIET_HOURS = "quiet hours last until it begins";

    /**
     * What a message is, as far as its channels depend on it.
     *
     * @param group    what its kind belongs to
     * @param byKind   the channels of its kind and recipient
     * @param usual    the channels of any kind of its group to such recipients
     * @param urgent   whether it goes out in quiet hours, too
     * @param useless  from when on nobody needs it, such as the booking's start; null where there is no such time
     */
    public record Message(
            MessageGroup group, Set<Channel> byKind, Set<Channel> usual, boolean urgent, @Nullable Instant useless) {}

    /**
     * By which channels somebody gets a message. Of the channels that are usual for its group they get it by those of its
     * kind that they want; what they want beyond the usual they get everything of the group by. So whoever chooses what
     * is usual changes nothing.
     *
     * @param on the channels that are configured; of others there is no word, nor of push to somebody without a browser
     */
    public static List<ChannelChoice> of(Message message, PersonPreferences person, Set<Channel> on, Instant now) {
        Set<Channel> wanted = person.channelsOf(message.group(), message.usual());
        Set<Channel> concerned = EnumSet.noneOf(Channel.class);
        concerned.addAll(message.byKind());
        wanted.stream().filter(channel -> !message.usual().contains(channel)).forEach(concerned::add);
        concerned.retainAll(on);
        if (person.subscriptions().isEmpty()) {
            concerned.remove(Channel.PUSH);
        }
        var choices = new ArrayList<ChannelChoice>();
        for (Channel channel : concerned) {
            choices.add(choice(channel, wanted.contains(channel), message, person, now));
        }
        return choices;
    }

    private static ChannelChoice choice(
            Channel channel, boolean wanted, Message message, PersonPreferences person, Instant now) {
        if (!wanted) {
            return new ChannelChoice(channel, now, NOT_WANTED);
        }
        Optional<Instant> quietUntil = quietUntil(channel, message, person.quietHours(), now);
        if (quietUntil.isEmpty()) {
            return new ChannelChoice(channel, now, null);
        }
        Instant at = quietUntil.get();
        if (message.useless() == null || at.isBefore(message.useless())) {
            return new ChannelChoice(channel, at, null);
        }
        // What became of a booking they have to know before it begins.
        return message.group().isOptional()
                ? new ChannelChoice(channel, now, TOO_LATE_AFTER_QUIET_HOURS)
                : new ChannelChoice(channel, now, null);
    }

    /** A mail of what became of a booking wakes nobody, and has to be there. */
    private static Optional<Instant> quietUntil(
            Channel channel, Message message, @Nullable QuietHours quietHours, Instant now) {
        boolean goesOut = message.urgent() || (channel == Channel.EMAIL && !message.group().isOptional());
        return quietHours == null || goesOut ? Optional.empty() : quietHours.endAt(now);
    }
}
