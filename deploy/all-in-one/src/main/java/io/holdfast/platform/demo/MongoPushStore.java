package io.holdfast.platform.demo;

import java.util.List;
import java.util.Optional;

import io.holdfast.embedded.outside.BrowserSubscription;
import io.holdfast.embedded.outside.PushStore;
import io.holdfast.embedded.outside.ReceivedPush;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;

/** Browsers that subscribed, and the push messages that they showed, stored before the sender is told that they are. */
final class MongoPushStore implements PushStore {

    private final MongoOperations mongo;

    MongoPushStore(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public void save(BrowserSubscription subscription) {
        StoredBrowser known = mongo.findById(subscription.id(), StoredBrowser.class);
        mongo.save(StoredBrowser.of(subscription, known == null ? null : known.subject()));
    }

    /** Remembers whose browser it is. */
    void belongs(BrowserSubscription subscription, String subject) {
        mongo.save(StoredBrowser.of(subscription, subject));
    }

    @Override
    public Optional<BrowserSubscription> find(String id) {
        return Optional.ofNullable(mongo.findById(id, StoredBrowser.class)).map(StoredBrowser::subscription);
    }

    @Override
    public void store(ReceivedPush push) {
        StoredBrowser browser = mongo.findById(push.subscriptionId(), StoredBrowser.class);
        mongo.insert(new StoredPush(push.id(), ownerOf(push, browser), push.text(), push.receivedAt()));
    }

    private static String ownerOf(ReceivedPush push, @Nullable StoredBrowser browser) {
        if (browser == null) {
            return push.subscriptionId();
        }
        return browser.subject() == null ? browser.endpoint() : browser.subject();
    }

    /** All of them, oldest first. */
    List<StoredPush> all() {
        return mongo.find(new Query().with(Sort.by("receivedAt")), StoredPush.class);
    }
}
