package io.holdfast.availability.domain;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The rejection aggregate: a request that could not be met, remembered beside the day so that rejections do not make the
 * day grow.
 *
 * @param attempt   see {@link SlotRequest}
 * @param professional null where anyone would have done
 * @param conflicts the bookings that were in the way, where whoever asked may know of them
 */
public record Rejection(
        TenantId tenant,
        BookingRevision booking,
        int attempt,
        @Nullable ProfessionalId professional,
        Slot slot,
        RejectionReason reason,
        List<Conflict> conflicts) {

    public Rejection {
        conflicts = List.copyOf(conflicts);
    }

    public static Rejection of(SlotRequest request, RejectionReason reason, List<Conflict> conflicts) {
        return new Rejection(
                request.tenant(),
                request.booking(),
                request.attempt(),
                request.professional(),
                request.slot(),
                reason,
                conflicts);
    }

    /** Of a booking that would have taken anyone; nobody stands in the way of that in particular. */
    public static Rejection of(AnyoneRequest request, RejectionReason reason) {
        return new Rejection(request.tenant(), request.booking(), 1, null, request.slot(), reason, List.of());
    }
}
