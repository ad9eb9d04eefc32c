package io.holdfast.notification.webhooks;

import io.holdfast.notification.feed.FeedEvent;
import org.jspecify.annotations.Nullable;

/** What became of one event in a round. */
record Attempt(FeedEvent event, Result result) {

    /** How a receiver answered, if it was asked. */
    sealed interface Result {

        /** @param code 2xx */
        record Taken(int code) implements Result {}

        /**
         * It did not take it, or nobody knows whether it did.
         *
         * @param code   null when no answer came
         * @param reason ours: a kind of failure, never the receiver's words
         */
        record Failed(@Nullable Integer code, String reason) implements Result {}

        /** It wants nothing any more: 410. */
        record Gone() implements Result {}

        /** It was not asked: something before it in its subject failed, or the round ended. */
        record NotTried() implements Result {}
    }

    boolean isTaken() {
        return result instanceof Result.Taken;
    }

    boolean isFailed() {
        return result instanceof Result.Failed || result instanceof Result.Gone;
    }
}
