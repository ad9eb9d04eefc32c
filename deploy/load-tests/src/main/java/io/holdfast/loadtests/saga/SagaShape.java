package io.holdfast.loadtests.saga;

import java.util.stream.IntStream;

/**
 * What one confirmed booking (DIRECT, prepaid, instant) makes Holdfast's services write and send, counted from the
 * code; README.md has the list. Beside it the payment simulator and the mail sink write, which are not Holdfast.
 */
final class SagaShape {

    /** Documents that come into being. */
    static final int INSERTS = 9;
    /** Writes that replace one version of a document by the next. */
    static final int REPLACES = 18;
    static final int WRITES = INSERTS + REPLACES;
    /** Each is sent, received, and taken out of its outbox in bulk. */
    static final int EVENTS = 9;

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
