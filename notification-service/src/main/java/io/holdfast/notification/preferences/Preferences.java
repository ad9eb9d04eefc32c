package io.holdfast.notification.preferences;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.holdfast.messaging.OptimisticRetry;
import io.holdfast.notification.Channel;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/** Everybody's preferences. */
@Component
public class Preferences {

    private final MongoOperations mongo;

    Preferences(MongoOperations mongo) {
        this.mongo = mongo;
    }

    public PersonPreferences find(PersonKey person) {
        return toDomain(load(person));
    }

    /** @return what is so now; empty when somebody changed it after {@code revision}, and then nothing is changed */
    Optional<PersonPreferences> choose(
            PersonKey person, @Nullable Long revision, Map<MessageGroup, Set<Channel>> channels, @Nullable QuietHours quiet) {
        var changed = new boolean[1];
        PersonPreferences now = change(person, known -> {
            changed[0] = revision == null || revision == known.revision();
            return changed[0] ? known.choose(channels, quiet) : known;
        });
        return changed[0] ? Optional.of(now) : Optional.empty();
    }

    void unsubscribe(PersonKey person, MessageGroup group, Set<Channel> usual) {
        change(person, known -> known.unsubscribe(group, usual));
    }

    public void subscribe(PersonKey person, PushSubscription subscription) {
        change(person, known -> known.subscribe(subscription));
    }

    /** Forgets a browser, as its owner wants it or its push service says. */
    public void forget(PersonKey person, String endpoint) {
        change(person, known -> known.forget(endpoint));
    }

    private PersonPreferences change(PersonKey person, UnaryOperator<PersonPreferences> change) {
        return OptimisticRetry.decide(() -> {
            PreferencesDocument loaded = load(person);
            PersonPreferences known = toDomain(loaded);
            PersonPreferences next = change.apply(known);
            if (!next.equals(known)) {
                mongo.save(PreferencesDocument.of(person, next, loaded));
            }
            return next;
        });
    }

    private @Nullable PreferencesDocument load(PersonKey person) {
        return mongo.findById(person.id(), PreferencesDocument.class);
    }

    private static PersonPreferences toDomain(@Nullable PreferencesDocument loaded) {
        return loaded == null ? PersonPreferences.NONE : loaded.toDomain();
    }
}
