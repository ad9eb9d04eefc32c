package io.holdfast.messaging.kafka;

/** What a dead letter says of itself, beside the headers that it came with. */
public final class DeadLetterHeaders {

    /** {@code topic-partition@offset} */
    public static final String ORIGIN = "dlt-origin";
    /** the consumer group that could not take it */
    public static final String GROUP = "dlt-group";
    /** one sentence for people */
    public static final String CAUSE = "dlt-cause";
    /** Java class of the failure */
    public static final String EXCEPTION = "dlt-exception";

    private DeadLetterHeaders() {}
}
