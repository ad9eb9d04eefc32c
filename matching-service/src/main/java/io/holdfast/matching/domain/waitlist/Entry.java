package io.holdfast.matching.domain.waitlist;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Somebody in a line.
 *
 * @param offer       what they are or were offered last; null before, and while they wait again
 * @param asked       how often it was their turn, so that each offer has an id of its own
 * @param requestHash of the request that could come again; null for one that cannot
 * @param endedAt     null while it is not over
 */
public record Entry(
        String id,
        Wish wish,
        Applicant who,
        EntryStatus status,
        @Nullable Offer offer,
        int asked,
        @Nullable String requestHash,
        Instant joinedAt,
        @Nullable Instant endedAt) {

    public static Entry joining(String id, Wish wish, Applicant who, @Nullable String requestHash, Instant now) {
        return new Entry(id, wish, who, EntryStatus.WAITING, null, 0, requestHash, now, null);
    }

    /** Theirs, and not: neither who it was nor what they sent. */
    Entry erased() {
        return new Entry(id, wish, who.erased(), status, offer, asked, null, joinedAt, endedAt);
    }

    boolean isLive() {
        return status.isLive();
    }

    boolean isOffered(String bookingId) {
        return offer != null && offer.bookingId().equals(bookingId);
    }

    /** Whether both want the same: one of them is enough. */
    boolean isSameAs(Entry other) {
        return who.key().equals(other.who.key())
                && Objects.equals(wish.start(), other.wish.start())
                && (wish.moves() == null) == (other.wish.moves() == null);
    }

    Entry ask(Gap gap, Instant start, Instant deadline) {
        int turn = asked + 1;
        var next = new Offer(
                bookingIdOf(turn), gap.id(), gap.professionalId(), gap.professionalName(), start, start.plus(wish.length()), deadline);
        return new Entry(id, wish, who, EntryStatus.RESERVING, next, turn, requestHash, joinedAt, null);
    }

    /** Where they were before, with all that they had but the offer. */
    Entry waitAgain() {
        return new Entry(id, wish, who, EntryStatus.WAITING, null, asked, requestHash, joinedAt, null);
    }

    Entry become(EntryStatus next, Instant now) {
        return new Entry(id, wish, who, next, offer, asked, requestHash, joinedAt, next.isLive() ? null : now);
    }

    private String bookingIdOf(int turn) {
        return UUID.nameUUIDFromBytes((id + "/" + turn).getBytes(StandardCharsets.UTF_8)).toString();
    }
}
