package io.holdfast.availability.application;

import java.util.Optional;

import io.holdfast.availability.domain.Offering;
import io.holdfast.availability.domain.OfferingId;
import io.holdfast.availability.domain.Offerings;
import io.holdfast.availability.domain.TenantId;
import org.springframework.stereotype.Service;

/** Keeps what booking-service says about offerings, so that slots can be decided when it is down. */
@Service
public class LearnOfferings {

    private final Offerings offerings;

    LearnOfferings(Offerings offerings) {
        this.offerings = offerings;
    }

    public void published(TenantId tenant, Offering offering, long sequence) {
        offerings.learn(tenant, offering.id(), sequence, known -> Optional.of(offering));
    }

    /** An offering that was never known needs no retiring: it cannot be booked either way. */
    public void retired(TenantId tenant, OfferingId id, long sequence) {
        offerings.learn(tenant, id, sequence, known -> known.map(Offering::retire));
    }
}
