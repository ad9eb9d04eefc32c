package io.holdfast.matching.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;

import io.holdfast.matching.application.EntryTokens;
import io.holdfast.matching.application.JoinWaitlist.Place;
import io.holdfast.matching.domain.waitlist.Entry;
import io.holdfast.matching.domain.waitlist.EntryStatus;
import io.holdfast.matching.domain.waitlist.LineId;
import io.holdfast.matching.domain.waitlist.Offer;
import io.holdfast.matching.domain.waitlist.WaitingLine;
import io.holdfast.matching.domain.waitlist.Wish;
import org.jspecify.annotations.Nullable;

/**
 * A place in a waiting line, as who waits sees it.
 *
 * @param status         {@code WAITING} also while availability is asked for them
 * @param place          how many are asked before them, and one; null for who waits no more
 * @param professionalId null for anybody's slot
 * @param start          null for any of the day
 * @param moves          the booking that is to be earlier; null for none
 * @param offer          null unless they are to answer
 * @param bookingId      of the booking that came of it; null before they accept
 * @param manageToken    of that booking or, before there is one, of this place; null but for a guest who has just joined or
 *                       accepted
 */
record WaitlistResponse(
        String id,
        EntryStatus status,
        @Nullable Integer place,
        String offeringId,
        @Nullable String professionalId,
        LocalDate date,
        @Nullable Instant start,
        int duration,
        @Nullable String moves,
        @Nullable OfferResponse offer,
        @Nullable String bookingId,
        Instant createdAt,
        @Nullable Instant endedAt,
        @Nullable String manageToken) {

    /** @param deadline until when they can accept */
    record OfferResponse(
            String bookingId, String professionalId, String professionalName, Instant start, Instant end, Instant deadline) {

        static OfferResponse of(Offer offer) {
            return new OfferResponse(
                    offer.bookingId(), offer.professionalId(), offer.professionalName(), offer.start(), offer.end(), offer.deadline());
        }
    }

    static WaitlistResponse of(Place place) {
        return of(place.line(), place.entry(), null);
    }

    /** With the token that a guest needs from here on. */
    static WaitlistResponse withToken(Place place, EntryTokens tokens) {
        Entry entry = place.entry();
        String token = entry.status() == EntryStatus.ACCEPTED
                ? tokens.tokenOfBooking(entry, Objects.requireNonNull(entry.offer()).bookingId()).orElse(null)
                : tokens.tokenOf(entry).orElse(null);
        return of(place.line(), entry, token);
    }

    static WaitlistResponse of(WaitingLine line, Entry entry, @Nullable String manageToken) {
        Wish wish = entry.wish();
        Offer offer = entry.offer();
        return new WaitlistResponse(
                entry.id(),
                entry.status() == EntryStatus.RESERVING ? EntryStatus.WAITING : entry.status(),
                line.placeOf(entry),
                wish.offeringId(),
                line.id().kind() == LineId.Kind.PROFESSIONAL ? line.id().subject() : null,
                line.id().date(),
                wish.start(),
                wish.minutes(),
                wish.moves() == null ? null : wish.moves().bookingId(),
                offer != null && entry.status() == EntryStatus.OFFERED ? OfferResponse.of(offer) : null,
                offer != null && entry.status() == EntryStatus.ACCEPTED ? offer.bookingId() : null,
                entry.joinedAt(),
                entry.endedAt(),
                manageToken);
    }
}
