package io.holdfast.loadtests.saga;

import java.util.stream.IntStream;

/**
 * What one confirmed booking (DIRECT, prepaid, instant) makes Holdfast's services write and send; {@code SagaShapeTest} counts it
 * from the store's commands, README.md has the list. Beside it the payment simulator and the mail sink write, which are not
 * Holdfast.
 */
final class SagaShape {

    /** Documents that come into being. */
    static final int INSERTS = 4;
    /** Writes that replace one version of a document by the next. */
    static final int REPLACES = 10;
    /** Each waits for the one before it. */
    static final int WRITES = INSERTS + REPLACES;
    /** Documents that nobody waits for, written together with those of other bookings; at most. */
    static final int GATHERED = 7;
    /** Each is sent, received, and taken out of its outbox by the next write, or in bulk. */
    static final int EVENTS = 9;

    /** That receive an event, on the average: {@code bookings} has six, slots three, payments two, notifications one. */
    static final int GROUPS = 4;
    /** The client's: asks for the booking, looks at it; the provider's: two webhooks. Each is passed on by the gateway. */
    static final int REQUESTS_THROUGH_GATEWAY = 4;
    /** The client pays at the provider's; of the provider an order is made, and its payment is captured. */
    static final int REQUESTS_STRAIGHT = 3;

    private SagaShape() {}

    /** How many of the writes come before event {@code number}, which counts from 0; spread evenly. */
    static int writesBefore(int number) {
        return WRITES * (number + 1) / EVENTS - WRITES * number / EVENTS;
    }

    /** All writes are spread over the events, none is left over. */
    static int total() {
        return IntStream.range(0, EVENTS).map(SagaShape::writesBefore).sum();
    }
}
