package io.holdfast.notification.preferences;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.holdfast.defaults.store.Bounded;
import io.holdfast.defaults.store.Permanent;
import io.holdfast.defaults.store.PersonalData;
import io.holdfast.notification.Channel;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A person's preferences as stored.
 *
 * @param id {@code tenantId:key of the person}
 */
@Permanent(why = "one per person who said what they want or subscribed a browser; forgetting it would write to them again")
@PersonalData(
        holds = "what somebody wants to be sent, and their browsers",
        erased = "nothing: should they book again, they choose again")
@Document("preferences")
record PreferencesDocument(
        @Id String id,
        @Version @Nullable Long version,
        long revision,
        @Bounded(max = 3, by = "MessageGroup")
        List<Choice> chosen,
        @Nullable Quiet quietHours,
        @Bounded(max = PersonPreferences.MOST_SUBSCRIPTIONS, by = "PersonPreferences, whose oldest make room")
        List<PushSubscription> subscriptions) {

    record Choice(MessageGroup group, @Bounded(max = 3, by = "Channel") List<Channel> channels) {}

    /** Wall times as text: a driver's dates have a zone, and not this one. */
    record Quiet(String from, String to, String zone) {

        QuietHours toDomain() {
            return new QuietHours(LocalTime.parse(from), LocalTime.parse(to), ZoneId.of(zone));
        }
    }

    static PreferencesDocument of(PersonKey person, PersonPreferences preferences, @Nullable PreferencesDocument loaded) {
        QuietHours quiet = preferences.quietHours();
        return new PreferencesDocument(
                person.id(),
                loaded == null ? null : loaded.version(),
                preferences.revision(),
                preferences.chosen().entrySet().stream()
                        .map(choice -> new Choice(choice.getKey(), List.copyOf(choice.getValue())))
                        .toList(),
                quiet == null ? null : new Quiet(quiet.from().toString(), quiet.to().toString(), quiet.zone().getId()),
                preferences.subscriptions());
    }

    PersonPreferences toDomain() {
        Map<MessageGroup, Set<Channel>> channels = new EnumMap<>(MessageGroup.class);
        for (Choice choice : chosen) {
            Set<Channel> some = EnumSet.noneOf(Channel.class);
            some.addAll(choice.channels());
            channels.put(choice.group(), some);
        }
        return new PersonPreferences(revision, channels, quietHours == null ? null : quietHours.toDomain(), subscriptions);
    }
}
