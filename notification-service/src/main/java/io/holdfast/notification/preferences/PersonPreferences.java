package io.holdfast.notification.preferences;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.holdfast.notification.Channel;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants.
 *
 * @param revision      counts what they said
 * @param chosen        the channels they want by group; for a group that is not in it what is usual holds
 * @param quietHours    null for none
 * @param subscriptions their browsers, oldest first, at most {@value #MOST_SUBSCRIPTIONS}
 */
public record PersonPreferences(
        long revision,
        Map<MessageGroup, Set<Channel>> chosen,
        @Nullable QuietHours quietHours,
        List<PushSubscription> subscriptions) {

    /** Browsers that are used no more are seldom told of; the oldest make room. */
    public static final int MOST_SUBSCRIPTIONS = 10;

    /** Of somebody who never said anything. */
    public static final PersonPreferences NONE = new PersonPreferences(0, Map.of(), null, List.of());

    public PersonPreferences {
        chosen = Map.copyOf(chosen);
        subscriptions = List.copyOf(subscriptions);
    }

    PersonPreferences choose(Map<MessageGroup, Set<Channel>> channels, @Nullable QuietHours quiet) {
        return new PersonPreferences(revision + 1, channels, quiet, subscriptions);
    }

    /** No more mails of a group. Asked for again, nothing changes. */
    PersonPreferences unsubscribe(MessageGroup group, Set<Channel> usual) {
        Set<Channel> wanted = EnumSet.noneOf(Channel.class);
        wanted.addAll(chosen.getOrDefault(group, usual));
        if (!wanted.remove(Channel.EMAIL)) {
            return this;
        }
        var channels = new EnumMap<MessageGroup, Set<Channel>>(MessageGroup.class);
        channels.putAll(chosen);
        channels.put(group, wanted);
        return new PersonPreferences(revision + 1, channels, quietHours, subscriptions);
    }

    PersonPreferences subscribe(PushSubscription subscription) {
        var all = new ArrayList<>(subscriptions);
        all.removeIf(known -> known.endpoint().equals(subscription.endpoint()));
        all.add(subscription);
        return with(all.subList(Math.max(0, all.size() - MOST_SUBSCRIPTIONS), all.size()));
    }

    PersonPreferences forget(String endpoint) {
        return with(subscriptions.stream().filter(known -> !known.endpoint().equals(endpoint)).toList());
    }

    private PersonPreferences with(List<PushSubscription> others) {
        return new PersonPreferences(revision, chosen, quietHours, others);
    }

    /** The channels by which they get messages of a group. */
    public Set<Channel> channelsOf(MessageGroup group, Set<Channel> usual) {
        return chosen.getOrDefault(group, usual);
    }
}
