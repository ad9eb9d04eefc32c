package io.holdfast.booking.web;

import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.booking.BookingStatus;
import io.holdfast.defaults.search.SearchQuery;
import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * What of a list of bookings somebody wants to see; null for anything.
 *
 * @param starts within
 */
record BookingFilter(
        @Nullable BookingStatus status,
        @Nullable OfferingId offering,
        @Nullable ProfessionalId professional,
        TimeRange starts,
        @Nullable Boolean archived,
        SearchQuery words) {

    /** @throws Problem 400 when nobody can have such an id, or the text finds nothing */
    static BookingFilter of(
            @Nullable BookingStatus status,
            @Nullable String offeringId,
            @Nullable String professionalId,
            TimeRange starts,
            @Nullable Boolean archived,
            @Nullable String q) {
        require("offeringId", offeringId);
        require("professionalId", professionalId);
        return new BookingFilter(
                status,
                offeringId == null ? null : new OfferingId(offeringId),
                professionalId == null ? null : new ProfessionalId(professionalId),
                starts,
                archived,
                SearchQuery.of(q));
    }

    private static void require(String field, @Nullable String id) {
        if (id != null && id.isBlank()) {
            throw Problem.invalid(field, "must not be blank");
        }
    }
}
