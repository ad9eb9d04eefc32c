package io.holdfast.notification.push;

import java.time.Instant;

import io.holdfast.notification.preferences.PushSubscription;

/** A browser that gets push messages; without its keys, which its owner has. */
record SubscriptionResponse(String endpoint, Instant since) {

    static SubscriptionResponse of(PushSubscription subscription) {
        return new SubscriptionResponse(subscription.endpoint(), subscription.since());
    }
}
