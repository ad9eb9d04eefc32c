package io.holdfast.availability.web;

import java.util.Objects;

import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.Professionals;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.web.Problem;
import org.springframework.stereotype.Component;

/** The professional who calls. Their id is the subject of their token. */
@Component
class CurrentProfessional {

    private final Professionals professionals;

    CurrentProfessional(Professionals professionals) {
        this.professionals = professionals;
    }

    Professional of(Caller caller) {
        return professionals
                .find(new TenantId(caller.tenantId()), new ProfessionalId(Objects.requireNonNull(caller.subject())))
                .orElseThrow(() -> Problem.notFound("professional"));
    }
}
