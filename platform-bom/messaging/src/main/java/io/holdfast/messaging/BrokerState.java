package io.holdfast.messaging;

/**
 * How a broker is, seen by one consumer group.
 *
 * @param brokers    how many answer
 * @param partitions that the group reads, as far as it has finished a message of them
 * @param lag        messages of these that the group has not finished
 */
public record BrokerState(int brokers, int partitions, long lag) {}
