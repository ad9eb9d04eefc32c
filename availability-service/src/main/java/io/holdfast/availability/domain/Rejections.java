package io.holdfast.availability.domain;

import java.util.Optional;

/** The rejections: who asked again gets the first answer, although the slot may be free by now. */
public interface Rejections {

    Optional<Rejection> find(TenantId tenant, BookingRevision booking, int attempt);

    /** Remembers the rejection, unless that was done, and gives {@code answer}, (again) as the case may be. */
    void answer(Rejection rejection, SlotEvent answer);
}
