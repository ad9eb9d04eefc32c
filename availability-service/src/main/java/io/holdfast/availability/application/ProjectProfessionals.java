package io.holdfast.availability.application;

import java.time.Clock;

import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.Professionals;
import io.holdfast.availability.domain.TenantId;
import org.springframework.stereotype.Component;

/** Projects what matching-service says about professionals; their schedules begin here and stay ours. */
@Component
public class ProjectProfessionals {

    private final Professionals professionals;
    private final Clock clock;

    ProjectProfessionals(Professionals professionals, Clock clock) {
        this.professionals = professionals;
        this.clock = clock;
    }

    public void changed(TenantId tenant, Professional.Profile profile, long sequence) {
        professionals.decideOrRegister(tenant, profile.id(), known -> known.map(p -> p.update(profile, sequence))
                .orElseGet(() -> Professional.register(tenant, profile, sequence, clock.instant())));
    }

    /** Somebody who was never known needs no deactivating: they cannot be booked either way. */
    public void deactivated(TenantId tenant, ProfessionalId id, long sequence) {
        professionals.decide(tenant, id, p -> p.deactivate(sequence));
    }
}
