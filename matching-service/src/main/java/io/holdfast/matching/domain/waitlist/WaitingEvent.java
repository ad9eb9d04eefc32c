package io.holdfast.matching.domain.waitlist;

import java.time.Instant;

/** What became of a line; each carries the entry as it is after the event. */
public sealed interface WaitingEvent {

    Entry entry();

    /** @param place 1 is next */
    record Joined(Entry entry, int place) implements WaitingEvent {}

    /** @param holdUntil until when it is to be held, a little longer than they have to answer */
    record SlotWanted(Entry entry, Offer offer, Instant holdUntil) implements WaitingEvent {}

    record Offered(Entry entry, Offer offer) implements WaitingEvent {}

    record Accepted(Entry entry, Offer offer, Instant at) implements WaitingEvent {}

    /** @param offer which they do not take */
    record Passed(Entry entry, Offer offer, PassReason reason) implements WaitingEvent {}

    record Left(Entry entry) implements WaitingEvent {}
}
