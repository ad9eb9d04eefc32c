package io.holdfast.matching.domain.waitlist;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Time of a professional that has become free, as one line deals with it.
 *
 * @param id    of what was released, so that the same word heard twice is known
 * @param asked what availability was asked for and has not refused; null while it is asked for nothing
 * @param tried what availability refused of it, the oldest first; at most {@value #MOST_TRIED}
 */
public record Gap(
        String id,
        String professionalId,
        String professionalName,
        Instant start,
        Instant end,
        @Nullable Ask asked,
        List<Ask> tried) {

    /** Whoever wants the same as somebody before would be refused as they were, so few are asked in vain. */
    public static final int MOST_TRIED = 20;

    public Gap {
        tried = List.copyOf(tried);
    }

    public static Gap of(String id, String professionalId, String professionalName, Instant start, Instant end) {
        return new Gap(id, professionalId, professionalName, start, end, null, List.of());
    }

    /**
     * A part of it, for an offer.
     *
     * @param tooLate whether it was refused only because it was asked for so long ago
     */
    public record Ask(String bookingId, String offeringId, Instant start, int minutes, boolean tooLate) {

        private boolean keepsFrom(Wish wish, Instant at) {
            return !tooLate && offeringId.equals(wish.offeringId()) && start.equals(at) && minutes == wish.minutes();
        }
    }

    boolean wasTried(Wish wish, Instant at) {
        return tried.size() >= MOST_TRIED || tried.stream().anyMatch(before -> before.keepsFrom(wish, at));
    }

    boolean isHandled() {
        return asked != null;
    }

    boolean isAskedFor(String bookingId) {
        return asked != null && asked.bookingId().equals(bookingId);
    }

    boolean wasRefused(String bookingId) {
        return tried.stream().anyMatch(before -> before.bookingId().equals(bookingId));
    }

    Gap ask(Wish wish, Offer offer) {
        var ask = new Ask(offer.bookingId(), wish.offeringId(), offer.start(), wish.minutes(), false);
        return new Gap(id, professionalId, professionalName, start, end, ask, tried);
    }

    /** What was asked for cannot be had. */
    Gap refused(boolean tooLate) {
        Ask ask = Objects.requireNonNull(asked);
        var all = new ArrayList<>(tried);
        all.add(new Ask(ask.bookingId(), ask.offeringId(), ask.start(), ask.minutes(), tooLate));
        return new Gap(id, professionalId, professionalName, start, end, null, all);
    }
}
