package io.holdfast.booking.domain;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Which bookings of a tenant somebody may and wants to see.
 *
 * @param clientSubject  whose own; null with a professional
 * @param professional   assigned to whom; null with a client. With both, those of either kind
 * @param status         only these; null for any
 * @param from           starting then or later
 * @param to             starting before
 */
public record BookingSearch(
        TenantId tenant,
        @Nullable String clientSubject,
        @Nullable ProfessionalId professional,
        @Nullable BookingStatus status,
        @Nullable Instant from,
        @Nullable Instant to) {

    public BookingSearch {
        if (clientSubject == null && professional == null) {
            throw new IllegalArgumentException("A search is for somebody.");
        }
    }
}
