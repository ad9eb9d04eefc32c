package io.holdfast.embedded.outside;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps subscriptions and push messages for the length of a test. */
public final class InMemoryPushStore implements PushStore {
    private final Map<String, BrowserSubscription> subscriptions = new HashMap<>();
    private final List<ReceivedPush> all = new ArrayList<>();

    @Override
    public synchronized void save(BrowserSubscription subscription) {
        subscriptions.put(subscription.id(), subscription);
    }

    @Override
    public synchronized Optional<BrowserSubscription> find(String id) {
        return Optional.ofNullable(subscriptions.get(id));
    }

    @Override
    public synchronized void store(ReceivedPush push) {
        all.add(push);
    }

    /** In order of arrival. */
    public synchronized List<ReceivedPush> all() {
        return List.copyOf(all);
    }

    public synchronized void clear() {
        all.clear();
    }
}
