package io.holdfast.embedded.outside;

import java.io.IOException;
import java.util.Optional;

/** Where a {@link PushService} keeps who subscribed, and puts what it takes. */
public interface PushStore {

    /** Stores a subscription, or what became of it. */
    void save(BrowserSubscription subscription) throws IOException;

    Optional<BrowserSubscription> find(String id) throws IOException;

    /**
     * Stores the message; the sender is told 201 only after this has returned.
     *
     * @throws IOException if it cannot be stored; the sender is told 500 and tries again later
     */
    void store(ReceivedPush push) throws IOException;
}
