package io.holdfast.booking.application;

import java.util.Optional;

import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.ProfessionalSummary;
import io.holdfast.booking.domain.Professionals;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.offering.Offering;
import io.holdfast.booking.domain.offering.Offerings;

/**
 * What can be booked, and with whom, when the rules of booking are held against a request: what is stored, or while an import is
 * checked that and what it would bring.
 */
public interface Catalogue {

    Optional<Offering> offering(TenantId tenant, OfferingId id);

    /** Empty when nobody of that id can be booked. */
    Optional<ProfessionalSummary> professional(TenantId tenant, ProfessionalId id);

    static Catalogue of(Offerings offerings, Professionals professionals) {
        return new Catalogue() {
            @Override
            public Optional<Offering> offering(TenantId tenant, OfferingId id) {
                return offerings.find(tenant, id);
            }

            @Override
            public Optional<ProfessionalSummary> professional(TenantId tenant, ProfessionalId id) {
                return professionals.find(tenant, id);
            }
        };
    }
}
