package io.holdfast.booking.application;

import java.util.Optional;

import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.ProfessionalSummary;
import io.holdfast.booking.domain.Professionals;
import io.holdfast.booking.domain.TenantId;
import org.springframework.stereotype.Component;

/** Professionals who provide an offering. */
@Component
class Providers {

    private final Professionals professionals;

    Providers(Professionals professionals) {
        this.professionals = professionals;
    }

    /** @throws Refused 422 when there is no such professional, or they do not provide it */
    ProfessionalSummary find(TenantId tenant, ProfessionalId id, OfferingId offering) {
        return require(professionals.find(tenant, id), offering);
    }

    /** @throws Refused 422 when there is nobody, or they do not provide it */
    static ProfessionalSummary require(Optional<ProfessionalSummary> professional, OfferingId offering) {
        ProfessionalSummary found = professional.orElseThrow(
                () -> Refused.rule("professional-unknown", "There is no such professional."));
        if (!found.offerings().contains(offering)) {
            throw Refused.rule("offering-not-provided", "This professional does not provide this offering.");
        }
        return found;
    }
}
