package io.holdfast.availability.domain;

import io.holdfast.availability.domain.SlotRequest.By;
import org.jspecify.annotations.Nullable;

/** A booking's request of a time, whoever of those who provide the offering has it. */
public record AnyoneRequest(
        TenantId tenant, OfferingId offering, BookingRevision booking, @Nullable String number, Slot slot, By by) {

    /** The same of one of them. */
    public SlotRequest of(ProfessionalId professional) {
        return new SlotRequest(tenant, professional, offering, booking, number, slot, by, 1);
    }
}
