package io.holdfast.availability.application;

import java.util.Optional;

import io.holdfast.availability.domain.Offering;
import io.holdfast.availability.domain.OfferingId;
import io.holdfast.availability.domain.Offerings;
import io.holdfast.availability.domain.TenantId;
import org.springframework.stereotype.Component;

/** Projects what booking-service says about offerings, so that slots can be decided when it is down. */
@Component
public class ProjectOfferings {

    private final Offerings offerings;

    ProjectOfferings(Offerings offerings) {
        this.offerings = offerings;
    }

    public void published(TenantId tenant, Offering offering, long sequence) {
        offerings.project(tenant, offering.id(), sequence, known -> Optional.of(offering));
    }

    /** An offering that was never known needs no retiring: it cannot be booked either way. */
    public void retired(TenantId tenant, OfferingId id, long sequence) {
        offerings.project(tenant, id, sequence, known -> known.map(Offering::retire));
    }
}
