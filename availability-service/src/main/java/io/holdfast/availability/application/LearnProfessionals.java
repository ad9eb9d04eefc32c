package io.holdfast.availability.application;

import java.util.Optional;

import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.Professionals;
import io.holdfast.availability.domain.TenantId;
import org.springframework.stereotype.Service;

/** Keeps what matching-service says about professionals; their schedules begin here and stay ours. */
@Service
public class LearnProfessionals {

    private final Professionals professionals;

    LearnProfessionals(Professionals professionals) {
        this.professionals = professionals;
    }

    public void changed(TenantId tenant, Professional.Profile profile, long sequence) {
        professionals.learn(tenant, profile.id(), sequence, known -> Optional.of(
                known.map(professional -> professional.update(profile)).orElseGet(() -> Professional.begin(profile))));
    }

    /** Somebody who was never known needs no deactivating: they cannot be booked either way. */
    public void deactivated(TenantId tenant, ProfessionalId id, long sequence) {
        professionals.learn(tenant, id, sequence, known -> known.map(Professional::deactivate));
    }
}
