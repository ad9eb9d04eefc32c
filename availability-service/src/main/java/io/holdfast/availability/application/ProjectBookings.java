package io.holdfast.availability.application;

import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

import io.holdfast.availability.domain.KnownBooking;
import io.holdfast.availability.domain.KnownBookings;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.defaults.privacy.ErasedBookings;
import org.springframework.stereotype.Component;

/**
 * Projects what booking-service says about bookings that nothing more is owed for, so that a professional's agenda reads well
 * and a booking that moves is asked about by whom it belongs to.
 */
@Component
public class ProjectBookings {

    private final KnownBookings bookings;
    private final ErasedBookings erased;

    ProjectBookings(KnownBookings bookings, ErasedBookings erased) {
        this.bookings = bookings;
        this.erased = erased;
    }

    /** It is paid. */
    public void paid(KnownBooking paid, long sequence) {
        bookings.project(paid.tenant(), paid.id(), sequence, known -> Optional.of(unlessErased(paid)));
    }

    /** It has its professional, its time and its names, again when they changed; a guest's token is not said each time. */
    public void described(KnownBooking described, long sequence) {
        bookings.project(described.tenant(), described.id(), sequence, known -> Optional.of(unlessErased(
                known.filter(k -> described.manageTokenHash() == null)
                        .map(k -> described.withTokenOf(k))
                        .orElse(described))));
    }

    /** The client is called otherwise. */
    public void corrected(TenantId tenant, String id, String clientName, long sequence) {
        change(tenant, id, sequence, known -> unlessErased(known.corrected(clientName)));
    }

    public void became(TenantId tenant, String id, KnownBooking.Status status, long sequence) {
        change(tenant, id, sequence, known -> known.become(status));
    }

    /** Its professional gave it back. */
    public void givenBack(TenantId tenant, String id, long sequence) {
        change(tenant, id, sequence, KnownBooking::givenBack);
    }

    public void ended(TenantId tenant, String id, KnownBooking.Status as, Instant at, long sequence) {
        change(tenant, id, sequence, known -> known.ended(as, at));
    }

    /** Whatever is heard late, who was erased stays so. */
    private KnownBooking unlessErased(KnownBooking booking) {
        return erased.contains(booking.id()) ? booking.ofNobody() : booking;
    }

    /** What was never paid is not known, and nothing of it needs to be. */
    private void change(TenantId tenant, String id, long sequence, UnaryOperator<KnownBooking> change) {
        bookings.project(tenant, id, sequence, known -> known.map(change));
    }
}
