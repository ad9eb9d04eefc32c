package io.holdfast.messaging;

/**
 * Takes in what any service has parked, so that people can list and replay it. One service has such a bean; messaging
 * starts it with the subscriptions.
 */
public interface DeadLetterReader {

    /** Its consumer group, shared by all its instances. */
    String group();

    /**
     * Stores a dead letter. It may come more than once.
     *
     * @param letter with the headers of {@link DeadLetterHeaders} beside its own
     */
    void take(RawEvent letter);
}
