package io.holdfast.availability.domain;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * Who of several gets a booking that takes anyone, decided once and kept: two who decide at once, and whoever hears the request
 * again, ask the same people in the same order, so that only one of them is booked.
 *
 * @param slot      what they are asked for
 * @param inOrder   those who had the time when it was asked for, to be asked one after the other
 * @param otherwise what the client is told when none of them has it any more
 */
public record Candidates(
        TenantId tenant, BookingRevision booking, Slot slot, List<ProfessionalId> inOrder, RejectionReason otherwise) {

    public Candidates {
        inOrder = List.copyOf(inOrder);
    }

    /**
     * Fair, and the same whoever decides: who has the fewest bookings on that day comes first, then who has the fewest within
     * three days of it, then a lot is drawn by the booking's id.
     */
    public static Candidates of(AnyoneRequest request, List<Workload> free, RejectionReason otherwise) {
        String booking = request.booking().bookingId();
        return new Candidates(
                request.tenant(),
                request.booking(),
                request.slot(),
                free.stream()
                        .sorted(Comparator.comparingInt(Workload::onTheDay)
                                .thenComparingInt(Workload::aroundIt)
                                .thenComparing(workload -> lot(booking, workload.professional()))
                                .thenComparing(workload -> workload.professional().value()))
                        .map(Workload::professional)
                        .toList(),
                otherwise);
    }

    private static UUID lot(String booking, ProfessionalId professional) {
        return UUID.nameUUIDFromBytes(
                (booking + ":" + professional.value()).getBytes(StandardCharsets.UTF_8));
    }

    /** How much somebody has to do who could take it. */
    public record Workload(ProfessionalId professional, int onTheDay, int aroundIt) {}
}
