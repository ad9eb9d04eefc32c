package io.holdfast.matching.application;

import java.util.Optional;

import io.holdfast.matching.domain.TenantId;
import io.holdfast.matching.domain.waitlist.Offering;
import io.holdfast.matching.domain.waitlist.Offerings;
import org.springframework.stereotype.Component;

/** Projects what booking-service says about offerings, so that people can wait for one while it is down. */
@Component
public class ProjectOfferings {

    private final Offerings offerings;

    ProjectOfferings(Offerings offerings) {
        this.offerings = offerings;
    }

    public void published(TenantId tenant, Offering offering, long sequence) {
        offerings.project(tenant, offering.id(), sequence, known -> Optional.of(offering));
    }

    /** One that was never known needs no retiring: nobody can wait for it either way. */
    public void retired(TenantId tenant, String offering, long sequence) {
        offerings.project(tenant, offering, sequence, known -> known.map(Offering::retire));
    }
}
