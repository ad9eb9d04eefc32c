package io.holdfast.matching.web;

import java.time.Duration;
import java.time.Instant;

import io.holdfast.matching.domain.match.Match;
import io.holdfast.matching.domain.match.MatchRequest;
import io.holdfast.matching.domain.match.MatchStatus;
import io.holdfast.matching.domain.match.Place;
import io.holdfast.matching.domain.match.Proposal;
import io.holdfast.matching.domain.match.ProposalStatus;
import io.holdfast.matching.domain.match.WithdrawalReason;
import org.jspecify.annotations.Nullable;

/**
 * A proposal as its professional sees it. Number and address are told once the booking is theirs.
 *
 * @param kilometres from the nearest place they work in; null when that is not known
 * @param score      why they were asked
 * @param booking    null until it is theirs
 */
record ProposalResponse(
        String id,
        ProposalStatus status,
        OfferingResponse offering,
        Instant start,
        Instant end,
        long duration,
        String displayZone,
        @Nullable String city,
        @Nullable Double kilometres,
        @Nullable MoneyResponse earnings,
        Instant sentAt,
        Instant deadline,
        int wave,
        ScoreResponse score,
        @Nullable Instant answeredAt,
        @Nullable WithdrawalReason withdrawn,
        @Nullable BookingResponse booking) {

    record OfferingResponse(String id, String name) {}

    record BookingResponse(String id, String number, @Nullable AddressResponse address) {}

    record AddressResponse(String street, String city, @Nullable String building, @Nullable String apartment) {

        static @Nullable AddressResponse of(@Nullable Place place) {
            return place == null
                    ? null
                    : new AddressResponse(place.street(), place.city(), place.building(), place.apartment());
        }
    }

    static ProposalResponse of(Match match, Proposal proposal) {
        MatchRequest request = match.request();
        Place place = request.place();
        boolean theirs = match.status() == MatchStatus.MATCHED && proposal.status() == ProposalStatus.ACCEPTED;
        return new ProposalResponse(
                proposal.id().toString(),
                proposal.status(),
                new OfferingResponse(request.offeringId(), request.offeringName()),
                request.start(),
                request.end(),
                Duration.between(request.start(), request.end()).toMinutes(),
                request.displayZone(),
                place == null ? null : place.city(),
                proposal.features().kilometres(),
                request.earnings() == null ? null : MoneyResponse.of(request.earnings()),
                proposal.sentAt(),
                proposal.deadline(),
                proposal.wave(),
                ScoreResponse.of(proposal.score()),
                proposal.answeredAt(),
                proposal.withdrawn(),
                theirs ? new BookingResponse(match.id().value(), request.number(), AddressResponse.of(place)) : null);
    }
}
