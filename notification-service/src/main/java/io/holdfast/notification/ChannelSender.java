package io.holdfast.notification;

/** The port to one {@link Channel}, by which messages leave. */
public interface ChannelSender {

    Channel channel();

    /** Whether trying makes sense now; false while the outside was found to be away. */
    boolean isOpen();

    /**
     * Sends under an identity derived from the message's id, the same for every try. Does not throw, and returns within
     * {@link Delivery#LONGEST_SENDING}: then somebody else may send it.
     */
    Outcome send(Message message);

    /**
     * What became of it. Reasons are ours: a class and a code, never the other side's words. Those name addresses, and
     * reasons go into the log and onto a topic.
     */
    sealed interface Outcome {

        /** The other side has it. */
        record Delivered() implements Outcome {}

        /** No later try can succeed. */
        record Undeliverable(String reason) implements Outcome {}

        /** It failed, or nobody knows whether it succeeded. */
        record TryLater(String reason) implements Outcome {}

        /** It was not even tried, for want of a free place or because others have just failed. */
        record NotTried() implements Outcome {}
    }
}
