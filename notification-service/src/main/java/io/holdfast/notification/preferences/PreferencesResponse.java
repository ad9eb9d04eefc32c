package io.holdfast.notification.preferences;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.holdfast.notification.Channel;
import org.jspecify.annotations.Nullable;

/**
 * How somebody is written to, with what is usual where they said nothing.
 *
 * @param version   to be sent back with a change
 * @param available the channels that can be chosen
 */
record PreferencesResponse(
        long version, Map<String, List<Channel>> channels, @Nullable Quiet quietHours, List<Channel> available) {

    record Quiet(String from, String to, String zone) {}

    static PreferencesResponse of(
            PersonPreferences chosen, Map<MessageGroup, Set<Channel>> effective, Set<Channel> on) {
        var channels = new TreeMap<String, List<Channel>>();
        effective.forEach((group, some) -> channels.put(group.key(), List.copyOf(some)));
        QuietHours quiet = chosen.quietHours();
        return new PreferencesResponse(
                chosen.revision(),
                channels,
                quiet == null ? null : new Quiet(quiet.from().toString(), quiet.to().toString(), quiet.zone().getId()),
                List.copyOf(on));
    }
}
